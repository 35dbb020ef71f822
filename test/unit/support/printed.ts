import { inspect } from 'node:util';

/** Every way in which a value may end up in a log, a message or a file. */
export function printed(value: unknown): string {
  const options = { depth: Infinity, showHidden: true };
  const own = value instanceof Error ? [value.message, value.stack, value.cause, value.name] : [];
  return [inspect(value, options), inspect(value), JSON.stringify(value), String(value), ...own].join('\n');
}
