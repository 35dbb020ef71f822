import type { RichText, TextNode } from '../../../src/model/richText';
import { plainText } from '../../../src/model/richText';

/** Short names for what a text is made of. */
export const text = (words: string): TextNode => ({ kind: 'text', text: words });
export const link = (href: string, ...children: RichText): TextNode => ({ kind: 'link', href, children });
export const bold = (...children: RichText): TextNode => ({ kind: 'styled', style: 'bold', children });
export const italic = (...children: RichText): TextNode => ({ kind: 'styled', style: 'italic', children });
export const quote = (...children: RichText): TextNode => ({ kind: 'quote', children });
export const code = (words: string): TextNode => ({ kind: 'code', text: words });
export const lineBreak: TextNode = { kind: 'break' };

/** The words on one line, moments as `<…>`. */
export const wordsOf = (nodes: RichText): string => plainText(nodes, at => `<${at}>`);

/** Everywhere that a text leads to. */
export function linksIn(nodes: RichText): readonly string[] {
  return nodes.flatMap(node => {
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
