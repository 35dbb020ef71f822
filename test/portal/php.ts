/** A value as the portal's PHP sees it; a list and a map are both PHP arrays there. */
export type PhpValue = string | number | boolean | null | readonly PhpValue[] | PhpMap;

export interface PhpMap {
  readonly [key: string]: PhpValue;
}

/** PHP refuses to run a function on a value of the wrong type; the caller sees a plain server error. */
export class PhpTypeError extends Error {}

export function isMap(value: unknown): value is PhpMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isList(value: unknown): value is readonly PhpValue[] {
  return Array.isArray(value);
}

/** `is_array`. */
export function isArray(value: unknown): value is readonly PhpValue[] | PhpMap {
  return isList(value) || isMap(value);
}

/** `isset`. */
export function isSet(value: PhpValue | undefined): value is Exclude<PhpValue, null> {
  return value !== undefined && value !== null;
}

/** `empty`: the string "0" and an empty array are empty too. */
export function isEmpty(value: PhpValue | undefined): boolean {
  if (isArray(value)) return Object.keys(value).length === 0;
  return value === undefined || value === null || value === '' || value === '0' || value === 0 || !value;
}

/** `(int)`: the leading number of a string, 0 when there is none. */
export function toInt(value: PhpValue | undefined): number {
  if (isArray(value)) return isEmpty(value) ? 0 : 1;
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value === 'number') return Math.trunc(value);
  const number = /^\s*[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?/i.exec(value ?? '')?.[0];
  return number === undefined ? 0 : Math.trunc(Number(number));
}

/** A scalar given where PHP wants a string. */
export function toText(value: PhpValue | undefined): string {
  if (isArray(value)) throw new PhpTypeError('A string was expected, an array was given.');
  if (typeof value === 'boolean') return value ? '1' : '';
  return value === undefined || value === null ? '' : String(value);
}

/** `trim`: what PHP strips, which is less than what JavaScript strips. */
export function trim(text: string): string {
  return text.replace(/^[ \t\n\r\0\v]+|[ \t\n\r\0\v]+$/g, '');
}

/** The values of a PHP array in its order. */
export function valuesOf(value: readonly PhpValue[] | PhpMap): readonly PhpValue[] {
  return isList(value) ? value : Object.values(value);
}

/** PHP knows one kind of array: a map whose keys are 0, 1, 2… is a list, and an empty one is `[]`. */
export function asPhp(value: unknown): PhpValue {
  if (isList(value)) return value.map(asPhp);
  if (isMap(value)) {
    const entries = Object.entries(value);
    const isSequence = entries.every(([key], index) => key === String(index));
    return isSequence
      ? entries.map(([, item]) => asPhp(item))
      : Object.fromEntries(entries.map(([key, item]) => [key, asPhp(item)]));
  }
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
}

/** `array_change_key_case(…, CASE_UPPER)`. */
export function upperKeys(params: PhpMap): PhpMap {
  return Object.fromEntries(Object.entries(params).map(([key, value]) => [key.toUpperCase(), value]));
}
