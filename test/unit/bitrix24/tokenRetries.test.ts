import assert from 'node:assert/strict';
import { mayHaveRun } from '../../../src/model/portalFailure';
import { startPortal } from '../../portal/portal';
import type { StandInPortal } from '../../portal/portal';
import { failureOf } from './connection';
import { openWindow, signIn } from './signIn';
import type { SharedKeeper, SignedInConnection } from './signIn';

describe('a call with a token is repeated as any other', () => {
  let portal: StandInPortal;
  let keeper: SharedKeeper;
  let window: SignedInConnection;
  beforeEach(async () => {
    portal = await startPortal({ seed: 'empty' });
    ({ keeper } = signIn(portal));
    window = openWindow(portal, keeper);
  });
  afterEach(() => portal.close());

  const refreshes = (): number => portal.journal.calls('oauth/token').length;
  const answer = (): Promise<unknown> => window.client.answer(portal.box.add(), 'Hello');
  const tooMany = (times: number): void => {
    portal.faults.add({
      method: 'im.notify.answer',
      times,
      fault: { kind: 'error', code: 'QUERY_LIMIT_EXCEEDED' },
    });
  };

  it('when there were too many', async () => {
    tooMany(2);
    await answer();
    assert.equal(portal.box.answers.length, 1);
    assert.equal(refreshes(), 0);
    assert.deepEqual([window.records[0]?.attempts, window.records[0]?.outcome], [3, 'ok']);
  });

  it('when there were too many, before the refresh and after it', async () => {
    tooMany(3);
    portal.faults.add({ method: 'im.notify.answer', fault: { kind: 'error', code: 'expired_token' } });
    tooMany(3);
    await answer();
    assert.equal(portal.box.answers.length, 1);
    assert.equal(refreshes(), 1);
    assert.equal(window.records[0]?.attempts, 8);
    const tokens = portal.journal.calls('im.notify.answer').map(({ params }) => params.auth);
    assert.deepEqual(
      tokens.map(token => token === window.tokens.current),
      [false, false, false, false, true, true, true, true],
    );
  });

  it('and is given up when there are still too many', async () => {
    tooMany(Infinity);
    assert.deepEqual(await failureOf(answer()), { kind: 'rateLimited', code: 'QUERY_LIMIT_EXCEEDED' });
    assert.equal(portal.journal.calls().length, 4);
  });

  it('a read after a lost connection, a reply never, also after a refresh', async () => {
    portal.oauth.expireAccessTokens();
    portal.faults.add({ method: 'im.notify.get', fault: { kind: 'reset' } });
    await window.client.page();
    assert.deepEqual(window.records.at(-1)?.attempts, 3);
    portal.faults.add({ method: 'im.notify.answer', fault: { kind: 'error', code: 'expired_token' } });
    portal.faults.add({ method: 'im.notify.answer', fault: { kind: 'reset', when: 'after' } });
    assert.deepEqual(await failureOf(answer()), { kind: 'unreachable', reason: 'network' });
    assert.equal(portal.box.answers.length, 1);
    assert.equal(portal.journal.calls('im.notify.answer').length, 2);
  });

  for (const fault of [
    { kind: 'html', status: 502 },
    { kind: 'reset', when: 'after' },
    { kind: 'raw', body: 'null' },
  ] as const) {
    it(`and was surely not executed where the refresh ends in ${fault.kind}`, async () => {
      portal.oauth.expireAccessTokens();
      portal.faults.add({ method: 'oauth/token', fault });
      const failure = await failureOf(answer());
      assert.deepEqual(failure, { kind: 'unreachable', reason: 'renewal' });
      assert.equal(mayHaveRun(failure), false);
      assert.equal(portal.box.answers.length, 0);
      await answer();
      assert.equal(portal.box.answers.length, 1);
    });
  }

  it('but a read ends once its portal is let go in the middle of a refresh', async () => {
    const gone = new AbortController();
    window = openWindow(portal, keeper, { signal: gone.signal });
    portal.oauth.expireAccessTokens();
    portal.faults.add({ method: 'oauth/token', fault: { kind: 'hold' } });
    const failure = failureOf(window.client.page());
    await portal.journal.nextArrival('oauth/token');
    gone.abort();
    portal.faults.release();
    assert.deepEqual(await failure, { kind: 'unreachable', reason: 'disconnected' });
    assert.equal(portal.journal.calls('im.notify.get').length, 1);
  });

  it('but a reply under way is let come to its end', async () => {
    const gone = new AbortController();
    window = openWindow(portal, keeper, { signal: gone.signal });
    portal.oauth.expireAccessTokens();
    portal.faults.add({ method: 'oauth/token', fault: { kind: 'hold' } });
    const reply = answer();
    await portal.journal.nextArrival('oauth/token');
    gone.abort();
    portal.faults.release();
    await reply;
    assert.equal(portal.box.answers.length, 1);
  });
});
