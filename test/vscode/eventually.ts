import { setTimeout as delay } from 'node:timers/promises';

const pollMs = 50;

/** Asks again and again until there is an answer, and tells what was awaited when there never is one. */
export async function eventually<T>(
  what: string | (() => string),
  probe: () => Promise<T | false | undefined> | T | false | undefined,
  timeoutMs = 20_000,
): Promise<T> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const answer = await probe();
    if (answer !== undefined && answer !== false) return answer;
    if (Date.now() > deadline) {
      throw new Error(`Waited ${timeoutMs} ms in vain for ${typeof what === 'string' ? what : what()}.`);
    }
    await delay(pollMs);
  }
}
