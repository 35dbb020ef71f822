import assert from 'node:assert/strict';
import type { StandInPortal } from '../../portal/portal';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The whole envelope. */
  readonly json: Record<string, unknown>;
  readonly result: unknown;
}

/** Posts JSON to a method of the portal's webhook. */
export function call(portal: StandInPortal, method: string, params: object = {}): Promise<Answer> {
  return send(`${portal.webhook}${method}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(params),
  });
}

export async function send(url: string, init: RequestInit = {}): Promise<Answer> {
  const response = await fetch(url, { redirect: 'manual', ...init });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json') === true;
  const json = (isJson ? JSON.parse(text) : {}) as Record<string, unknown>;
  return { status: response.status, headers: response.headers, text, json, result: json.result };
}

export async function refuses(
  answer: Promise<Answer>,
  status: number,
  error: string,
  description?: string,
): Promise<void> {
  const { status: actual, json } = await answer;
  assert.equal(json.error, error);
  assert.equal(actual, status);
  if (description !== undefined) assert.equal(json.error_description, description);
  assert.equal('time' in json, false);
}

/** A value met on the way into an answer; undefined when the path breaks. */
export function at(value: unknown, ...path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>(
    (here, key) =>
      typeof here === 'object' && here !== null ? (here as Record<string | number, unknown>)[key] : undefined,
    value,
  );
}

/** The ids of the notifications of an answer. */
export function idsOf(answer: Answer): unknown[] {
  const list = at(answer.result, 'notifications');
  assert.ok(Array.isArray(list));
  return list.map(item => at(item, 'id'));
}
