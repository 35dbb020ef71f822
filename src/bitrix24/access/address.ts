/** `host`: with or without a port. */
export function isLoopback(host: string): boolean {
  const hostname = host.replace(/:\d+$/, '');
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}

/** An address in what a person typed or pasted, without the spaces and quotes around it. */
export function urlIn(text: string): URL | undefined {
  const url = URL.canParse(trimmed(text)) ? new URL(trimmed(text)) : undefined;
  return url === undefined || url.hostname === '' ? undefined : url;
}

export function trimmed(text: string): string {
  return text.replace(/^[\s<"']+|[\s>"']+$/g, '');
}

/** `https:` keeps the secret from those on the way; on this machine there are none. */
export function isPrivate({ protocol, hostname }: URL): boolean {
  return protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname));
}
