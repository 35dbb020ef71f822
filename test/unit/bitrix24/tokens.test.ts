import assert from 'node:assert/strict';
import type { Keeper } from '../../../src/bitrix24/tokens';
import { startPortal } from '../../portal/portal';
import type { StandInPortal } from '../../portal/portal';
import { failureOf } from './connection';
import { openWindow, signIn } from './signIn';
import type { SignedInConnection, SignIn } from './signIn';

const disconnected = { kind: 'unreachable', reason: 'disconnected' };

describe('the tokens of a sign-in', () => {
  let portal: StandInPortal;
  let application: SignIn['application'];
  let keeper: SignIn['keeper'];
  let window: SignedInConnection;
  beforeEach(async () => {
    portal = await startPortal({ seed: 'empty' });
    ({ application, keeper } = signIn(portal));
    window = openWindow(portal, keeper);
  });
  afterEach(() => portal.close());

  const refreshes = (): number => portal.journal.calls('oauth/token').length;
  const renew = (): Promise<string> => window.tokens.renew(window.tokens.current);

  it('are called with as long as they are good', async () => {
    await window.client.account();
    await window.client.page();
    assert.equal(refreshes(), 0);
    assert.equal(window.tokens.current, keeper.credential.grant.accessToken);
  });

  it('are kept once they are new, both of them', async () => {
    const old = keeper.credential;
    const token = await renew();
    const { grant, origin, userId } = keeper.credential;
    assert.equal(grant.accessToken, token);
    assert.equal(window.tokens.current, token);
    assert.notEqual(token, old.grant.accessToken);
    assert.notEqual(grant.refreshToken, old.grant.refreshToken);
    assert.deepEqual([origin, userId], [old.origin, old.userId]);
    assert.equal(keeper.credential.application.clientSecret, application.clientSecret);
  });

  it('are refreshed with the newest refresh token each time', async () => {
    portal.oauth.revokesUsedRefreshTokens = true;
    for (let round = 1; round <= 3; round++) {
      portal.oauth.expireAccessTokens();
      await window.client.page();
      assert.equal(refreshes(), round);
    }
    await openWindow(portal, keeper).client.page();
    assert.equal(refreshes(), 3);
  });

  it('are refreshed once for all who wait', async () => {
    portal.oauth.expireAccessTokens();
    portal.faults.add({ method: 'oauth/token', fault: { kind: 'hold' } });
    const refused = window.tokens.current;
    const renewals = Array.from({ length: 10 }, () => window.tokens.renew(refused));
    await portal.journal.nextArrival('oauth/token');
    renewals.push(window.tokens.renew(refused));
    portal.faults.release();
    assert.deepEqual(new Set(await Promise.all(renewals)), new Set([keeper.credential.grant.accessToken]));
    assert.equal(refreshes(), 1);
  });

  it('are refreshed once for ten calls at once', async () => {
    portal.oauth.expireAccessTokens();
    const calls = Array.from({ length: 10 }, () => window.client.page());
    await Promise.all(calls);
    assert.equal(refreshes(), 1);
    assert.equal(portal.journal.calls('im.notify.get').length, 20);
  });

  it('are not refreshed for one who comes late with the old one', async () => {
    const old = window.tokens.current;
    const token = await renew();
    assert.equal(await window.tokens.renew(old), token);
    assert.equal(refreshes(), 1);
  });

  it('can be refreshed again after they were', async () => {
    const tokens = [window.tokens.current, await renew(), await renew()];
    assert.equal(new Set(tokens).size, 3);
    assert.equal(refreshes(), 2);
  });

  it('that can’t be refreshed need the person', async () => {
    portal.oauth.expireAccessTokens();
    portal.oauth.revokeRefreshTokens();
    const kept = keeper.kept;
    const expected = { kind: 'unauthorized', code: 'invalid_grant' };
    assert.deepEqual(await failureOf(renew()), expected);
    assert.deepEqual(await failureOf(window.client.page()), expected);
    assert.equal(refreshes(), 2);
    assert.equal(keeper.kept, kept);
  });

  it('are refused together, for all who wait', async () => {
    portal.oauth.revokeRefreshTokens();
    const failures = await Promise.all(Array.from({ length: 5 }, () => failureOf(renew())));
    assert.deepEqual(failures, Array(5).fill({ kind: 'unauthorized', code: 'invalid_grant' }));
    assert.equal(refreshes(), 1);
  });

  it('of an application that is gone need the person', async () => {
    application.isInstalled = false;
    assert.deepEqual(await failureOf(renew()), { kind: 'unauthorized', code: 'NOT_INSTALLED' });
  });

  it('that are kept no more are let go, without a word to the server', async () => {
    portal.oauth.expireAccessTokens();
    keeper.kept = undefined;
    assert.deepEqual(await failureOf(renew()), disconnected);
    assert.deepEqual(await failureOf(window.client.answer(7, 'Hello')), disconnected);
    assert.equal(refreshes(), 0);
    assert.equal(keeper.kept, undefined);
  });

  for (const kind of ['reset', 'html', 'truncated'] as const) {
    it(`stay as they are when the server can’t be reached (${kind}), and are refreshed later`, async () => {
      portal.oauth.expireAccessTokens();
      const { kept } = keeper;
      const { current } = window.tokens;
      portal.faults.add({ method: 'oauth/token', fault: { kind } });
      const { kind: failure } = await failureOf(window.client.page());
      assert.ok(['unreachable', 'malformed'].includes(failure), failure);
      assert.equal(keeper.kept, kept);
      assert.equal(window.tokens.current, current);
      assert.equal(refreshes(), 1);
      await window.client.page();
      assert.equal(refreshes(), 2);
      assert.notEqual(keeper.kept, kept);
    });
  }

  it('work in this window hour after hour where they can’t be kept', async () => {
    portal.oauth.revokesUsedRefreshTokens = true;
    const { kept } = keeper;
    const forgetful: Keeper = { read: () => keeper.read(), replace: () => Promise.resolve() };
    window = openWindow(portal, keeper, { keeper: forgetful });
    for (let hour = 1; hour <= 3; hour++) {
      portal.oauth.expireAccessTokens();
      await window.client.page();
      window.tokens.adopt(keeper.credential);
      await window.client.page();
      assert.equal(refreshes(), hour);
    }
    assert.equal(keeper.kept, kept);
  });

  it('are those that are stored meanwhile', async () => {
    const { access_token, refresh_token } = portal.oauth.issue(application, 1);
    const grant = { accessToken: access_token, refreshToken: refresh_token, tokenServer: portal.origin };
    portal.oauth.revokesUsedRefreshTokens = true;
    await renew();
    window.tokens.adopt(keeper.credential.with(grant));
    assert.equal(window.tokens.current, access_token);
    await window.client.page();
    assert.equal(refreshes(), 1);
  });

  it('for another portal are not taken', async () => {
    const { kept } = keeper;
    const result = {
      ...portal.oauth.issue(application, 1),
      client_endpoint: 'https://renamed.example/rest/',
    };
    portal.faults.add({ method: 'oauth/token', fault: { kind: 'result', result } });
    assert.deepEqual(await failureOf(renew()), { kind: 'unreachable', reason: 'moved' });
    assert.equal(keeper.kept, kept);
  });
});
