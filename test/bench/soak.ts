import { Window, listOf } from './window';
import { setTimeout as sleep } from 'node:timers/promises';
import { heapUsed } from './holds';
import { Listeners } from './listeners';
import { numbers } from './numbers';
import { doSomething } from './person';
import { startPortalProcess } from './portalProcess';
import type { Fault } from '../portal/faults';

const MINUTES = Number(process.env.SOAK_MINUTES ?? 10);
const SECOND_MS = 1_000;
/** Of a minute the last part is quiet: what goes by itself has gone by the time it is measured. */
const BUSY_SECONDS = 40;
const STEP_MS = 500;
/** What the heap may differ by from one minute to the last, code that was compiled meanwhile included. */
const MOST_GROWTH_MB = 4;

const FAULTS: readonly Fault[] = [
  { kind: 'reset' },
  { kind: 'html', status: 502 },
  { kind: 'error', code: 'QUERY_LIMIT_EXCEEDED', status: 503 },
  { kind: 'error', code: 'INTERNAL_SERVER_ERROR', status: 500 },
  { kind: 'truncated', isAbrupt: true },
  { kind: 'delay', ms: 2_000 },
  { kind: 'raw', body: '{"result":' },
];

interface Held {
  readonly timers: number;
  readonly sockets: number;
  readonly listeners: number;
  readonly heapMb: number;
}

/** A window and a portal with faults for ten minutes; what is held with nothing connected is the same each minute. */
async function main(): Promise<void> {
  const listeners = new Listeners();
  const number = numbers(Number(process.env.SOAK_SEED ?? 7));
  const server = await startPortalProcess({ count: 500, confirms: 10, unread: 200 });
  const window = new Window('state');
  listeners.seal();
  const minutes: Held[] = [];
  for (let minute = 1; minute <= MINUTES; minute++) {
    const until = Date.now() + 60 * SECOND_MS;
    const busyUntil = Date.now() + BUSY_SECONDS * SECOND_MS;
    for (let step = 0; Date.now() < busyUntil; step++) {
      // Now and then a portal is disconnected with all that is under way.
      if (step % 20 === 0) window.connect();
      const [portal] = window.connect(server.webhook);
      server.order({ kind: 'arrive', count: number(3) });
      const fault = FAULTS[number(FAULTS.length * 4)];
      if (fault !== undefined) server.order({ kind: 'fault', rule: { fault } });
      if (portal !== undefined) doSomething(window, portal, number);
      await sleep(STEP_MS);
    }
    const [portal] = window.session.portals;
    const kept = portal === undefined ? 0 : listOf(portal).length;
    window.connect();
    await sleep(until - Date.now());
    const held = heldNow(listeners);
    minutes.push(held);
    console.log(
      `minute ${String(minute).padStart(2)}: ${held.timers} timers, ${held.listeners} listeners, ` +
        `${held.sockets} sockets, ${held.heapMb.toFixed(1)} MB; ${kept} were listed, ${window.host.fired.length} drawings`,
    );
    window.host.forget();
  }
  window.end();
  server.end();
  const faults = growth(minutes);
  console.log(faults.length === 0 ? 'Nothing has grown.' : faults.join('\n'));
  process.exit(faults.length === 0 ? 0 : 1);
}

function heldNow(listeners: Listeners): Held {
  const resources = process.getActiveResourcesInfo();
  const count = (name: string): number => resources.filter(each => each === name).length;
  return {
    timers: count('Timeout'),
    sockets: count('TCPSocketWrap'),
    listeners: listeners.count,
    heapMb: heapUsed(),
  };
}

/** The first minute is the one in which all is loaded and compiled. */
function growth([, second, ...others]: readonly Held[]): readonly string[] {
  const last = others.at(-1);
  if (second === undefined || last === undefined) return ['Too short to tell.'];
  return [
    ...(['timers', 'sockets', 'listeners'] as const).flatMap(name =>
      last[name] > second[name] ? [`More ${name}: ${second[name]}, then ${last[name]}.`] : [],
    ),
    ...(last.heapMb > second.heapMb + MOST_GROWTH_MB
      ? [`More heap: ${second.heapMb.toFixed(1)} MB, then ${last.heapMb.toFixed(1)} MB.`]
      : []),
  ];
}

void main();
