import { subscribe, unsubscribe } from 'node:diagnostics_channel';
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
  /** The same with the headers of HTTP, without those of TCP and TLS. Nothing is compressed. */
  readonly sent: number;
  readonly received: number;
  /** A page of fifty notifications, in bytes. */
  readonly pageBytes: number;
  /** How often VS Code wrote its state, in all windows together. */
  readonly writes: number;
}

const COUNT = 300;

/** CR and LF. */
const LINE_END = 2;

interface IdleHourOptions {
  readonly windows?: number;
  readonly hasPush?: boolean;
  /** `count`: the portal refuses the fingerprint. */
  readonly probe?: 'fingerprint' | 'count';
  /** Chats in which something is unread. */
  readonly chats?: number;
}

/** What an hour without news costs with 300 notifications on the portal, after two minutes in which all was loaded. */
export async function idleHour({
  windows = 1,
  hasPush = false,
  probe,
  chats = 0,
}: IdleHourOptions = {}): Promise<IdleHour> {
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
  for (let index = 0; index < chats; index++) portal.box.unreadInChats.set(10_000 + index, 1 + (index % 9));
  for (let index = 0; index < windows; index++) many.open();
  many.all[0]?.windows.focus.setFocused(true);
  for (const each of many.all) each.connect(webhookOf(portal.webhook));
  await many.advance(2 * MINUTE_MS);
  portal.journal.clear();
  const writes = (): number => many.all.reduce((sum, window) => sum + window.writes, 0);
  const [before, writesBefore] = [{ ...traffic }, writes()];
  await many.advance(HOUR_MS);
  const calls = portal.journal.calls();
  const longPolls = calls.filter(({ method }) => method === PUSH).length;
  const hour = {
    requests: calls.length - longPolls,
    longPolls,
    bytes: traffic.bytes - before.bytes + calls.reduce((sum, { params }) => sum + JSON.stringify(params).length, 0),
    sent: traffic.sent - before.sent,
    received: traffic.headers - before.headers + traffic.bytes - before.bytes,
    pageBytes: traffic.largest,
    writes: writes() - writesBefore,
  };
  await many.end();
  await portal.close();
  traffic.end();
  return hour;
}

/** The sample's, a minute apart; few of them wait for a decision. */
export function ordinaryNotifications(): readonly SeedNotification[] {
  const sample = sampleNotifications(Date.now());
  const others = sample.filter(({ type }) => type !== 1);
  return Array.from({ length: COUNT }, (_item, index) => {
    const seed = sample[index - (COUNT - sample.length)] ?? others[index % others.length];
    return { ...seed, tag: null, dateMs: Date.now() - (COUNT - index) * MINUTE_MS };
  });
}

interface Traffic {
  /** Bodies of the responses. */
  bytes: number;
  largest: number;
  /** Headers of the responses. */
  headers: number;
  /** Headers and bodies of the requests. */
  sent: number;
  end(): void;
}

function countBytes(): Traffic {
  const plainFetch = globalThis.fetch;
  const onRequest = (message: unknown): void => {
    const { headers, request } = message as { headers: string; request: { contentLength: number | null } };
    traffic.sent += headers.length + LINE_END + (request.contentLength ?? 0);
  };
  const onResponse = (message: unknown): void => {
    const { response } = message as { response: { statusText: string; headers: readonly Buffer[] } };
    // A name and a value each, with `: ` or a line end after them.
    const headers = response.headers.reduce((sum, each) => sum + each.length + 2, 0);
    traffic.headers += 'HTTP/1.1 200 '.length + response.statusText.length + headers + 2 * LINE_END;
  };
  const traffic: Traffic = {
    bytes: 0,
    largest: 0,
    headers: 0,
    sent: 0,
    end: () => {
      globalThis.fetch = plainFetch;
      unsubscribe('undici:client:sendHeaders', onRequest);
      unsubscribe('undici:request:headers', onResponse);
    },
  };
  subscribe('undici:client:sendHeaders', onRequest);
  subscribe('undici:request:headers', onResponse);
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
