import * as v from 'valibot';
import { cleanText, onOneLine } from '../../model/cleanText';
import { PortalFailure } from '../../model/portalFailure';

/** Numbers arrive as numbers or as strings: the portal's types follow its database. */
export const integer = v.pipe(v.unknown(), v.transform(toNumber), v.safeInteger());

/** Of a person, a chat, a notification. */
export const id = v.pipe(integer, v.minValue(1));

export const text = v.pipe(v.string(), v.transform(cleanText));

/** On one line, and no longer than a name can be. */
export const name = v.pipe(text, v.transform(onOneLine));

/** A name, empty where there is none that can be read. */
export const anyName = v.fallback(name, '');

/** @throws PortalFailure `malformed` */
export function checked<T extends v.GenericSchema>(schema: T, value: unknown): v.InferOutput<T> {
  const parsed = v.safeParse(schema, value);
  if (!parsed.success) {
    throw new PortalFailure({ kind: 'malformed' });
  }
  return parsed.output;
}

/** What of a list, or of PHP's map of one, can be read; the rest is left out. */
export function readable<T extends v.GenericSchema>(
  schema: T,
  values: unknown,
  most = Number.POSITIVE_INFINITY,
): readonly v.InferOutput<T>[] {
  return listed(values)
    .slice(0, most)
    .flatMap(value => {
      const parsed = v.safeParse(schema, value);
      return parsed.success ? [parsed.output] : [];
    });
}

/** A list as it is, the values of a map, else nothing. */
export function listed(values: unknown): readonly unknown[] {
  if (Array.isArray(values)) {
    return values;
  }
  return typeof values === 'object' && values !== null ? Object.values(values) : [];
}

/** A list, or the one thing that stands where a list is due. PHP's list with a gap arrives as a map of numbers. */
export function oneOrMore(value: unknown): readonly unknown[] {
  return isMap(value) && Object.keys(value).some(key => !/^\d+$/.test(key)) ? [value] : listed(value);
}

/** PHP's empty map arrives as `[]`, which is none here. */
export function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Blank strings and other types are no numbers. */
function toNumber(value: unknown): number {
  return typeof value === 'number' || (typeof value === 'string' && value.trim() !== '')
    ? Number(value)
    : NaN;
}
