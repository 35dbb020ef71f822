import { trimPastedText } from './pastedText';

/** `host`: with or without a port. */
export function isLoopbackHost(host: string): boolean {
  const hostname = host.replace(/:\d+$/, '');
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}

/** The host in a URL: a name of letters and digits, or an IPv6 address. */
const HOST =
  /^[a-z][a-z\d+.-]*:\/\/(?:(?!:?@)[^/?#\\\s]+@)?([\p{L}\p{N}](?:[\p{L}\p{M}\p{N}_-]|\.(?!\.))*|\[[\da-f:.]+\])(?::\d*)?(?:[/?#]|$)/iu;

/**
 * Parses a typed or pasted URL, ignoring what stands around it and a dot at the end of its host. `undefined` if it is
 * not a URL with a host, or if the host has other signs in it: a parser would drop or decode some of them.
 */
export function parseUrl(text: string): URL | undefined {
  const typed = trimPastedText(text);
  const host = HOST.exec(typed)?.[1]?.replace(/\.$/, '');
  if (host === undefined || !URL.canParse(typed)) return undefined;
  const url = new URL(typed);
  url.hostname = url.hostname.replace(/\.$/, '');
  // `1.2` would be 1.0.0.2.
  return /^[\d.]+$/.test(url.hostname) && url.hostname !== host ? undefined : url;
}

/** Whether nobody can intercept a secret sent to the URL: `https:`, or `http:` on this machine. */
export function isHttpsOrLoopback({ protocol, hostname }: URL): boolean {
  return protocol === 'https:' || (protocol === 'http:' && isLoopbackHost(hostname));
}
