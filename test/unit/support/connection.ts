import assert from 'node:assert/strict';
import { Bitrix24Client } from '../../../src/bitrix24/bitrix24Client';
import { RateLimits } from '../../../src/bitrix24/http/rateLimits';
import { RequestQueue } from '../../../src/bitrix24/http/requestQueue';
import { Transport, type TransportOptions } from '../../../src/bitrix24/http/transport';
import type { CallRecord } from '../../../src/model/callRecord';
import { type Failure, PortalFailure } from '../../../src/model/portalFailure';
import type { StandInPortal } from '../../portal/portal';

export interface Connection {
  readonly client: Bitrix24Client;
  readonly transport: Transport;
  /** What a log is told of the calls. */
  readonly records: CallRecord[];
  /** What a log is told of notifications that could not be read. */
  readonly leftOut: number[];
}

/** Lets every call go out at once, also where there were too many. */
export function hastyQueue(): RequestQueue {
  return new RequestQueue(new RateLimits({ firstPauseMs: 0 }), 0);
}

/** A client of the portal that waits next to nothing between its attempts. */
export function connect(
  { origin, webhook }: Pick<StandInPortal, 'origin' | 'webhook'>,
  options: Partial<TransportOptions> = {},
): Connection {
  const records: CallRecord[] = [];
  const leftOut: number[] = [];
  const transport = new Transport({
    restUrl: webhook,
    queue: hastyQueue(),
    retryDelayMs: 1,
    onCall: record => records.push(record),
    ...options,
  });
  const client = new Bitrix24Client({ transport, origin, onSkipped: count => leftOut.push(count) });
  return { client, transport, records, leftOut };
}

/** As {@link Bitrix24Client.getFingerprint} asks for it. */
const MAX_ID = 2 ** 31 - 1;

/** What the portal was asked since the last time, without the `im.` of its methods. */
export function askedMethods({ journal }: StandInPortal): string {
  const methods = journal
    .calls()
    .map(({ method, params }) => (params.LAST_ID === MAX_ID ? 'fingerprint' : method.replace(/^im\./, '')));
  journal.clear();
  return methods.join(' ');
}

/** The error that a call ends with, which has to be the one kind that may leave the room. */
export async function errorOf(call: Promise<unknown>): Promise<PortalFailure> {
  const outcome = await call.then(
    value => ({ value }),
    (error: unknown) => ({ error }),
  );
  assert.ok('error' in outcome, 'the call was to fail');
  assert.ok(outcome.error instanceof PortalFailure, `not a PortalFailure: ${String(outcome.error)}`);
  return outcome.error;
}

export async function failureOf(call: Promise<unknown>): Promise<Failure> {
  return (await errorOf(call)).failure;
}

/** What the decoding of a wrong value throws. */
export function failureIn(decode: () => unknown): Failure {
  try {
    decode();
  } catch (error) {
    assert.ok(error instanceof PortalFailure, `not a PortalFailure: ${String(error)}`);
    return error.failure;
  }
  assert.fail('the value was to be refused');
}
