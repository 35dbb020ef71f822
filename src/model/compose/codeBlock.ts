import { WORD_JOINER } from '../sanitizeText';

/** Lines of a file, described so that a person without the file understands. */
export interface CodeLocation {
  /** Relative to the workspace folder; the file name if there is none. */
  readonly path: string;
  /** One-based, both ends inclusive. */
  readonly from: number;
  readonly to: number;
}

/** How many of the lines are included. */
export interface IncludedLineCount {
  readonly lines: number;
  readonly of: number;
}

interface CodeBlock {
  /** BBCode. */
  readonly text: string;
  /** Absent if the whole code fits. */
  readonly cut?: IncludedLineCount;
}

/** Characters of long code that must fit, whatever the length of the text next to it. */
const MIN_CODE_LENGTH = 1_000;

/**
 * What the portal interprets as markup even in a code block: the end of the block, line breaks, and the ends of the
 * HTML tags that it converts to BBCode, or strips, before it looks for blocks.
 */
const ACTIVE_IN_CODE =
  /\[(?=\/code\]|br\])|<(?=\/(?:[busi][^>a-z]*>|a|div>|span|font)|br\s*\/*>|hr>)|&(?=nbsp;)|#(?=br#)/gi;

/** Tags that Bitrix24 recognizes ("Message formatting" in the REST documentation). */
const BBCODE_TAG =
  /\[(?=\/?(?:b|i|u|s|br|size|color|url|user|chat|context|send|put|call|img|icon|code|disk|timestamp|dialog|rating|attach|pch)[\]=\s])/gi;

/** Returns `src/main.ts:10-20`, or `src/main.ts:10` for a single line. */
export function formatCodeLocation({ path, from, to }: CodeLocation): string {
  return from === to ? `${path}:${from}` : `${path}:${from}-${to}`;
}

/** Returns the location as BBCode, linked if there is a URL. */
export function codeLocationBbCode(place: CodeLocation, href?: string): string {
  const words = formatCodeLocation(place).replace(BBCODE_TAG, `$&${WORD_JOINER}`);
  return href === undefined ? words : `[url=${href}]${words}[/url]`;
}

/** Returns the minimum number of characters that a block with this code takes. */
export function minCodeBlockLength(place: CodeLocation, code: string, href?: string): number {
  return Math.min(wholeBlock(place, code, href).length, blockOf(place, '', href).length + MIN_CODE_LENGTH);
}

/**
 * The place, linked if there is a URL, and below it the code as a block of BBCode. What does not fit into `room` characters is left out by whole
 * lines, and `cutWords` say so; at least {@link minCodeBlockLength} characters of room are expected.
 */
export function formatCodeBlock(
  place: CodeLocation,
  code: string,
  room: number,
  cutWords: (cut: IncludedLineCount) => string,
  href?: string,
): CodeBlock {
  const whole = wholeBlock(place, code, href);
  if (whole.length <= room) return { text: whole };
  const lines = shielded(code).split('\n');
  const of = lines.length;
  const end = (cut: IncludedLineCount): string => `\n${cutWords(cut)}`;
  const left = room - blockOf(place, '', href).length - end({ lines: of, of }).length;
  const fitting = fittingLines(lines, left);
  const cut = { lines: Math.max(fitting, 1), of };
  const kept = fitting === 0 ? beginningOf(lines[0] ?? '', left) : lines.slice(0, fitting).join('\n');
  return { text: blockOf(place, kept, href) + end(cut), cut };
}

function wholeBlock(place: CodeLocation, code: string, href: string | undefined): string {
  return blockOf(place, shielded(code), href);
}

function blockOf(place: CodeLocation, code: string, href: string | undefined): string {
  return `${codeLocationBbCode(place, href)}\n[code]${code}[/code]`;
}

/** Returns the code with an invisible character wherever the portal would interpret it as markup. */
function shielded(code: string): string {
  return code.replace(/\r\n?/g, '\n').trimEnd().replace(ACTIVE_IN_CODE, `$&${WORD_JOINER}`);
}

function fittingLines(lines: readonly string[], room: number): number {
  let left = room + 1;
  const firstTooMany = lines.findIndex(({ length }) => {
    left -= length + 1;
    return left < 0;
  });
  return firstTooMany < 0 ? lines.length : firstTooMany;
}

/** Truncates a line without splitting a surrogate pair. */
function beginningOf(line: string, length: number): string {
  return line.slice(0, Math.max(0, length)).replace(/[\uD800-\uDBFF]$/, '');
}
