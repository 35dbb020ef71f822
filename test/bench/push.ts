import { setTimeout as delay } from 'node:timers/promises';
import { PUSH } from '../portal/pushServer';
import { startPortal } from '../portal/portal';
import { HOUR_MS, MINUTE_MS } from '../unit/support/clock';
import { ManyWindows } from '../unit/support/manyWindows';
import { OpenPortals, webhookOf } from '../unit/support/openPortals';

const ARRIVALS = 50;
/** Longer than the least time between two polls that the channel causes. */
const APART_MS = 2_300;
const SCOPE = ['im', 'pull_channel'];

/** Milliseconds from an arrival at the stand-in portal until it is in the list, each of fifty times, sorted. */
async function latencies(format: 'list' | 'framed'): Promise<readonly number[]> {
  const portal = await startPortal({ seed: 'empty', scope: SCOPE });
  portal.push.format = format;
  portal.push.idleMs = 6_000;
  const window = new OpenPortals();
  const opened = window.connectOne(webhookOf(portal.webhook));
  while (opened.push?.isLive !== true) await delay(100);
  const tookMs: number[] = [];
  for (let count = 1; count <= ARRIVALS; count++) {
    await delay(APART_MS);
    const start = performance.now();
    const shown = new Promise<void>(resolve => {
      const subscription = opened.inbox.onDidChange(state => {
        if (state.kind === 'ready' && state.notifications.length === count) {
          subscription.dispose();
          resolve();
        }
      });
    });
    portal.box.add({ text: `Arrival ${count}` });
    await shown;
    tookMs.push(performance.now() - start);
  }
  window.end();
  await portal.close();
  return tookMs.sort((one, other) => one - other);
}

/** What an hour without news costs. */
async function idleHour(count: number, scope: readonly string[]): Promise<string> {
  const plainFetch = globalThis.fetch;
  let bytes = 0;
  globalThis.fetch = async (...request) => {
    const response = await plainFetch(...request);
    const body = await response.arrayBuffer();
    bytes += body.byteLength;
    const { status, headers } = response;
    return new Response(status === 304 ? null : body, { status, headers });
  };
  const many = new ManyWindows({ seed: 7 });
  const portal = await startPortal({ scope });
  for (let index = 0; index < count; index++) many.open();
  many.all[0]?.windows.focus.setFocused(true);
  for (const each of many.all) each.connect(webhookOf(portal.webhook));
  await many.advance(2 * MINUTE_MS);
  portal.journal.clear();
  bytes = 0;
  const writes = (): number => many.all.reduce((sum, window) => sum + window.writes, 0);
  const before = writes();
  await many.advance(HOUR_MS);
  const calls = portal.journal.calls();
  const polls = calls.filter(({ method }) => method === PUSH).length;
  const written = writes() - before;
  await many.end();
  globalThis.fetch = plainFetch;
  await portal.close();
  return `${calls.length - polls} requests, ${polls} long polls, ${(bytes / 1024).toFixed(0)} KiB, ${written} writes`;
}

async function main(): Promise<void> {
  for (const count of [1, 10]) {
    console.log(`${count} windows, an hour without news`);
    console.log(`  polls  ${await idleHour(count, ['im'])}`);
    console.log(`  push   ${await idleHour(count, SCOPE)}`);
  }
  const all = await Promise.all([latencies('list'), latencies('framed')]);
  for (const [index, name] of ['list', 'framed text'].entries()) {
    const tookMs = all[index] ?? [];
    const [median = NaN, worst = NaN] = [tookMs[ARRIVALS / 2], tookMs.at(-1)];
    console.log(`${ARRIVALS} arrivals, ${name}: median ${median.toFixed(0)} ms, worst ${worst.toFixed(0)} ms`);
  }
}

void main();
