/** Whether the value is an object with properties. A list is not, even though PHP sends an empty map as `[]`. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Returns the value of a number or a numeric string; `NaN` for blank strings and other types. */
export function toNumber(value: unknown): number {
  return typeof value === 'number' || (typeof value === 'string' && value.trim() !== '') ? Number(value) : NaN;
}

/** Returns the properties of a value of unknown type, including inherited ones; an empty object if it has none. */
export function propertiesOf(value: unknown): Readonly<Record<string, unknown>> {
  return isRecord(value) ? value : {};
}

/** Days farther from the epoch don't have a midnight in every time zone. */
const MAX_TIME_MS = 8.6e15;

/** Whether the value is a time that can be displayed, in milliseconds since the epoch. */
export function isTime(value: unknown): value is number {
  return typeof value === 'number' && Math.abs(value) < MAX_TIME_MS;
}
