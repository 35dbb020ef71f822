import { codeEnds } from './codeEnds';

/** The beginning of code, or a run of lines that begin with `>>`. */
const PART = /\[code\]|(?:^>>.*(?:\n|$))+/gim;

/** Quotes are drawn in a portal's text: blocks between lines of 54 dashes, and lines that begin with `>>`; not in code. */
export function withQuotes(text: string): string {
  return withQuotedLines(text.replace(/^-{54}\n([^]*?)\n-{54}(?:\n|$)/gm, '[quote]$1[/quote]'));
}

function withQuotedLines(text: string): string {
  const endAfter = codeEnds(text);
  const part = new RegExp(PART);
  let quoted = '';
  let at = 0;
  for (let found = part.exec(text); found !== null; found = part.exec(text)) {
    const [words] = found;
    if (words.startsWith('[')) {
      part.lastIndex = endAfter(part.lastIndex)?.to ?? part.lastIndex;
    } else {
      quoted += `${text.slice(at, found.index)}[quote]${words.replace(/^>>/gm, '').trimEnd()}[/quote]`;
      at = part.lastIndex;
    }
  }
  return quoted + text.slice(at);
}
