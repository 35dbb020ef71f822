import { WORD_JOINER } from './wordJoiner';

/** Lines of a file, in words that a person without the file understands. */
export interface CodePlace {
  /** From the folder that is open; where there is none, the file's name. */
  readonly path: string;
  /** Counted from 1; both are meant. */
  readonly from: number;
  readonly to: number;
}

/** How many of the lines go along. */
export interface Cut {
  readonly lines: number;
  readonly of: number;
}

export interface CodeBlock {
  /** BBCode. */
  readonly text: string;
  /** Absent where the whole code fits. */
  readonly cut?: Cut;
}

/** As much of a long code as has to fit, whatever the text beside it. */
const LEAST_CODE = 1_000;

/**
 * What the portal reads as markup although it stands in a block of code: the block's end, line breaks, and the ends of
 * the HTML tags that it turns into BBCode, or takes away, before it looks for blocks.
 */
const ACTIVE_IN_CODE =
  /\[(?=\/code\]|br\])|<(?=\/(?:[busi][^>a-z]*>|a|div>|span|font)|br\s*\/*>|hr>)|&(?=nbsp;)|#(?=br#)/gi;

/** Tags that Bitrix24 knows ("Message formatting" in the REST documentation). */
const TAG =
  /\[(?=\/?(?:b|i|u|s|br|size|color|url|user|chat|context|send|put|call|img|icon|code|disk|timestamp|dialog|rating|attach|pch)[\]=\s])/gi;

/** `src/main.ts:10-20`, or of one line `src/main.ts:10`. */
export function placeText({ path, from, to }: CodePlace): string {
  return from === to ? `${path}:${from}` : `${path}:${from}-${to}`;
}

/** The place in BBCode, as a link where there is an address. */
export function placeBbCode(place: CodePlace, href?: string): string {
  const words = placeText(place).replace(TAG, `$&${WORD_JOINER}`);
  return href === undefined ? words : `[url=${href}]${words}[/url]`;
}

/** Characters that a block of this code takes at least. */
export function leastBlock(place: CodePlace, code: string): number {
  return Math.min(wholeBlock(place, code).length, blockOf(place, '').length + LEAST_CODE);
}

/**
 * The place, and below it the code as a block of BBCode. What does not fit into `room` characters is left out by whole
 * lines, and `cutWords` say so; at least {@link leastBlock} characters of room are expected.
 */
export function codeBlock(
  place: CodePlace,
  code: string,
  room: number,
  cutWords: (cut: Cut) => string,
): CodeBlock {
  const whole = wholeBlock(place, code);
  if (whole.length <= room) {
    return { text: whole };
  }
  const lines = shielded(code).split('\n');
  const of = lines.length;
  const end = (cut: Cut): string => `\n${cutWords(cut)}`;
  const left = room - blockOf(place, '').length - end({ lines: of, of }).length;
  const fitting = fittingLines(lines, left);
  const cut = { lines: Math.max(fitting, 1), of };
  const kept = fitting === 0 ? beginningOf(lines[0] ?? '', left) : lines.slice(0, fitting).join('\n');
  return { text: blockOf(place, kept) + end(cut), cut };
}

function wholeBlock(place: CodePlace, code: string): string {
  return blockOf(place, shielded(code));
}

function blockOf(place: CodePlace, code: string): string {
  return `${placeBbCode(place)}\n[code]${code}[/code]`;
}

/** The code with unseen characters where the portal would take it for markup. */
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

/** No half of a pair of surrogates at its end. */
function beginningOf(line: string, length: number): string {
  return line.slice(0, Math.max(0, length)).replace(/[\uD800-\uDBFF]$/, '');
}
