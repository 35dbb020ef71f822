import type { UnreachableReason } from '../../model/portalFailure';
import { isLoopbackHost } from './address';
import { parsePortalAddress } from './portalAddress';

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

/**
 * Returns the origin that a redirect (`Location`) says the portal has moved to; only the origin, as the path contains
 * a webhook's secret. `undefined` if the redirect means something else, or leads to an unsafe address.
 */
export function movedOriginFromRedirect(location: string | null, requested: string): string | undefined {
  if (redirectReason(location, requested) !== 'moved' || location === null || !URL.canParse(location)) return undefined;
  const { origin, pathname } = new URL(requested);
  return new URL(location).hash === '' ? parseMovedOrigin(location, origin, pathname.split('/')) : undefined;
}

function withoutSlash(path: string): string {
  return path.replace(/\/$/, '');
}
