/** An address in a pasted text. */
export interface PastedUrl {
  readonly text: string;
  /** Its host may begin before the space or line break in front of it. */
  readonly isStartUnclear: boolean;
  /** It may go on after the space or line break behind it. */
  readonly isEndUnclear: boolean;
}

/** In a longer text, no address is looked for. */
export const MAX_PASTED_LENGTH = 10_000;

/** The characters that end an address that begins after the key. */
const CLOSING: Readonly<Record<string, string>> = {
  '(': ')',
  '[': ']',
  '{': '}',
  // `<https://…|text>`
  '<': '>|',
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
  '（': '）',
  // Markup around an address, and in `[url=…]`.
  ']': '[',
  '>': '<',
  '=': ']',
};

/** Those characters in a pattern, between brackets. */
export const OPENING = Object.keys(CLOSING).join('').replace(/[[\]]/g, '\\$&');

const WITH_SCHEME = /[a-z][a-z\d+.-]{0,30}:\/\//;

/** A second address that was pasted right behind the first, but not one in its query. */
const NEXT_URL = /(?<!=)https?:\/\//iy;

/** Bold, italics and the like in Markdown, in front of an address. */
const MARKS = /[*_~|]{0,3}$/;

/** In front of an address without a scheme: what may be the beginning of its host. */
const UNCLEAR_START = /(?<=(?:[\p{L}\p{M}\p{N}_.@%=/]|\S-)\s[\s>]*)/uy;

/** Behind an address: another one, or what may be the rest of it; after a blank line, only what looks like a path. */
const UNCLEAR_END = new RegExp(
  [
    '(?<=[\\p{L}\\p{M}\\p{N}_-]|\\.(?=\\s+[\\p{Ll}\\p{N}]))',
    '(?:\\w+://',
    '|(?!\\s*\\n\\s*\\n)\\s[\\s>]*(?![hH][tT][tT][pP][sS]?://)\\.?[\\p{L}\\p{N}_]',
    '|\\s[\\s>]*\\w[\\w.%+-]*/)',
  ].join(''),
  'uy',
);

const AT_START = /^[\s([{<"'`«»‹›“”„‘’‚（]+/u;
const AT_END = /[\s)\]}>"'`«»‹›“”„‘’‚）.,;:!?。]/u;

/** A host that is an IPv6 address, with the scheme if any: its brackets belong to it. */
const IPV6 = /^(?:[a-z][a-z\d+.-]*:\/\/)?\[[\da-f:.]+\]/i;

/** Removes invisible characters, such as zero-width spaces, soft hyphens and byte order marks. */
export function removeInvisible(text: string): string {
  return text.replace(/\p{Default_Ignorable_Code_Point}/gu, '');
}

/**
 * Removes invisible characters, and the spaces, quotes, brackets and punctuation around what was pasted. Several dots
 * stay: something has been left out there.
 */
export function trimPastedText(text: string): string {
  const trimmed = removeInvisible(text).trim();
  const start = IPV6.test(trimmed) ? trimmed : trimmed.replace(AT_START, '');
  const [host = ''] = IPV6.exec(start) ?? [];
  let end = start.length;
  // A pattern for all of the end would be tried from each character on.
  while (end > host.length && AT_END.test(start.charAt(end - 1)) && !start.endsWith('..', end)) {
    end--;
  }
  return start.slice(0, end);
}

/**
 * Returns the URLs in a pasted text without what stands around them: in quotes or brackets, as a Markdown link, in a
 * command, at the end of a sentence. Then those without a scheme, with `scheme` added: they begin where `withoutScheme`
 * matches, after its first group. Only invisible characters and JSON’s backslashes before slashes are removed.
 */
export function findUrls(text: string, withoutScheme: RegExp, scheme: 'https' | 'http'): readonly PastedUrl[] {
  const visible = removeInvisible(text).replaceAll('\\/', '/').replaceAll(/\r\n?/g, '\n');
  const urls = matchUrls(visible, WITH_SCHEME).map(url => ({ ...url, isStartUnclear: false }));
  const others = matchUrls(visible, withoutScheme).map(url => {
    const [host = ''] = url.text.split('/');
    // Beside a URL, it may be the rest of that. An invisible character may have parted the host from a word.
    const isStartUnclear = urls.length > 0 || url.isStartUnclear || !text.includes(host);
    return { ...url, text: `${scheme}://${url.text}`, isStartUnclear };
  });
  return [...urls, ...others];
}

function matchUrls(text: string, start: RegExp): readonly PastedUrl[] {
  const urls: PastedUrl[] = [];
  const search = new RegExp(start.source, 'giu');
  for (let match = search.exec(text); match !== null; match = search.exec(text)) {
    const begin = match.index + (match[1] ?? '').length;
    const [marks = ''] = MARKS.exec(text.slice(Math.max(0, begin - 3), begin)) ?? [];
    const closing = CLOSING[text.charAt(begin - marks.length - 1)] ?? '';
    const end = endOfUrl(text, search.lastIndex, closing);
    search.lastIndex = end;
    const url = trimPastedText(text.slice(begin, end));
    const closingMarks = Array.from(marks).reverse().join('');
    urls.push({
      text: url.endsWith(closingMarks) ? url.slice(0, url.length - closingMarks.length) : url,
      isStartUnclear: matchesAt(UNCLEAR_START, text, begin),
      isEndUnclear: matchesAt(UNCLEAR_END, text, end),
    });
  }
  return urls;
}

/** Returns where the URL ends whose scheme ends at `from`: at a space, at another URL, or at what closes it. */
function endOfUrl(text: string, from: number, closing: string): number {
  let end = from + (IPV6.exec(text.slice(from, from + 50))?.[0].length ?? 0);
  while (end < text.length && !/\s/.test(text.charAt(end)) && !closing.includes(text.charAt(end))) {
    if (end > from && matchesAt(NEXT_URL, text, end)) return end;
    end++;
  }
  return end;
}

/** `pattern`: a sticky one. */
function matchesAt(pattern: RegExp, text: string, index: number): boolean {
  pattern.lastIndex = index;
  return pattern.test(text);
}
