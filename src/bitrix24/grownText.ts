import type { RichText, TextNode } from '../model/richText';

/** Neighbouring texts become one, line feeds breaks. */
export function append(children: TextNode[], text: string): void {
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

/** The nodes have grown so themselves: only the first can have a neighbour that it becomes one with. */
export function appendAll(children: TextNode[], nodes: RichText): void {
  for (const [index, node] of nodes.entries()) {
    if (index === 0 && node.kind === 'text') {
      append(children, node.text);
    } else {
      children.push(node);
    }
  }
}

export function appendCode(children: TextNode[], code: string): void {
  const text = code.trim();
  if (text !== '') {
    children.push({ kind: 'code', text });
  }
}
