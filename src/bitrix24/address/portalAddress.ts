import type { UnreachableReason } from '../../model/portalFailure';
import { isHttpsOrLoopback, isLoopbackHost, parseUrl } from './address';
import { findUrls, trimPastedText } from './pastedText';
import { parseWebhook } from './webhook';

export type PortalAddressProblem = 'empty' | 'notAnAddress' | 'notHttps' | 'hasPassword' | 'webhook' | 'several';

type PortalAddressParseResult =
  /** `https://<portal>`, without a path. */
  | { readonly kind: 'portal'; readonly origin: string }
  | { readonly kind: 'problem'; readonly problem: PortalAddressProblem };

/**
 * Parses a portal's address as typed or pasted by the user: `portal.bitrix24.com`, or the URL of any of its pages, with
 * the text around it.
 */
export function parsePortalAddress(text: string): PortalAddressParseResult {
  if (trimPastedText(text) === '') return problem('empty');
  if (parseWebhook(text).kind === 'webhook') return problem('webhook');
  const results = findUrls(trimPastedText(text), ANY_TEXT, 'https').map(url => parseAddress(url.text));
  const origins = new Set(results.flatMap(result => (result.kind === 'portal' ? [result.origin] : [])));
  if (origins.size > 1) return problem('several');
  return results.find(({ kind }) => kind === 'portal') ?? results[0] ?? problem('notAnAddress');
}

/** All of a text, if it has no URL with a scheme. */
const ANY_TEXT = /[^]+/;

function parseAddress(address: string): PortalAddressParseResult {
  const url = parseUrl(address);
  if (url === undefined || !/^https?:$/.test(url.protocol) || !/[.:]|^localhost$/.test(url.hostname)) {
    return problem('notAnAddress');
  }
  if (!isHttpsOrLoopback(url)) return problem('notHttps');
  if (url.username !== '' || url.password !== '') return problem('hasPassword');
  // A trailing dot does not change the host, but it makes a different origin.
  return { kind: 'portal', origin: url.origin.replace(/\.(?=:\d+$|$)/, '') };
}

function problem(name: PortalAddressProblem): PortalAddressParseResult {
  return { kind: 'problem', problem: name };
}

/** A host name that people can read, or an IPv6 address. */
const HOSTNAME = /^[a-z\d._-]+$|^\[[a-f\d:.]+\]$/;

/** A path segment with at least this many characters may be a secret. */
const SECRET_LENGTH = 6;

/**
 * Returns the origin of a URL if a portal at the origin `from` may have moved there: another one that is safe to send
 * secrets to, and can be displayed. `secrets`: what the host must not contain, as whoever named it knows them.
 */
export function parseMovedOrigin(text: string, from: string, secrets: readonly string[] = []): string | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || url.username + url.password !== '') return undefined;
  const reading = parsePortalAddress(url.origin);
  if (reading.kind !== 'portal' || reading.origin === from) return undefined;
  const { hostname } = new URL(reading.origin);
  // A portal on another machine can't have moved to this one.
  const isNear = isLoopbackHost(new URL(from).hostname) || !isLoopbackHost(hostname);
  const isSecret = secrets.some(each => each.length >= SECRET_LENGTH && hostname.includes(each.toLowerCase()));
  return isNear && HOSTNAME.test(hostname) && !isSecret ? reading.origin : undefined;
}

/** Returns whether it is nothing but the origin of an address that a portal at `from` may have moved to. */
export function isMovedOrigin(text: string, from: string): boolean {
  return parseMovedOrigin(text, from) === text;
}

/**
 * Returns the origin that a redirect (`Location`) says the portal has moved to; only the origin, as the path contains
 * a webhook's secret. A renamed portal redirects to the same path on another host. `undefined` if it is no such
 * redirect, or leads to an unsafe address.
 */
export function movedOriginFromRedirect(location: string | null, requested: string): string | undefined {
  if (location === null || !URL.canParse(location)) return undefined;
  const [from, to] = [new URL(requested), new URL(location)];
  const reading = parsePortalAddress(to.origin);
  if (!/^https?:$/.test(to.protocol) || reading.kind !== 'portal' || reading.origin === from.origin) return undefined;
  const { hostname } = new URL(reading.origin);
  const isBare = to.username + to.password + to.search + to.hash === '';
  const isSamePath = withoutSlash(to.pathname) === withoutSlash(from.pathname);
  // A portal on another machine can't have moved to this one.
  const isNear = isLoopbackHost(from.hostname) || !isLoopbackHost(hostname);
  return isBare && isSamePath && isNear && HOSTNAME.test(hostname) && !spells(hostname, from)
    ? reading.origin
    : undefined;
}

/** Bitrix24's own website in any country: portals have names before it. */
const BITRIX24_WEBSITE = /^(www\.)?bitrix24\.(com?\.)?[a-z]{2,}$/;

/** The page of a portal whose license has expired. */
const LICENSE_PAGE = '/bitrix/coupon_activation.php';

/** Returns what a redirect (`Location`) means. It is only `moved` if it leads to the same path on another host. */
export function redirectReason(location: string | null, requested: string): UnreachableReason {
  if (location === null || location === '' || !URL.canParse(location, requested)) return 'redirect';
  const [from, to] = [new URL(requested), new URL(location, requested)];
  if (!/^https?:$/.test(to.protocol)) return 'redirect';
  if (to.pathname === LICENSE_PAGE) return 'license';
  if (BITRIX24_WEBSITE.test(to.hostname)) return 'gone';
  if (withoutSlash(to.pathname) !== withoutSlash(from.pathname) || to.search !== '') return 'signInPage';
  return to.host === from.host ? 'redirect' : 'moved';
}

/** The host is displayed, so it must not contain a path segment that may be a secret. */
function spells(hostname: string, { pathname }: URL): boolean {
  const parts = pathname.toLowerCase().split('/');
  return parts.some(part => part.length >= SECRET_LENGTH && hostname.includes(part));
}

function withoutSlash(path: string): string {
  return path.replace(/\/$/, '');
}
