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
  return words(text, formatTime).replace(/\s+/gu, ' ').trim();
}

function words(text: RichText, formatTime: (at: number) => string): string {
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
          return `\n${words(node.children, formatTime)}\n`;
        case 'styled':
        case 'link':
          return words(node.children, formatTime);
      }
    })
    .join('');
}
