import { indexOfWords, type RichText, type RichTextNode } from '../../model/notification/richText';

/** Merges adjacent texts; line feeds become breaks. */
export function appendTextLines(children: RichTextNode[], text: string): void {
  for (const [index, line] of text.split('\n').entries()) {
    if (index > 0) {
      children.push({ kind: 'break' });
    }
    const last = children.at(-1);
    if (last?.kind === 'text') {
      children[children.length - 1] = { kind: 'text', text: last.text + line };
    } else if (line !== '') {
      children.push({ kind: 'text', text: line });
    }
  }
}

/** The nodes must have been built the same way, so that only the first can merge with the one before it. */
export function appendNodes(children: RichTextNode[], nodes: RichText): void {
  for (const [index, node] of nodes.entries()) {
    if (index === 0 && node.kind === 'text') {
      appendTextLines(children, node.text);
    } else {
      children.push(node);
    }
  }
}

export function appendCode(children: RichTextNode[], code: string): void {
  const text = code.trim();
  if (text !== '') {
    children.push({ kind: 'code', text });
  }
}

/** Makes the first occurrence of the words a link; `undefined` if they occur nowhere but in links. */
export function linkWords(text: RichText, words: string, href: string): RichText | undefined {
  for (const [index, node] of text.entries()) {
    const linked = linkWordsInNode(node, words, href);
    if (linked !== undefined) return [...text.slice(0, index), ...linked, ...text.slice(index + 1)];
  }
  return undefined;
}

function linkWordsInNode(node: RichTextNode, words: string, href: string): RichText | undefined {
  switch (node.kind) {
    case 'text': {
      const start = indexOfWords(node.text, words);
      if (start < 0) return undefined;
      const [before, after] = [node.text.slice(0, start), node.text.slice(start + words.length)];
      return [
        ...(before === '' ? [] : [{ ...node, text: before }]),
        { kind: 'link', href, children: [{ ...node, text: words }] },
        ...(after === '' ? [] : [{ ...node, text: after }]),
      ];
    }
    case 'styled':
    case 'quote': {
      const children = linkWords(node.children, words, href);
      return children && [{ ...node, children }];
    }
    default:
      return undefined;
  }
}

/**
 * Puts values in the place of the first occurrence of each placeholder, such as `#AUTHOR#`. Whatever looks like markup
 * or another placeholder in a value is only words.
 */
export function fillPlaceholders(text: RichText, values: Readonly<Record<string, string>>): RichText {
  const left = new Map(Object.entries(values));
  const fill = (nodes: RichText): RichText =>
    nodes.map(node => {
      if ('children' in node) return { ...node, children: fill(node.children) };
      if (node.kind !== 'text') return node;
      const filled = node.text.replace(/#(?:AUTHOR|USER_COUNT|USER_LIST)#/g, placeholder => {
        const value = left.get(placeholder) ?? placeholder;
        left.delete(placeholder);
        return value;
      });
      return { ...node, text: filled };
    });
  return fill(text);
}

/** Deeper quotes become lines of the enclosing one. */
const MAX_QUOTE_DEPTH = 4;

/** Two empty lines. */
const MAX_LINE_BREAKS = 3;

const BREAK: RichTextNode = { kind: 'break' };

/** The markup that encloses a text. */
interface EnclosingMarkup {
  readonly quotes: number;
  /** Styles, and `link`. */
  readonly marks: readonly string[];
}

const NO_MARKUP: EnclosingMarkup = { quotes: 0, marks: [] };

/**
 * Removes redundant markup: bold within bold, links within a link, empty quotes, excessively nested quotes and runs
 * of empty lines. The size of the rendered text then depends on the length of the source, not on its nesting.
 */
export function normalizeRichText(text: RichText, around = NO_MARKUP): RichText {
  const nodes: RichTextNode[] = [];
  let breaks = 0;
  for (const node of text) {
    breaks = node.kind === 'break' ? breaks + 1 : 0;
    if (breaks <= MAX_LINE_BREAKS) {
      appendNodes(nodes, normalizeNode(node, around));
    }
  }
  return nodes;
}

function normalizeNode(node: RichTextNode, around: EnclosingMarkup): RichText {
  switch (node.kind) {
    case 'styled':
    case 'link': {
      const mark = node.kind === 'link' ? node.kind : node.style;
      return around.marks.includes(mark)
        ? normalizeRichText(node.children, around)
        : [{ ...node, children: normalizeRichText(node.children, { ...around, marks: [...around.marks, mark] }) }];
    }
    case 'quote': {
      const children = normalizeRichText(node.children, { ...around, quotes: around.quotes + 1 });
      if (around.quotes >= MAX_QUOTE_DEPTH) return [BREAK, ...children, BREAK];
      return children.length === 0 ? [BREAK] : [{ ...node, children }];
    }
    default:
      return [node];
  }
}
