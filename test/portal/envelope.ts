import { isoDate } from './clock';
import { ListPart, type BatchItem } from './method';
import { isArray, isList } from './php';
import type { Refusal } from './refusal';

/** How the portal writes JSON: `< > & ' " /` escaped inside strings, Unicode as it is, an empty map as `[]`. */
export function encodeJson(value: unknown): string {
  const escapes: Readonly<Record<string, string>> = {
    '<': '\\u003C',
    '>': '\\u003E',
    '&': '\\u0026',
    "'": '\\u0027',
    '/': '\\/',
    '\u2028': '\\u2028',
    '\u2029': '\\u2029',
  };
  const json = JSON.stringify(value);
  // To be asked for each value takes longer than all the rest.
  const php = json.includes('{}')
    ? JSON.stringify(value, (_key, item: unknown) => (isArray(item) && Object.keys(item).length === 0 ? [] : item))
    : json;
  return php
    .replace(/\\(.)/g, (pair, escaped) => (escaped === '"' ? '\\u0022' : pair))
    .replace(/[<>&'/\u2028\u2029]/g, character => escapes[character] ?? character);
}

/** The XML transport: the items of a list are `<item>`. */
export function encodeXml(value: unknown): string {
  return `<?xml version="1.0" encoding="utf-8"?><response>${elements(value)}</response>`;
}

function elements(value: unknown): string {
  if (isArray(value)) {
    return Object.entries(value)
      .map(([key, item]) => {
        const tag = isList(value) ? 'item' : key;
        return `<${tag}>${elements(item)}</${tag}>`;
      })
      .join('');
  }
  const text = typeof value === 'string' || typeof value === 'number' ? String(value) : value === true ? '1' : '';
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

export interface TimeBlock {
  readonly start: number;
  readonly finish: number;
  readonly duration: number;
  readonly processing: number;
  readonly date_start: string;
  readonly date_finish: string;
  readonly operating_reset_at: number;
  readonly operating: number;
}

const OPERATING_WINDOW_SECONDS = 600;

/** `start` and `processing` are whole numbers in the current core, so `duration` counts from the whole second. */
export function timeBlock(startMs: number, finishMs: number): TimeBlock {
  const start = Math.floor(startMs / 1000);
  const finish = finishMs / 1000;
  return {
    start,
    finish,
    duration: finish - start,
    processing: 0,
    date_start: isoDate(startMs),
    date_finish: isoDate(finishMs),
    operating_reset_at: start + OPERATING_WINDOW_SECONDS,
    operating: 0,
  };
}

export function success(result: unknown, time: TimeBlock): Exclude<BatchItem, { error: unknown }> {
  return result instanceof ListPart ? { result: result.items, ...result.paging, time } : { result, time };
}

export function failure(refusal: Refusal): unknown {
  return { error: refusal.code, error_description: refusal.description, ...refusal.extra };
}
