import type { Attachment, Notification } from '../../model/notification/notification';
import type { RichText, RichTextNode } from '../../model/notification/richText';

/** Returns the text, truncated at the end of a word if it is longer than `length` characters. */
export function truncateAtWord(text: string, length: number): string {
  const characters = Array.from(text);
  if (characters.length <= length) return text;
  return `${characters
    .slice(0, length)
    .join('')
    .replace(/\s+\S{0,20}$/u, '')}…`;
}

/** The parts of a notification that an excerpt is taken from. */
type ExcerptContent = Pick<Notification, 'text' | 'component' | 'attachments'>;

export interface Excerpt extends ExcerptContent {
  readonly isCut: boolean;
}

/** Each line has a cost besides its text, and so has an address, although it is not shown. */
const LINE_COST = 40;
const ADDRESS_SHARE = 20;

/** Returns as much of a notification as fits a budget of `length` characters, and whether anything was cut. */
export function takeExcerpt({ text, component, attachments }: ExcerptContent, length: number): Excerpt {
  const budget = new LengthBudget(length);
  const take = (attachment: Attachment): Attachment | undefined => takeAttachment(budget, attachment);
  return {
    text: takeText(budget, text),
    ...(component !== undefined && { component: { ...component, blocks: takeItems(budget, component.blocks, take) } }),
    attachments: takeItems(budget, attachments, take),
    isCut: budget.isExceeded,
  };
}

class LengthBudget {
  #left: number;
  /** Something exceeded the budget. */
  isExceeded = false;

  constructor(length: number) {
    this.#left = length;
  }

  /** Takes this many characters off the budget. Returns `false` once the budget is exceeded. */
  take(length: number): boolean {
    this.isExceeded ||= length > this.#left;
    this.#left -= length;
    return !this.isExceeded;
  }

  /** Takes the text's length off the budget. Returns the text, truncated to what was left. */
  truncate(text: string): string {
    const left = Math.max(0, this.#left);
    return this.take(Array.from(text).length) ? text : truncateAtWord(text, left);
  }
}

/** Returns the items that fit, followed by the beginning of the one that does not. */
function takeItems<T>(budget: LengthBudget, items: readonly T[], partOf: (item: T) => T | undefined): readonly T[] {
  const parts: T[] = [];
  for (const item of items) {
    const part = budget.isExceeded ? undefined : partOf(item);
    if (part === undefined) break;
    parts.push(part);
  }
  return parts;
}

function takeText(budget: LengthBudget, text: RichText): RichText {
  return takeItems(budget, text, node => takeNode(budget, node));
}

function takeNode(budget: LengthBudget, node: RichTextNode): RichTextNode | undefined {
  switch (node.kind) {
    case 'text':
      return { ...node, text: budget.truncate(node.text) };
    case 'code':
      return { ...node, text: takeCode(budget, node.text) };
    case 'break':
    case 'time':
      return takeLine(budget, node);
    case 'styled':
    case 'quote':
      return { ...node, children: takeText(budget, node.children) };
    case 'link': {
      const children = budget.take(addressLength(node.href)) ? takeText(budget, node.children) : [];
      return children.length > 0 ? { ...node, children } : undefined;
    }
  }
}

function takeCode(budget: LengthBudget, code: string): string {
  const [first = '', ...others] = code.split('\n');
  const line = (text: string): string | undefined => (budget.take(LINE_COST) ? budget.truncate(text) : undefined);
  return [budget.truncate(first), ...takeItems(budget, others, line)].join('\n');
}

function takeAttachment(budget: LengthBudget, attachment: Attachment): Attachment | undefined {
  switch (attachment.kind) {
    case 'message':
      return { ...attachment, text: takeText(budget, attachment.text) };
    case 'grid':
      return {
        ...attachment,
        cells: takeItems(budget, attachment.cells, cell =>
          budget.take(LINE_COST + cell.name.length + addressLength(cell.href))
            ? { ...cell, value: takeText(budget, cell.value) }
            : undefined,
        ),
      };
    case 'link':
      return budget.take(
        LINE_COST + attachment.name.length + addressLength(attachment.href) + addressLength(attachment.preview),
      )
        ? { ...attachment, description: takeText(budget, attachment.description) }
        : undefined;
    case 'user':
    case 'image':
    case 'file':
      return budget.take(LINE_COST + attachment.name.length + addressLength(attachment.href)) ? attachment : undefined;
    case 'delimiter':
      return takeLine(budget, attachment);
  }
}

function takeLine<T>(budget: LengthBudget, item: T): T | undefined {
  return budget.take(LINE_COST) ? item : undefined;
}

function addressLength(href = ''): number {
  return Math.ceil(href.length / ADDRESS_SHARE);
}
