/** The `http(s)` address that a portal's link leads to, or `undefined`. */
export function absoluteLink(address: string, origin: string): string | undefined {
  const trimmed = address.trim().replace(/^(["'])(.*)\1$/, '$2');
  if (!/^(https?:\/\/|\/)/i.test(trimmed) || !URL.canParse(trimmed, origin)) {
    return undefined;
  }
  const url = new URL(trimmed, origin);
  return url.username === '' ? url.href : undefined;
}

/** The file's name in an address. */
export function lastPart(address: string): string {
  return (
    address
      .replace(/[?#].*$/, '')
      .split('/')
      .filter(Boolean)
      .at(-1) ?? address
  );
}

/** Where a person is shown. */
export function profilePath(userId: number): string {
  return `/company/personal/user/${userId}/`;
}

/** Where a dialog is opened: with a person (`7`), or a chat (`chat7`). */
export function dialogPath(dialogId: string): string {
  return `/online/?IM_DIALOG=${dialogId}`;
}
