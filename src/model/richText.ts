/** A portal's text with its BBCode understood. Links are absolute `https:` or `http:` addresses, nothing else. */
export type RichText = readonly TextNode[];

export type TextStyle = 'bold' | 'italic' | 'underline' | 'strike';

export type TextNode =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'break' }
  | { readonly kind: 'code'; readonly text: string }
  /** `at`: milliseconds since the epoch. */
  | { readonly kind: 'time'; readonly at: number }
  | { readonly kind: 'styled'; readonly style: TextStyle; readonly children: RichText }
  | { readonly kind: 'quote'; readonly children: RichText }
  | { readonly kind: 'link'; readonly href: string; readonly children: RichText };

/** The words alone, on one line: for a row, a prompt, a screen reader. `formatTime` takes milliseconds. */
export function plainText(text: RichText, formatTime: (at: number) => string): string {
  return words(text, formatTime, ' ').replace(/\s+/gu, ' ').trim();
}

/** The words alone, line by line, quotes marked with `>`, never two empty lines together: for the clipboard. */
export function plainLines(text: RichText, formatTime: (at: number) => string): string {
  const lines = words(text, formatTime, '> ')
    .split('\n')
    .map(line => line.trimEnd());
  return lines
    .filter((line, index) => line !== '' || (index > 0 && lines[index - 1] !== ''))
    .join('\n')
    .trimEnd();
}

/** Everywhere that the text leads to, in its order. */
export function linksIn(text: RichText): readonly string[] {
  return text.flatMap(node => {
    switch (node.kind) {
      case 'link':
        return [node.href, ...linksIn(node.children)];
      case 'styled':
      case 'quote':
        return linksIn(node.children);
      default:
        return [];
    }
  });
}

/** `quoteMark` stands before every line of a quote. */
function words(text: RichText, formatTime: (at: number) => string, quoteMark: string): string {
  return text
    .map(node => {
      switch (node.kind) {
        case 'text':
          return node.text;
        case 'code':
          return node.text;
        case 'break':
          return '\n';
        case 'time':
          return formatTime(node.at);
        case 'quote':
          return `\n${words(node.children, formatTime, quoteMark).replace(/^/gm, quoteMark)}\n`;
        case 'styled':
        case 'link':
          return words(node.children, formatTime, quoteMark);
      }
    })
    .join('');
}
