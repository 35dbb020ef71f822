import { isSameHost, parseWebUrl } from '../../model/webUrl';

/**
 * Returns the absolute `http(s)` URL of a link in a portal, or `undefined` if it has none. A page of the portal itself
 * is at `origin`, however the portal spells its own address.
 */
export function resolveHttpUrl(address: string, origin: string): string | undefined {
  const trimmed = address.trim().replace(/^(["'])(.*)\1$/, '$2');
  const url = /^(https?:\/\/|\/)/i.test(trimmed) ? parseWebUrl(trimmed, origin) : undefined;
  if (url === undefined) return undefined;
  return isSameSite(url, new URL(origin)) ? origin + url.pathname + url.search + url.hash : url.href;
}

/** A portal behind a proxy may take itself for `http:`, on one of these. */
const DEFAULT_PORTS = ['', '80', '443'];

/** Whether only the scheme or `www.` differs. */
function isSameSite(url: URL, portal: URL): boolean {
  const isDefault = [url, portal].every(({ port }) => DEFAULT_PORTS.includes(port));
  return isSameHost(url.hostname, portal.hostname) && (isDefault || url.port === portal.port);
}

const HOST_IN_WORDS = /(?:https?:\/\/|(?<![\p{L}\p{N}.])(?=www\.))([\p{L}\p{M}\p{N}._-]+)/giu;

/**
 * Returns what has to follow the words of a link: the address that it leads to, if the words show one of another site;
 * empty otherwise.
 */
export function trueAddress(words: string, href: string): string {
  const { hostname } = new URL(href);
  const isOther = Array.from(words.matchAll(HOST_IN_WORDS)).some(([, host]) => {
    const url = parseWebUrl(`https://${host}`);
    return url === undefined || !isSameHost(url.hostname, hostname);
  });
  return isOther ? ` (${href})` : '';
}

/** Returns the last path segment of an address (the file name), or the whole address if it has no path. */
export function lastPathSegment(address: string): string {
  return (
    address
      .replace(/[?#].*$/, '')
      .split('/')
      .filter(Boolean)
      .at(-1) ?? address
  );
}

/** Returns the path of a user's profile. */
export function profilePath(userId: number): string {
  return `/company/personal/user/${userId}/`;
}

/** Returns the path that opens a dialog with a user (`7`) or a chat (`chat7`). */
export function dialogPath(dialogId: string): string {
  return `/online/?IM_DIALOG=${dialogId}`;
}
