import type { SeedNotification } from '../../portal/notification';
import { startPortal } from '../../portal/portal';
import { PUSH } from '../../portal/pushServer';
import { sampleNotifications } from '../../portal/sample/notifications';
import { HOUR_MS, MINUTE_MS } from './clock';
import { ManyWindows } from './manyWindows';
import { webhookOf } from './openPortals';

export interface IdleHour {
  /** Calls of REST methods. */
  readonly requests: number;
  /** Requests to the push server. */
  readonly longPolls: number;
  /** Bodies of the responses and parameters of the requests, in bytes. */
  readonly bytes: number;
  /** A page of fifty notifications, in bytes. */
  readonly pageBytes: number;
  /** How often VS Code wrote its state, in all windows together. */
  readonly writes: number;
}

const COUNT = 300;

interface IdleHourOptions {
  readonly windows?: number;
  readonly hasPush?: boolean;
  /** `count`: the portal refuses the fingerprint. */
  readonly probe?: 'fingerprint' | 'count';
}

/** What an hour without news costs with 300 notifications on the portal, after two minutes in which all was loaded. */
export async function idleHour({ windows = 1, hasPush = false, probe }: IdleHourOptions = {}): Promise<IdleHour> {
  const traffic = countBytes();
  const many = new ManyWindows({ seed: 7 });
  const portal = await startPortal({
    seed: ordinaryNotifications(),
    scope: hasPush ? ['im', 'pull_channel'] : ['im'],
  });
  if (probe === 'count') {
    const fault = { kind: 'error', code: 'SOME_ERROR' } as const;
    portal.faults.add({ method: 'im.notify.get', params: { LIMIT: 1 }, times: Infinity, fault });
  }
  for (let index = 0; index < windows; index++) many.open();
  many.all[0]?.windows.focus.setFocused(true);
  for (const each of many.all) each.connect(webhookOf(portal.webhook));
  await many.advance(2 * MINUTE_MS);
  portal.journal.clear();
  const writes = (): number => many.all.reduce((sum, window) => sum + window.writes, 0);
  const [bytesBefore, writesBefore] = [traffic.bytes, writes()];
  await many.advance(HOUR_MS);
  const calls = portal.journal.calls();
  const longPolls = calls.filter(({ method }) => method === PUSH).length;
  const hour = {
    requests: calls.length - longPolls,
    longPolls,
    bytes: traffic.bytes - bytesBefore + calls.reduce((sum, { params }) => sum + JSON.stringify(params).length, 0),
    pageBytes: traffic.largest,
    writes: writes() - writesBefore,
  };
  await many.end();
  await portal.close();
  traffic.end();
  return hour;
}

/** The sample's, a minute apart; few of them wait for a decision. */
function ordinaryNotifications(): readonly SeedNotification[] {
  const sample = sampleNotifications(Date.now());
  const others = sample.filter(({ type }) => type !== 1);
  return Array.from({ length: COUNT }, (_item, index) => {
    const seed = sample[index - (COUNT - sample.length)] ?? others[index % others.length];
    return { ...seed, tag: null, dateMs: Date.now() - (COUNT - index) * MINUTE_MS };
  });
}

function countBytes(): { readonly bytes: number; readonly largest: number; end(): void } {
  const plainFetch = globalThis.fetch;
  const traffic = { bytes: 0, largest: 0, end: () => (globalThis.fetch = plainFetch) };
  globalThis.fetch = async (input, init) => {
    const response = await plainFetch(input, init);
    const body = await response.arrayBuffer();
    traffic.bytes += body.byteLength;
    traffic.largest = Math.max(traffic.largest, body.byteLength);
    const { status, headers } = response;
    return new Response(status === 304 ? null : body, { status, headers });
  };
  return traffic;
}
