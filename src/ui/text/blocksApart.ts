import type { RichText, TextNode } from '../../model/richText';

type Styled = Extract<TextNode, { kind: 'styled' }>;

/**
 * The same text with no block inside a style: Markdown's emphasis does not reach around one, and a block that does not
 * begin its line is none. Around code the style ends and begins again; into a quote it goes along.
 */
export function blocksApart(text: RichText): RichText {
  return text.flatMap((node): RichText => {
    switch (node.kind) {
      case 'styled':
        return styledApart(node, blocksApart(node.children));
      case 'quote':
        return [{ ...node, children: blocksApart(node.children) }];
      default:
        return [node];
    }
  });
}

function styledApart(style: Styled, children: RichText): RichText {
  const apart: TextNode[] = [];
  let inline: TextNode[] = [];
  const end = (): void => {
    if (inline.length > 0) {
      apart.push({ ...style, children: inline });
      inline = [];
    }
  };
  for (const node of children) {
    if (node.kind === 'quote') {
      end();
      apart.push({ ...node, children: styledApart(style, node.children) });
    } else if (node.kind === 'code' && node.text.includes('\n')) {
      end();
      apart.push(node);
    } else {
      inline.push(node);
    }
  }
  end();
  return apart;
}
