import type { Attachment } from './attachment';
import type { Notification } from './notification';
import { linksIn } from './richText';

/** The notification centre itself, on every portal. */
const NOTIFICATION_CENTRE = '/online/?IM_NOTIFY=Y';
const PROFILE = /^\/company\/personal\/user\/\d+\/?$/;

/**
 * The first link of a notification that leads to its portal (`origin`: `https://portal.example`), one that is more
 * than somebody's profile where there is one.
 */
export function portalLink({ text, attachments }: Notification, origin: string): string | undefined {
  const links = [...linksIn(text), ...attachments.flatMap(linksOf)].filter(href => leadsTo(origin, href));
  return links.find(href => !isProfile(href)) ?? links[0];
}

/** Where a notification is best seen in the browser. */
export function portalPage(notification: Notification, origin: string): string {
  return portalLink(notification, origin) ?? origin + NOTIFICATION_CENTRE;
}

function linksOf(attachment: Attachment): readonly string[] {
  switch (attachment.kind) {
    case 'message':
      return linksIn(attachment.text);
    case 'link':
      return [attachment.href, ...linksIn(attachment.description)];
    case 'user':
      return attachment.href === undefined ? [] : [attachment.href];
    case 'grid':
      return attachment.cells.flatMap(({ href, value }) => [
        ...(href === undefined ? [] : [href]),
        ...linksIn(value),
      ]);
    case 'image':
    case 'file':
      return [attachment.href];
    case 'delimiter':
      return [];
  }
}

function leadsTo(origin: string, href: string): boolean {
  return URL.canParse(href) && new URL(href).origin === origin;
}

function isProfile(href: string): boolean {
  const { pathname, search, hash } = new URL(href);
  return PROFILE.test(pathname) && search === '' && hash === '';
}
