import { isArray, isMap, type PhpMap, type PhpValue } from '../php';

export type BatchResults = Record<'result' | 'error' | 'total' | 'next' | 'time', Record<string, unknown>>;

/** Puts earlier results where `$result[key][path]` (or `$error`, `$total`, `$next`, `$time`) stands. */
export function referencesResolved(params: PhpMap, results: BatchResults): PhpMap {
  return Object.fromEntries(Object.entries(params).map(([key, value]) => [key, resolved(value, results)]));
}

function resolved(value: PhpValue, results: BatchResults): PhpValue {
  if (typeof value === 'string') return textResolved(value, results);
  if (isMap(value)) return referencesResolved(value, results);
  return isArray(value) ? value.map(item => resolved(item, results)) : value;
}

/** A value that is one whole reference takes what it points at, an array too; inside a text only scalars go. */
function textResolved(text: string, results: BatchResults): PhpValue {
  let current: PhpValue = text;
  for (const [reference, name = '', path = ''] of text.matchAll(/\$(result|next|total|time|error)(\S*)/gi)) {
    if (typeof current !== 'string') break;
    const keys = Array.from(path.matchAll(/\[([^\]]+)\]/g), match => match[1] ?? '');
    if (keys.length === 0) continue;
    const found = follow(name in results ? results[name as keyof BatchResults] : null, keys);
    if (reference === current) current = found as PhpValue;
    else if (typeof found === 'string' || typeof found === 'number') {
      current = current.replaceAll(reference, String(found));
    }
  }
  return current;
}

/** As deep as the path leads; an unknown key ends it there. */
function follow(from: unknown, keys: readonly string[]): unknown {
  let here = from;
  for (const key of keys) {
    const next: unknown = isArray(here) ? (here as PhpMap)[key] : undefined;
    if (next === undefined || next === null) break;
    here = next;
  }
  return here;
}
