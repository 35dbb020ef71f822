/** As in a commit message: nothing from this line on is part of the text. */
const SCISSORS = '------------------------ >8 ------------------------';

/** Returns what stands below the text in the document of a reply: words for the writer, and what is answered, quoted. */
export function replyFooter(words: readonly string[], answered: string): readonly string[] {
  return [
    SCISSORS,
    ...words,
    '',
    ...answered
      .trim()
      .split('\n')
      .map(line => `> ${line}`.trimEnd()),
  ];
}

/** Returns the document of a reply; {@link replyTextIn} returns the text in it. */
export function replyDocument(text: string, footer: readonly string[]): string {
  return `${text}\n\n${footer.join('\n')}\n`;
}

/**
 * Returns the text in the document of a reply as it was written, without the line breaks at its end. Where the line with
 * the scissors was deleted, what is left of the footer is no part of the text either.
 */
export function replyTextIn(content: string, footer: readonly string[]): string {
  const lines = content.replace(/\r\n?/g, '\n').split('\n');
  const scissors = lines.lastIndexOf(SCISSORS);
  const isOfText = (line: string): boolean => line.trim() !== '' && !footer.includes(line);
  const end = scissors === -1 ? lines.findLastIndex(isOfText) + 1 : scissors;
  return lines.slice(0, end).join('\n').replace(/\n+$/, '');
}
