/** Stands for a line break in a box of one line. */
export const LINE_BREAK_SIGN = '⏎';

/**
 * Returns the value of a box with its line breaks as signs, if what was inserted since `before` is the copied text, whose
 * line breaks the box has replaced or left out; else `undefined`.
 */
export function restorePastedLines(before: string, value: string, copied: string): string | undefined {
  if (!/[\r\n]/.test(copied.trim())) return undefined;
  const lines = copied.split(/\r\n?|\n/);
  const { start, end } = unchangedEnds(before, value);
  const glued = [' ', ''].map(between => lines.join(between));
  // What was there already may begin or end as the pasted text does.
  const found = glued.flatMap(text => {
    const at = value.lastIndexOf(text, start);
    return text !== '' && at >= 0 && at + text.length >= value.length - end ? [{ at, text }] : [];
  })[0];
  return found && value.slice(0, found.at) + lines.join(LINE_BREAK_SIGN) + value.slice(found.at + found.text.length);
}

/** Returns how many characters of a text are new. */
export function insertedLength(before: string, value: string): number {
  const { start, end } = unchangedEnds(before, value);
  return value.length - start - end;
}

/** Returns how many characters at the start and at the end of a text are the same as before. */
function unchangedEnds(before: string, value: string): { readonly start: number; readonly end: number } {
  const start = commonLength(before, value);
  return { start, end: commonLength(reversed(before.slice(start)), reversed(value.slice(start))) };
}

function commonLength(a: string, b: string): number {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length++;
  return length;
}

function reversed(text: string): string {
  return Array.from({ length: text.length }, (_none, index) => text[text.length - 1 - index]).join('');
}
