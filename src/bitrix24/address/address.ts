import { trimPastedText } from './pastedText';

/** `host`: with or without a port. */
export function isLoopbackHost(host: string): boolean {
  const hostname = host.replace(/:\d+$/, '');
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}

/** Parses a typed or pasted URL, ignoring what stands around it. `undefined` if it is not a URL with a host. */
export function parseUrl(text: string): URL | undefined {
  const typed = trimPastedText(text);
  const url = URL.canParse(typed) ? new URL(typed) : undefined;
  return url === undefined || url.hostname === '' ? undefined : url;
}

/** Whether both host names are the same, apart from `www.` and a dot at the end. */
export function isSameHost(hostname: string, other: string): boolean {
  const [one, two] = [hostname, other].map(name => name.toLowerCase().replace(/^www\.|\.$/g, ''));
  return one === two;
}

/** Whether nobody can intercept a secret sent to the URL: `https:`, or `http:` on this machine. */
export function isHttpsOrLoopback({ protocol, hostname }: URL): boolean {
  return protocol === 'https:' || (protocol === 'http:' && isLoopbackHost(hostname));
}
