/** A page of the portal's own with one sentence on it, which is plain text without markup. */
export function portalPage(sentence: string): string {
  return whole('Bitrix24', `<p>${sentence.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</p>`);
}

/** Posts to the address it is shown at, and so carries the query along. */
export const LOGIN_FORM = whole(
  'Log in',
  `<form method="post">
<label>Login <input name="login" autocomplete="username" autofocus></label>
<button type="submit">Log in</button>
</form>`,
);

function whole(title: string, body: string): string {
  return `<!doctype html>\n<html lang="en">\n<head><meta charset="utf-8"><title>${title}</title></head>\n<body>\n${body}\n</body>\n</html>\n`;
}
