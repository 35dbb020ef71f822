/** Returns the absolute `http(s)` URL of a link in a portal, or `undefined` if it has none. */
export function resolveHttpUrl(address: string, origin: string): string | undefined {
  const trimmed = address.trim().replace(/^(["'])(.*)\1$/, '$2');
  if (!/^(https?:\/\/|\/)/i.test(trimmed) || !URL.canParse(trimmed, origin)) return undefined;
  const url = new URL(trimmed, origin);
  return url.username === '' ? url.href : undefined;
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
