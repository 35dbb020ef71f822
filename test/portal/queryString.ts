import { asPhp, isMap, type PhpMap, type PhpValue } from './php';

interface Branch {
  [key: string]: PhpValue | Branch;
}

/** `parse_str`: `A=1`, `IDS[]=1`, `IDS[3]=1`, `CMD[first][deep]=1`. */
export function parsePairs(pairs: Iterable<readonly [string, string]>): PhpMap {
  const tree: Branch = {};
  for (const [name, value] of pairs) plant(tree, pathOf(name), value);
  return Object.fromEntries(Object.entries(tree).map(([key, value]) => [key, asPhp(value)]));
}

export function parseQuery(query: string): PhpMap {
  return parsePairs(new URLSearchParams(query));
}

function pathOf(name: string): string[] {
  const head = /^[^[]+/.exec(name)?.[0];
  if (head === undefined) return [name];
  const tail = name.slice(head.length);
  const keys = Array.from(tail.matchAll(/\[([^\]]*)\]/g), match => match[1] ?? '');
  return [head, ...keys];
}

function plant(tree: Branch, path: readonly string[], value: string): void {
  const [first, ...rest] = path;
  if (first === undefined) return;
  const key = first === '' ? nextIndex(tree) : first;
  if (rest.length === 0) {
    tree[key] = value;
    return;
  }
  const existing = tree[key];
  const branch: Branch = isMap(existing) ? existing : {};
  tree[key] = branch;
  plant(branch, rest, value);
}

function nextIndex(branch: Branch): string {
  const indices = Object.keys(branch).filter(key => /^\d+$/.test(key));
  return String(Math.max(-1, ...indices.map(Number)) + 1);
}
