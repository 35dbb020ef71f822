import type { RichText, TextNode } from '../model/richText';
import { appendAll } from './grownText';

/** Deeper quotes are lines of the one around them. */
const MOST_QUOTES = 4;

/** Two empty lines. */
const MOST_BREAKS = 3;

const BREAK: TextNode = { kind: 'break' };

/** What stands around a text. */
interface Around {
  readonly quotes: number;
  /** Styles, and `link`. */
  readonly marks: readonly string[];
}

const NOTHING: Around = { quotes: 0, marks: [] };

/**
 * The text without what says nothing: bold within bold, links within a link, empty quotes, quotes deeper than anybody
 * reads, and empty lines without end. What is drawn from it grows with what is written, and not with how deep.
 */
export function withoutExcess(text: RichText, around = NOTHING): RichText {
  const kept: TextNode[] = [];
  let breaks = 0;
  for (const node of text) {
    breaks = node.kind === 'break' ? breaks + 1 : 0;
    if (breaks <= MOST_BREAKS) {
      appendAll(kept, nodeWithoutExcess(node, around));
    }
  }
  return kept;
}

function nodeWithoutExcess(node: TextNode, around: Around): RichText {
  switch (node.kind) {
    case 'styled':
    case 'link': {
      const mark = node.kind === 'link' ? node.kind : node.style;
      return around.marks.includes(mark)
        ? withoutExcess(node.children, around)
        : [
            {
              ...node,
              children: withoutExcess(node.children, { ...around, marks: [...around.marks, mark] }),
            },
          ];
    }
    case 'quote': {
      const children = withoutExcess(node.children, { ...around, quotes: around.quotes + 1 });
      if (around.quotes >= MOST_QUOTES) {
        return [BREAK, ...children, BREAK];
      }
      return children.length === 0 ? [BREAK] : [{ ...node, children }];
    }
    default:
      return [node];
  }
}
