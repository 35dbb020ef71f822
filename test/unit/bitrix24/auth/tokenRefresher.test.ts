import assert from 'node:assert/strict';
import { serializeCredential } from '../../../../src/bitrix24/auth/credential';
import type { ApplicationCredential } from '../../../../src/bitrix24/auth/oauth';
import type { TokenStore } from '../../../../src/bitrix24/auth/tokenRefresher';
import { type StandInPortal, startPortal } from '../../../portal/portal';
import { failureOf } from '../../support/connection';
import { OpenPortals, pages, webhookOf } from '../../support/openPortals';
import { openWindow, type SharedKeeper, type SignedInConnection, signIn, type SignIn } from './signIn';

describe('the tokens of a sign-in', () => {
  const disconnected = { kind: 'unreachable', reason: 'disconnected' };

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
  const renew = (): Promise<string> => window.tokens.renew(window.tokens.accessToken);

  it('are called with as long as they are good', async () => {
    await window.client.getAccount();
    await window.client.getPage();
    assert.equal(refreshes(), 0);
    assert.equal(window.tokens.accessToken, keeper.credential.grant.accessToken);
  });

  it('are kept once they are new, both of them', async () => {
    const old = keeper.credential;
    const token = await renew();
    const { grant, origin, userId } = keeper.credential;
    assert.equal(grant.accessToken, token);
    assert.equal(window.tokens.accessToken, token);
    assert.notEqual(token, old.grant.accessToken);
    assert.notEqual(grant.refreshToken, old.grant.refreshToken);
    assert.deepEqual([origin, userId], [old.origin, old.userId]);
    assert.equal(keeper.credential.application.clientSecret, application.clientSecret);
  });

  it('are refreshed with the newest refresh token each time', async () => {
    portal.oauth.revokesUsedRefreshTokens = true;
    for (let round = 1; round <= 3; round++) {
      portal.oauth.expireAccessTokens();
      await window.client.getPage();
      assert.equal(refreshes(), round);
    }
    await openWindow(portal, keeper).client.getPage();
    assert.equal(refreshes(), 3);
  });

  it('are refreshed once for all who wait', async () => {
    portal.oauth.expireAccessTokens();
    portal.faults.add({ method: 'oauth/token', fault: { kind: 'hold' } });
    const refused = window.tokens.accessToken;
    const renewals = Array.from({ length: 10 }, () => window.tokens.renew(refused));
    await portal.journal.nextArrival('oauth/token');
    renewals.push(window.tokens.renew(refused));
    portal.faults.release();
    assert.deepEqual(new Set(await Promise.all(renewals)), new Set([keeper.credential.grant.accessToken]));
    assert.equal(refreshes(), 1);
  });

  it('are refreshed once for ten calls at once', async () => {
    portal.oauth.expireAccessTokens();
    const calls = Array.from({ length: 10 }, () => window.client.getPage());
    await Promise.all(calls);
    assert.equal(refreshes(), 1);
    assert.equal(portal.journal.calls('im.notify.get').length, 20);
  });

  it('are not refreshed for one who comes late with the old one', async () => {
    const old = window.tokens.accessToken;
    const token = await renew();
    assert.equal(await window.tokens.renew(old), token);
    assert.equal(refreshes(), 1);
  });

  it('can be refreshed again after they were', async () => {
    const tokens = [window.tokens.accessToken, await renew(), await renew()];
    assert.equal(new Set(tokens).size, 3);
    assert.equal(refreshes(), 2);
  });

  it('that can’t be refreshed need the person', async () => {
    portal.oauth.expireAccessTokens();
    portal.oauth.revokeRefreshTokens();
    const kept = keeper.kept;
    const expected = { kind: 'unauthorized', code: 'invalid_grant' };
    assert.deepEqual(await failureOf(renew()), expected);
    assert.deepEqual(await failureOf(window.client.getPage()), expected);
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
      const { accessToken } = window.tokens;
      portal.faults.add({ method: 'oauth/token', fault: { kind } });
      const { kind: failure } = await failureOf(window.client.getPage());
      assert.ok(['unreachable', 'malformed'].includes(failure), failure);
      assert.equal(keeper.kept, kept);
      assert.equal(window.tokens.accessToken, accessToken);
      assert.equal(refreshes(), 1);
      await window.client.getPage();
      assert.equal(refreshes(), 2);
      assert.notEqual(keeper.kept, kept);
    });
  }

  it('work in this window hour after hour where they can’t be kept', async () => {
    portal.oauth.revokesUsedRefreshTokens = true;
    const { kept } = keeper;
    const forgetful: TokenStore = { read: () => keeper.read(), replace: () => Promise.resolve() };
    window = openWindow(portal, keeper, { store: forgetful });
    for (let hour = 1; hour <= 3; hour++) {
      portal.oauth.expireAccessTokens();
      await window.client.getPage();
      window.tokens.updateCredential(keeper.credential);
      await window.client.getPage();
      assert.equal(refreshes(), hour);
    }
    assert.equal(keeper.kept, kept);
  });

  it('are those that are stored meanwhile', async () => {
    const { access_token, refresh_token } = portal.oauth.issue(application, 1);
    const grant = { accessToken: access_token, refreshToken: refresh_token, tokenServer: portal.origin };
    portal.oauth.revokesUsedRefreshTokens = true;
    await renew();
    window.tokens.updateCredential(keeper.credential.withGrant(grant));
    assert.equal(window.tokens.accessToken, access_token);
    await window.client.getPage();
    assert.equal(refreshes(), 1);
  });

  it('for another portal are kept, as the old ones are used up, and it is named', async () => {
    const result = {
      ...portal.oauth.issue(application, 1),
      client_endpoint: 'https://renamed.example/rest/',
    };
    portal.faults.add({ method: 'oauth/token', fault: { kind: 'result', result } });
    const expected = { kind: 'unreachable', reason: 'moved', movedTo: 'https://renamed.example' };
    assert.deepEqual(await failureOf(renew()), expected);
    const { grant, origin } = keeper.credential;
    assert.deepEqual([grant.refreshToken, origin], [result.refresh_token, portal.origin]);
    assert.equal(window.tokens.accessToken, result.access_token);
  });
});

