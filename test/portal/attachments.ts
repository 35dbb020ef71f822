import { isArray, isEmpty, isList, isMap, type PhpMap, type PhpValue } from './php';
import { Refusal } from './refusal';
import type { Param } from './method';

const MOST_CHARACTERS = 60_000;
const LINKED = new Set(['LINK', 'IMAGE', 'FILE', 'RICH_LINK']);
const LISTS = new Set([...LINKED, 'USER', 'GRID']);

/** `params.ATTACH` made of an `ATTACH` parameter in any of its forms; undefined when there is none. */
export function attachments(value: Param, nowMs: number): readonly PhpMap[] | undefined {
  const given = typeof value === 'string' ? parsed(value) : value;
  const isFull = isMap(given) && isArray(given.BLOCKS);
  const source = isFull ? given.BLOCKS : given;
  const blocks = isList(source) ? source.filter(isMap).map(block).filter(isFilled) : [];
  if (blocks.length === 0) {
    if (isEmpty(value)) return undefined;
    throw new Refusal('ATTACH_ERROR', { description: 'Incorrect attach params' });
  }
  const attach = {
    ID: (isFull ? given.ID : undefined) ?? Math.floor(nowMs / 1000),
    BLOCKS: blocks,
    DESCRIPTION: '',
    COLOR: (isFull ? given.COLOR : undefined) ?? 'transparent',
    COLOR_TOKEN: (isFull ? given.COLOR_TOKEN : undefined) ?? 'primary',
  };
  if (JSON.stringify(attach).length >= MOST_CHARACTERS) {
    throw new Refusal('ATTACH_OVERSIZE', {
      description: 'You have exceeded the maximum allowable size of attach',
    });
  }
  return [attach];
}

function parsed(text: string): PhpValue | undefined {
  try {
    return JSON.parse(text) as PhpValue;
  } catch {
    return undefined;
  }
}

/** One object is made a list of one; items with a forbidden link are dropped. */
function block(given: PhpMap): PhpMap {
  const entries = Object.entries(given).map(([kind, value]): [string, PhpValue] => {
    if (!LISTS.has(kind)) return [kind, value];
    const items = (isList(value) ? value : [value]).filter(isMap);
    return [kind, LINKED.has(kind) ? items.filter(hasGoodLink) : items];
  });
  return Object.fromEntries(entries.filter(([, value]) => !isEmpty(value) || isMap(value)));
}

function hasGoodLink({ LINK }: PhpMap): boolean {
  return typeof LINK === 'string' && /^(\/|https?:\/\/)/.test(LINK);
}

function isFilled(candidate: PhpMap): boolean {
  return Object.keys(candidate).length > 0;
}
