/** Parses an `http(s)` URL, a relative one against `base`. `undefined` for any other, and for one with a user or password. */
export function parseWebUrl(address: string, base?: string): URL | undefined {
  const url = URL.canParse(address, base) ? new URL(address, base) : undefined;
  return url !== undefined && /^https?:$/.test(url.protocol) && url.username + url.password === '' ? url : undefined;
}