describe('the tokens of two windows', () => {
  /** Keeps what it is given when it is told to. */
  class LateKeeper implements TokenStore {
    keep: () => void = () => undefined;
    readonly asked: Promise<void>;
    #ask: () => void = () => undefined;

    constructor(private readonly keeper: SharedKeeper) {
      this.asked = new Promise(resolve => (this.#ask = resolve));
    }

    read(): ReturnType<TokenStore['read']> {
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
    await Promise.all([one.client.getPage(), other.client.getPage()]);
    assert.equal(refreshes(), before);
  }

  /** The first window's refresh is on its way while the second one's is done and kept. */
  async function race(): Promise<readonly [string, string]> {
    portal.faults.add({ method: 'oauth/token', fault: { kind: 'hold' } });
    const slower = one.tokens.renew(one.tokens.accessToken);
    await portal.journal.nextArrival('oauth/token');
    const quicker = await other.tokens.renew(other.tokens.accessToken);
    portal.faults.release();
    return [await slower, quicker];
  }

  it('are refreshed by one, and taken from the keeper by the other', async () => {
    portal.oauth.expireAccessTokens();
    await one.client.getPage();
    await other.client.getPage();
    assert.equal(refreshes(), 1);
    assert.equal(other.tokens.accessToken, one.tokens.accessToken);
    await assertBothWork();
  });

  it('are refreshed by either in turn, hour after hour', async () => {
    for (let hour = 1; hour <= 4; hour++) {
      portal.oauth.expireAccessTokens();
      const windows = hour % 2 === 0 ? [one, other] : [other, one];
      for (const { client } of windows) {
        await client.getPage();
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
    await Promise.all([one.client.getPage(), other.client.getPage()]);
  });

  it('are two pairs when both refresh at the same moment and the server lets them, and both go on', async () => {
    portal.oauth.revokesUsedRefreshTokens = false;
    portal.oauth.expireAccessTokens();
    const [slower, quicker] = await race();
    assert.notEqual(slower, quicker);
    await assertBothWork();
    portal.oauth.expireAccessTokens();
    await one.client.getPage();
    await other.client.getPage();
    await assertBothWork();
  });

  it('are refreshed in their turn where the kept ones are too old as well', async () => {
    await other.tokens.renew(other.tokens.accessToken);
    portal.oauth.expireAccessTokens();
    await one.client.getPage();
    assert.equal(refreshes(), 2);
    assert.equal(keeper.credential.grant.accessToken, one.tokens.accessToken);
  });

  it('are waited for where the quicker one has not kept them yet', async () => {
    const late = new LateKeeper(keeper);
    const quicker = openWindow(portal, keeper, { store: late });
    const renewed = quicker.tokens.renew(quicker.tokens.accessToken);
    await late.asked;
    let reads = 0;
    const read: TokenStore['read'] = async () => {
      const kept = await keeper.read();
      if (++reads === 2) {
        late.keep();
      }
      return kept;
    };
    const slower = openWindow(portal, keeper, { store: { read, replace: () => assert.fail() } });
    assert.equal(await slower.tokens.renew(slower.tokens.accessToken), await renewed);
    assert.equal(refreshes(), 2);
  });

  it('are gone for both when one has disconnected, also in the middle of a refresh', async () => {
    portal.oauth.expireAccessTokens();
    portal.faults.add({ method: 'oauth/token', fault: { kind: 'hold' } });
    const failure = failureOf(one.client.getPage());
    await portal.journal.nextArrival('oauth/token');
    portal.oauth.revokeRefreshTokens();
    keeper.kept = undefined;
    portal.faults.release();
    for (const left of [await failure, await failureOf(other.client.getPage())]) {
      assert.deepEqual(left, { kind: 'unreachable', reason: 'disconnected' });
    }
    assert.equal(keeper.kept, undefined);
  });

  it('are never those of another person or portal', async () => {
    const elsewhere = await startPortal({ seed: 'empty' });
    try {
      const stranger: ApplicationCredential = signIn(elsewhere, 2).keeper.credential;
      portal.oauth.expireAccessTokens();
      keeper.kept = serializeCredential(stranger);
      assert.deepEqual(await failureOf(one.client.getPage()), {
        kind: 'unreachable',
        reason: 'disconnected',
      });
      const told = portal.journal.calls().map(({ params }) => params.auth);
      assert.ok(!told.includes(stranger.grant.accessToken));
      assert.equal(keeper.credential.grant.refreshToken, stranger.grant.refreshToken);
    } finally {
      await elsewhere.close();
    }
  });
});

describe('the connected portals of applications', () => {
  let portal: StandInPortal;
  let application: SignIn['application'];
  let credential: ApplicationCredential;
  let open: OpenPortals;
  beforeEach(async () => {
    portal = await startPortal({ seed: 'empty' });
    const signedIn = signIn(portal);
    application = signedIn.application;
    credential = signedIn.keeper.credential;
    open = new OpenPortals();
  });
  afterEach(async () => {
    open.end();
    await portal.close();
  });

  const refreshes = (): number => portal.journal.calls('oauth/token').length;
  const lastToken = (): unknown => portal.journal.calls('im.notify.get').at(-1)?.params.auth;
  const renewed = (index: number): ApplicationCredential => {
    const found = open.renewed[index];
    assert.ok(found?.kind === 'application');
    return found;
  };

  it('call with the token, and keep nothing while it is good', async () => {
    await open.ready(open.connectOne(credential));
    assert.equal(lastToken(), credential.grant.accessToken);
    assert.deepEqual([open.renewed, refreshes()], [[], 0]);
  });

  it('keep their tokens when these are new, and go on with them', async () => {
    portal.oauth.expireAccessTokens();
    const connected = open.connectOne(credential);
    await open.ready(connected);
    const { grant, origin, userId } = renewed(0);
    assert.deepEqual([origin, userId], [portal.origin, '1']);
    assert.notEqual(grant.refreshToken, credential.grant.refreshToken);
    assert.equal(lastToken(), grant.accessToken);
    assert.ok(open.log.includes('oauth/token ok'));
    await connected.poller.poll();
    assert.deepEqual([lastToken(), open.renewed.length, refreshes()], [grant.accessToken, 1, 1]);
  });

  it('stay the same when they are connected with the tokens that were kept', async () => {
    portal.oauth.expireAccessTokens();
    const connected = open.connectOne(credential);
    await open.ready(connected);
    const asked = pages(portal);
    assert.equal(open.connectOne(renewed(0)), connected);
    await connected.poller.poll();
    assert.deepEqual([pages(portal), lastToken()], [asked + 1, renewed(0).grant.accessToken]);
  });

  it('take the tokens that another window has kept', async () => {
    const connected = open.connectOne(credential);
    await open.ready(connected);
    const { access_token, refresh_token } = portal.oauth.issue(application, 1);
    const newer = credential.withGrant({
      ...credential.grant,
      accessToken: access_token,
      refreshToken: refresh_token,
    });
    assert.equal(open.connectOne(newer), connected);
    await connected.poller.poll();
    assert.deepEqual([lastToken(), refreshes()], [access_token, 0]);
  });

  it('do not go back to tokens that were refused', async () => {
    portal.oauth.expireAccessTokens();
    const connected = open.connectOne(credential);
    await open.ready(connected);
    assert.equal(open.connectOne(credential), connected);
    await connected.poller.poll();
    assert.deepEqual([lastToken(), refreshes()], [renewed(0).grant.accessToken, 1]);
  });

  it('are other ones with another application', () => {
    const connected = open.connectOne(credential);
    assert.notEqual(open.connectOne(signIn(portal).keeper.credential), connected);
  });

  it('renew each the tokens of its own account', async () => {
    const colleague = signIn(portal, 2).keeper.credential;
    portal.oauth.expireAccessTokens();
    const both = open.connect(credential, colleague);
    await open.ready(...both);
    assert.deepEqual(open.renewed.map(({ userId }) => userId).sort(), ['1', '2']);
    assert.equal(refreshes(), 2);
    const given = portal.journal.calls('oauth/token').map(({ params }) => params.refresh_token);
    assert.deepEqual(given.sort(), [credential, colleague].map(({ grant }) => grant.refreshToken).sort());
  });

  it('renew nothing that is not kept any more, or is kept in another way', async () => {
    for (const kept of [undefined, webhookOf(portal.webhook)]) {
      const connected = open.connectOne(credential);
      await open.ready(connected);
      open.kept.clear();
      if (kept !== undefined) {
        open.kept.set(connected.id, kept);
      }
      portal.oauth.expireAccessTokens();
      await connected.poller.poll();
      assert.deepEqual(connected.inbox.failure, { kind: 'unreachable', reason: 'disconnected' });
      assert.deepEqual([open.renewed, refreshes()], [[], 0]);
      const { access_token } = portal.oauth.issue(application, 1);
      credential = credential.withGrant({ ...credential.grant, accessToken: access_token });
    }
  });

  it('are asked again when somebody has mended what they were refused for', async () => {
    application.isInstalled = false;
    const refused = open.connectOne(credential);
    assert.equal(await open.failed(refused), 'unauthorized');
    assert.equal(refreshes(), 0);
    application.isInstalled = true;
    assert.equal(open.connectOne(credential), refused);
    assert.equal(pages(portal), 1);
    await refused.poller.poll();
    await open.ready(refused);
    assert.equal(pages(portal), 2);
  });

  it('are looked at without keeping anything', async () => {
    const account = await open.portals.verify(credential);
    assert.deepEqual([account.id, open.renewed, open.session.portals], [1, [], []]);
  });
});
