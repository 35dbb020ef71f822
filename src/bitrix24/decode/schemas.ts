import * as v from 'valibot';
import { PortalFailure } from '../../model/portalFailure';
import { sanitizeText, toSingleLineName } from '../../model/sanitizeText';
import { isRecord, propertiesOf, toNumber } from '../../model/unknownValue';

/** Accepts numbers and numeric strings: which of them arrives depends on the portal's database. */
export const integerSchema = v.pipe(v.unknown(), v.transform(toNumber), v.safeInteger());

/** The id of a user, a chat or a notification. */
export const idSchema = v.pipe(integerSchema, v.minValue(1));

export const textSchema = v.pipe(v.string(), v.transform(sanitizeText));

/** A text or a number; empty if missing or invalid. */
export const textOrEmptySchema = v.fallback(
  v.pipe(v.union([v.string(), v.number()]), v.transform(String), textSchema),
  '',
);

/** A single line, truncated to the maximum length of a name. */
export const singleLineNameSchema = v.pipe(textSchema, v.transform(toSingleLineName));

/** A name; empty if missing or invalid. */
export const nameOrEmptySchema = v.fallback(singleLineNameSchema, '');

/** @throws PortalFailure `malformed` */
export function parseOrThrow<T extends v.GenericSchema>(schema: T, value: unknown): v.InferOutput<T> {
  const parsed = v.safeParse(schema, value);
  if (!parsed.success) throw new PortalFailure({ kind: 'malformed' });
  return parsed.output;
}

/** A list, or the map with numeric keys that PHP makes of one with gaps. */
export const anyListSchema = v.pipe(
  v.unknown(),
  v.check(value => Array.isArray(value) || isMapOfList(value)),
  v.transform(toArray),
);

function isMapOfList(value: unknown): boolean {
  const keys = Object.keys(propertiesOf(value));
  return keys.length > 0 && keys.every(key => /^\d+$/.test(key));
}

/** A list with at most `max` items; what a portal sends beyond that is not even looked at. */
export function listSchema(max: number) {
  return v.pipe(
    anyListSchema,
    v.transform(values => values.slice(0, max)),
  );
}

/**
 * Returns the valid ones of the first `max` items of a list, or of the map that PHP makes of one; the rest is skipped.
 */
export function parseValidItems<T extends v.GenericSchema>(
  schema: T,
  values: unknown,
  max: number,
): readonly v.InferOutput<T>[] {
  return toArray(values)
    .slice(0, max)
    .flatMap(value => {
      const parsed = v.safeParse(schema, value);
      return parsed.success ? [parsed.output] : [];
    });
}

/** Returns a list as is, the values of a map, or an empty list for anything else. */
export function toArray(values: unknown): readonly unknown[] {
  return Array.isArray(values) ? values : Object.values(propertiesOf(values));
}

/** Wraps a single object in a list; returns lists as is. */
export function wrapSingleObject(value: unknown): readonly unknown[] {
  return isRecord(value) && Object.keys(value).length > 0 && !isMapOfList(value) ? [value] : toArray(value);
}
