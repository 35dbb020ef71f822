/** Parses an `http(s)` URL, a relative one against `base`. `undefined` for any other, and for one with a user or password. */
export function parseWebUrl(address: string, base?: string): URL | undefined {
  const url = URL.canParse(address, base) ? new URL(address, base) : undefined;
  return url !== undefined && /^https?:$/.test(url.protocol) && url.username + url.password === '' ? url : undefined;
}

/** Whether both host names are the same, apart from `www.` and a dot at the end. */
export function isSameHost(hostname: string, other: string): boolean {
  const [one, two] = [hostname, other].map(name => name.toLowerCase().replace(/^www\.|\.$/g, ''));
  return one === two;
}
