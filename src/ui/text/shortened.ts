/** The text, cut at a word's end where it is longer than `length` characters. */
export function shortened(text: string, length: number): string {
  const characters = Array.from(text);
  if (characters.length <= length) {
    return text;
  }
  return `${characters
    .slice(0, length)
    .join('')
    .replace(/\s+\S{0,20}$/u, '')}…`;
}
