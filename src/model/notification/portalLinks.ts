import { parseWebUrl } from '../webUrl';
import type { Attachment, Notification } from './notification';
import { blocksOf } from './notificationText';
import { findLinkUrls } from './richText';

/** The path of the notification center on every portal. */
const NOTIFICATION_CENTRE = '/online/?IM_NOTIFY=Y';
const PROFILE = /^\/company\/personal\/user\/\d+\/?$/;

/**
 * Returns the page of what a notification is about, or else its first link to its portal (`origin`:
 * `https://portal.example`), preferably not to a user profile; `undefined` if there is none.
 */
export function findPortalLink(notification: Notification, origin: string): string | undefined {
  const { component, text } = notification;
  const links = [
    ...(component?.href === undefined ? [] : [component.href]),
    ...findLinkUrls(text),
    ...blocksOf(notification).flatMap(attachmentLinks),
  ].filter(href => leadsTo(origin, href));
  return links.find(href => !isProfile(href)) ?? links[0];
}

/** Returns the URL to open in the browser: the notification's link, or else the notification center. */
export function portalPageUrl(notification: Notification, origin: string): string {
  return findPortalLink(notification, origin) ?? origin + NOTIFICATION_CENTRE;
}

function attachmentLinks(attachment: Attachment): readonly string[] {
  switch (attachment.kind) {
    case 'message':
      return findLinkUrls(attachment.text);
    case 'link':
      return [attachment.href, ...findLinkUrls(attachment.description)];
    case 'user':
      return attachment.href === undefined ? [] : [attachment.href];
    case 'grid':
      return attachment.cells.flatMap(({ href, value }) => [
        ...(href === undefined ? [] : [href]),
        ...findLinkUrls(value),
      ]);
    case 'image':
    case 'file':
      return [attachment.href];
    case 'delimiter':
      return [];
  }
}

function leadsTo(origin: string, href: string): boolean {
  return parseWebUrl(href)?.origin === origin;
}

function isProfile(href: string): boolean {
  const { pathname, search, hash } = new URL(href);
  return PROFILE.test(pathname) && search === '' && hash === '';
}
