import type { UnreachableReason } from '../../model/portalFailure';
import { parseWebUrl } from '../../model/webUrl';
import { isLoopbackHost } from './address';
import { parsePortalAddress } from './portalAddress';
import { revealsSecret } from './secrets';

/** A host name that people can read, or an IPv6 address. */
const HOSTNAME = /^[a-z\d._-]+$|^\[[a-f\d:.]+\]$/;

/** Other names of this machine: unspecified addresses, IPv4 addresses in IPv6, and names below `localhost`. */
const THIS_MACHINE = /^0\.0\.0\.0$|^\[::(ffff:(7f[\da-f]{2}:[\da-f]{1,4}|0:0))?\]$|\.localhost$/;

/**
 * Returns the origin of a URL if a portal at the origin `from` may have moved there: another one that is safe to send
 * secrets to, and can be displayed. `secrets`: what the host must not contain, as whoever named it knows them.
 */
export function parseMovedOrigin(text: string, from: string, secrets: readonly string[] = []): string | undefined {
  const url = parseWebUrl(text);
  if (url === undefined) return undefined;
  const reading = parsePortalAddress(url.origin);
  if (reading.kind !== 'portal' || reading.origin === from) return undefined;
  const { hostname } = new URL(reading.origin);
  // A portal on another machine can't have moved to this one.
  const isNear = isThisMachine(new URL(from).hostname) || !isThisMachine(hostname);
  return isNear && HOSTNAME.test(hostname) && !revealsSecret(hostname, secrets) ? reading.origin : undefined;
}

/** Returns whether it is nothing but the origin of an address that a portal at `from` may have moved to. */
export function isMovedOrigin(text: string, from: string): boolean {
  return parseMovedOrigin(text, from) === text;
}

/**
 * Bitrix24's own website in the countries that have one: portals have names before it. A self-hosted portal may be
 * called `bitrix24.local` or the like.
 */
const BITRIX24_WEBSITE =
  /^(www\.)?bitrix24\.(com(\.(br|tr))?|co(\.uk)?|by|cn|de|es|eu|fr|id|in|it|jp|kz|mx|net|pl|ru|site|tech|ua|uk|vn)$/;

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
  return isSamePlace(from, to) ? 'redirect' : 'moved';
}

/** Whether a portal at `from` has the same host: with a dot at its end, or over HTTP, which has a port of its own. */
function isSamePlace(from: URL, to: URL): boolean {
  const [one, other] = [from, to].map(({ hostname }) => hostname.replace(/\.$/, ''));
  const isLessSafe = from.protocol === 'https:' && to.protocol === 'http:';
  return one === other && (isLessSafe || from.port === to.port);
}

/**
 * Returns the origin that a redirect (`Location`) says the portal has moved to; only the origin, as the path contains
 * a webhook's secret. `secrets`: those that the request had elsewhere. `undefined` if the redirect means something
 * else, or leads to an unsafe address.
 */
export function movedOriginFromRedirect(
  location: string | null,
  requested: string,
  secrets: readonly string[] = [],
): string | undefined {
  if (redirectReason(location, requested) !== 'moved' || location === null) return undefined;
  const { origin, pathname } = new URL(requested);
  const to = new URL(location, requested);
  return to.hash === '' ? parseMovedOrigin(to.href, origin, [...pathname.split('/'), ...secrets]) : undefined;
}

function isThisMachine(hostname: string): boolean {
  return isLoopbackHost(hostname) || THIS_MACHINE.test(hostname);
}

function withoutSlash(path: string): string {
  return path.replace(/\/$/, '');
}
