import { install } from '@sinonjs/fake-timers';
import { type Grouping, GROUPINGS } from '../../src/model/notification/grouping';
import { Portal } from '../../src/model/portal/portal';
import { singleAccountWindows, MemoryAccountCache } from '../unit/support/singleWindow';
import { BusyApi } from './busyApi';
import { heapUsed, Holds } from './holds';
import { listOf, Window } from './window';

const LOADED = 10_000;
const PER_SECOND = 100;
const SECONDS = 60;
const MOST_HOLD_MS = 50;
/** Of a quick portal. */
const LATENCY_MS = 20;
/** The least that the settings allow. */
const POLL_INTERVAL_MS = 10_000;
/** After each step the newest are fetched anew, before more of them have come than a page holds. */
const STEP_MS = 200;
/** A person looks away for longer: then more have come, and what is older is let go. */
const AWAY_FROM_MS = 45_000;

/**
 * A minute under load, by a clock of its own: how long the event loop is held depends on what is done, and not on what
 * else the machine does.
 */
async function run(grouping: Grouping): Promise<boolean> {
  const empty = heapUsed();
  // The true Date: a false one costs more than what it is used for.
  const clock = install({
    now: Date.now(),
    toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'],
  });
  const window = new Window(grouping);
  const client = new BusyApi(() => new Promise(resolve => setTimeout(resolve, LATENCY_MS, undefined)));
  client.arrive(LOADED, Date.now(), 60_000);
  const portal = new Portal({
    account: { origin: 'https://portal.example', userId: '1' },
    name: '',
    client,
    intervalMs: POLL_INTERVAL_MS,
    windows: singleAccountWindows(),
    cache: new MemoryAccountCache(),
    abortCalls: () => undefined,
  });
  window.session.open([portal]);
  await clock.tickAsync(1_000);
  while (listOf(portal).length < LOADED) {
    const more = portal.inbox.loadMore();
    await clock.tickAsync(LATENCY_MS);
    await more;
  }
  const loaded = heapUsed();

  const holds = new Holds();
  window.host.forget();
  let redrawn = 0;
  let most = 0;
  portal.inbox.onDidChange(() => {
    redrawn += window.host.asked.items;
    most = Math.max(most, window.host.asked.items);
    window.host.asked.items = 0;
  });
  let steps = 0;
  /** Marks one, now and then deletes one, and takes back every third step. */
  const step = (): void => {
    const one = listOf(portal)[(steps * 7) % 45];
    if (one === undefined || clock.now - from > AWAY_FROM_MS) return;
    steps++;
    if (steps % 20 === 0) {
      holds.of('a person deletes one', () => {
        window.remember(portal, portal.triage.delete([one.id], 2_000));
      });
    } else {
      holds.of('a person marks one', () => {
        window.remember(portal, portal.triage.setRead([one.id], !one.isRead));
      });
    }
    if (steps % 3 === 0) holds.of('a person undoes', () => window.history.undo());
  };
  const from = clock.now;
  setInterval(() => {
    client.arrive(PER_SECOND / 10, Date.now());
  }, 100);
  setInterval(step, STEP_MS);
  await clock.tickAsync(AWAY_FROM_MS);
  const kept = listOf(portal).length;
  holds.of('a group of thousands is marked', () => {
    portal.triage.markAllRead();
  });
  holds.of('the filter is set', () => {
    window.options.show('unread');
  });
  const shown = window.host.size;
  await clock.tickAsync(SECONDS * 1000 - AWAY_FROM_MS);
  holds.end();
  const drawings = window.host.fired.length;
  const heap = heapUsed();

  console.log(`\n${grouping}: ${SECONDS} s, ${PER_SECOND} arrive each, a person does ${steps} things`);
  const rows: readonly (readonly [string, string])[] = [
    ['longest hold of the event loop', `${holds.longestOfAll.toFixed(1)} ms`],
    ...[...holds.longest].map(([name, ms]) => [`  ${name}`, `${ms.toFixed(1)} ms`] as const),
    ['kept while somebody is there, after a gap', `${kept}, ${listOf(portal).length} of ${client.list.length}`],
    ['drawings, items made, most at once', `${drawings}, ${redrawn}, ${most}`],
    ['rows shown', String(shown)],
    ['messages, most at once', `${window.messages.shown}, ${window.messages.most}`],
    ['heap: empty, loaded, after', `${[empty, loaded, heap].map(each => each.toFixed(0)).join(', ')} MB`],
  ];
  for (const [name, value] of rows) console.log(`  ${name.padEnd(42)} ${value}`);
  window.end();
  clock.uninstall();
  return holds.longestOfAll <= MOST_HOLD_MS && window.messages.shown > 0 && window.messages.most === 1;
}

async function main(): Promise<void> {
  const wanted = process.argv.slice(2);
  const results: boolean[] = [];
  for (const grouping of GROUPINGS.filter(each => wanted.length === 0 || wanted.includes(each))) {
    results.push(await run(grouping));
  }
  process.exitCode = results.every(Boolean) ? 0 : 1;
}

void main();
