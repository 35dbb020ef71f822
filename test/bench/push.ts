import { setTimeout as delay } from 'node:timers/promises';
import { startPortal } from '../portal/portal';
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

async function main(): Promise<void> {
  const all = await Promise.all([latencies('list'), latencies('framed')]);
  for (const [index, name] of ['list', 'framed text'].entries()) {
    const tookMs = all[index] ?? [];
    const [median = NaN, worst = NaN] = [tookMs[ARRIVALS / 2], tookMs.at(-1)];
    console.log(`${ARRIVALS} arrivals, ${name}: median ${median.toFixed(0)} ms, worst ${worst.toFixed(0)} ms`);
  }
}

void main();
