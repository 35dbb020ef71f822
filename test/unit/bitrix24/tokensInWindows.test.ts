import assert from 'node:assert/strict';
import type { ApplicationCredential } from '../../../src/bitrix24/access/applicationCredential';
import { writeCredential } from '../../../src/bitrix24/access/credential';
import type { Keeper } from '../../../src/bitrix24/tokens';
import { startPortal } from '../../portal/portal';
import type { StandInPortal } from '../../portal/portal';
import { failureOf } from './connection';
import { openWindow, signIn } from './signIn';
import type { SharedKeeper, SignedInConnection } from './signIn';

/** Keeps what it is given when it is told to. */
class LateKeeper implements Keeper {
  keep: () => void = () => undefined;
  readonly asked: Promise<void>;
  #ask: () => void = () => undefined;

  constructor(private readonly keeper: SharedKeeper) {
    this.asked = new Promise(resolve => (this.#ask = resolve));
  }

  read(): ReturnType<Keeper['read']> {
    return this.keeper.read();
  }

  async replace(credential: ApplicationCredential): Promise<void> {
    await new Promise<void>(resolve => {
      this.keep = resolve;
      this.#ask();
    });
    await this.keeper.replace(credential);
  }
}

describe('the tokens of two windows', () => {
  let portal: StandInPortal;
  let keeper: SharedKeeper;
  let one: SignedInConnection;
  let other: SignedInConnection;
  beforeEach(async () => {
    portal = await startPortal({ seed: 'empty' });
    portal.oauth.revokesUsedRefreshTokens = true;
    ({ keeper } = signIn(portal));
    one = openWindow(portal, keeper);
    other = openWindow(portal, keeper);
  });
  afterEach(() => portal.close());

  const refreshes = (): number => portal.journal.calls('oauth/token').length;

  async function assertBothWork(): Promise<void> {
    const before = refreshes();
    await Promise.all([one.client.page(), other.client.page()]);
    assert.equal(refreshes(), before);
  }

  /** The first window's refresh is on its way while the second one's is done and kept. */
  async function race(): Promise<readonly [string, string]> {
    portal.faults.add({ method: 'oauth/token', fault: { kind: 'hold' } });
    const slower = one.tokens.renew(one.tokens.current);
    await portal.journal.nextArrival('oauth/token');
    const quicker = await other.tokens.renew(other.tokens.current);
    portal.faults.release();
    return [await slower, quicker];
  }

  it('are refreshed by one, and taken from the keeper by the other', async () => {
    portal.oauth.expireAccessTokens();
    await one.client.page();
    await other.client.page();
    assert.equal(refreshes(), 1);
    assert.equal(other.tokens.current, one.tokens.current);
    await assertBothWork();
  });

  it('are refreshed by either in turn, hour after hour', async () => {
    for (let hour = 1; hour <= 4; hour++) {
      portal.oauth.expireAccessTokens();
      const windows = hour % 2 === 0 ? [one, other] : [other, one];
      for (const { client } of windows) {
        await client.page();
      }
      assert.equal(refreshes(), hour);
    }
  });

  it('are those of the quicker one when both refresh at the same moment', async () => {
    portal.oauth.expireAccessTokens();
    const [slower, quicker] = await race();
    assert.equal(slower, quicker);
    assert.deepEqual(
      portal.journal
        .calls('oauth/token')
        .map(({ outcome }) => outcome)
        .sort(),
      ['invalid_grant', 'ok'],
    );
    assert.equal(keeper.credential.grant.accessToken, quicker);
    await assertBothWork();
    portal.oauth.expireAccessTokens();
    await Promise.all([one.client.page(), other.client.page()]);
  });

  it('are two pairs when both refresh at the same moment and the server lets them, and both go on', async () => {
    portal.oauth.revokesUsedRefreshTokens = false;
    portal.oauth.expireAccessTokens();
    const [slower, quicker] = await race();
    assert.notEqual(slower, quicker);
    await assertBothWork();
    portal.oauth.expireAccessTokens();
    await one.client.page();
    await other.client.page();
    await assertBothWork();
  });

  it('are refreshed in their turn where the kept ones are too old as well', async () => {
    await other.tokens.renew(other.tokens.current);
    portal.oauth.expireAccessTokens();
    await one.client.page();
    assert.equal(refreshes(), 2);
    assert.equal(keeper.credential.grant.accessToken, one.tokens.current);
  });

  it('are waited for where the quicker one has not kept them yet', async () => {
    const late = new LateKeeper(keeper);
    const quicker = openWindow(portal, keeper, { keeper: late });
    const renewed = quicker.tokens.renew(quicker.tokens.current);
    await late.asked;
    let reads = 0;
    const read: Keeper['read'] = async () => {
      const kept = await keeper.read();
      if (++reads === 2) {
        late.keep();
      }
      return kept;
    };
    const slower = openWindow(portal, keeper, { keeper: { read, replace: () => assert.fail() } });
    assert.equal(await slower.tokens.renew(slower.tokens.current), await renewed);
    assert.equal(refreshes(), 2);
  });

  it('are gone for both when one has disconnected, also in the middle of a refresh', async () => {
    portal.oauth.expireAccessTokens();
    portal.faults.add({ method: 'oauth/token', fault: { kind: 'hold' } });
    const failure = failureOf(one.client.page());
    await portal.journal.nextArrival('oauth/token');
    portal.oauth.revokeRefreshTokens();
    keeper.kept = undefined;
    portal.faults.release();
    for (const left of [await failure, await failureOf(other.client.page())]) {
      assert.deepEqual(left, { kind: 'unreachable', reason: 'disconnected' });
    }
    assert.equal(keeper.kept, undefined);
  });

  it('are never those of another person or portal', async () => {
    const elsewhere = await startPortal({ seed: 'empty' });
    try {
      const stranger: ApplicationCredential = signIn(elsewhere, 2).keeper.credential;
      portal.oauth.expireAccessTokens();
      keeper.kept = writeCredential(stranger);
      assert.deepEqual(await failureOf(one.client.page()), { kind: 'unreachable', reason: 'disconnected' });
      const told = portal.journal.calls().map(({ params }) => params.auth);
      assert.ok(!told.includes(stranger.grant.accessToken));
      assert.equal(keeper.credential.grant.refreshToken, stranger.grant.refreshToken);
    } finally {
      await elsewhere.close();
    }
  });
});
