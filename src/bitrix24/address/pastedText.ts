/** A URL in a pasted text. */
export interface PastedUrl {
  readonly text: string;
  /** A space or a line break is inside it, so that it is only the beginning. */
  readonly isInterrupted: boolean;
}

/** The characters that end an address that begins after the key. */
const CLOSING: Readonly<Record<string, string>> = {
  '(': ')',
  '[': ']',
  '{': '}',
  '<': '>',
  '"': '"',
  "'": "'",
  '`': '`',
  '«': '»',
  '»': '«',
  '‹': '›',
  '›': '‹',
  '“': '”“',
  '”': '”',
  '„': '“”',
  '‘': '’‘',
  '’': '’',
  '‚': '‘’',
  // Markup around an address, and in `[url=…]`.
  ']': '[',
  '>': '<',
  '=': ']',
};

/** Something that an address begins after, and ends at its counterpart. */
const OPENING = /([([{<"'`«»‹›“”„‘’‚\]>]|\[url=)?/;

/** `scheme://…` up to a space. Two addresses that were pasted together are two. */
const WITH_SCHEME = /[a-z][a-z\d+.-]{0,30}:\/\/(?:(?!(?<!=)https?:\/\/)\S)+/;

/** What follows an interrupted address: the rest of its path. */
const PATH_AFTER_SPACE = /^\s+\w[\w.%+-]*\//;

const AT_START = /^[\s([{<"'`«»‹›“”„‘’‚]+/u;
const AT_END = /[\s)\]}>"'`«»‹›“”„‘’‚.,;:!?…]/u;

/** A host that is an IPv6 address, with the scheme if any: its brackets belong to it. */
const IPV6 = /^(?:[a-z][a-z\d+.-]*:\/\/)?\[[\da-f:.]+\]/i;

/** Removes invisible characters, such as zero-width spaces, soft hyphens and byte order marks. */
export function removeInvisible(text: string): string {
  return text.replace(/\p{Default_Ignorable_Code_Point}/gu, '');
}

/** Removes invisible characters, and the spaces, quotes, brackets and punctuation around what was pasted. */
export function trimPastedText(text: string): string {
  const trimmed = removeInvisible(text).trim();
  const start = IPV6.test(trimmed) ? trimmed : trimmed.replace(AT_START, '');
  const [host = ''] = IPV6.exec(start) ?? [];
  let end = start.length;
  // A pattern for all of the end would be tried from each character on.
  while (end > host.length && AT_END.test(start.charAt(end - 1))) {
    end--;
  }
  return start.slice(0, end);
}

/** Removes line breaks as mail programs insert them, with the quote marks of a reply. */
export function joinLines(text: string): string {
  return text.trim().replace(/=?[\r\n][\s>]*/g, '');
}

/**
 * Returns the URLs in a pasted text without what stands around them: in quotes or brackets, as a Markdown link, in a
 * command, at the end of a sentence. If none has a scheme, returns what matches `withoutScheme`, with `scheme` added.
 */
export function findUrls(text: string, withoutScheme: RegExp, scheme: 'https' | 'http'): readonly PastedUrl[] {
  const visible = removeInvisible(text);
  const found = matchUrls(visible, WITH_SCHEME);
  return found.length > 0
    ? found
    : matchUrls(visible, withoutScheme).map(url => ({ ...url, text: `${scheme}://${url.text}` }));
}

function matchUrls(text: string, pattern: RegExp): readonly PastedUrl[] {
  const urls: PastedUrl[] = [];
  const search = new RegExp(`${OPENING.source}(${pattern.source})`, 'giu');
  for (let match = search.exec(text); match !== null; match = search.exec(text)) {
    const [, before = '', run = ''] = match;
    const closing = CLOSING[before.slice(-1)] ?? '';
    const { length } = IPV6.exec(run)?.[0] ?? '';
    const end = run
      .slice(length)
      .split('')
      .findIndex(character => closing.includes(character));
    const url = end < 0 ? run : run.slice(0, length + end);
    search.lastIndex = match.index + before.length + url.length;
    const isInterrupted = end < 0 && /\w$/.test(url) && PATH_AFTER_SPACE.test(text.slice(search.lastIndex));
    urls.push({ text: trimPastedText(url), isInterrupted });
  }
  return urls;
}
