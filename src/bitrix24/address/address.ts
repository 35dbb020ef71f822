/** `host`: with or without a port. */
export function isLoopbackHost(host: string): boolean {
  const hostname = host.replace(/:\d+$/, '');
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}

/** Parses a typed or pasted URL, ignoring spaces and quotes around it. `undefined` if it is not a URL with a host. */
export function parseUrl(text: string): URL | undefined {
  const url = URL.canParse(trimPastedText(text)) ? new URL(trimPastedText(text)) : undefined;
  return url === undefined || url.hostname === '' ? undefined : url;
}

export function trimPastedText(text: string): string {
  return text.replace(/^[\s<"']+|[\s>"']+$/g, '');
}

/** Whether nobody can intercept a secret sent to the URL: `https:`, or `http:` on this machine. */
export function isHttpsOrLoopback({ protocol, hostname }: URL): boolean {
  return protocol === 'https:' || (protocol === 'http:' && isLoopbackHost(hostname));
}
