import assert from 'node:assert/strict';
import type { Credential } from '../../../src/bitrix24/auth/credential';
import { ApplicationCredential } from '../../../src/bitrix24/auth/oauth';
import type { Portal } from '../../../src/model/portal/portal';
import { movedOriginOf } from '../../../src/model/portalFailure';
import { type StandInPortal, startPortal } from '../../portal/portal';
import { HOUR_MS } from '../support/clock';
import { connect, failureOf } from '../support/connection';
import { notification } from '../support/notifications';
import { OpenPortals, pages, webhookOf } from '../support/openPortals';
import { printed } from '../support/printed';
import { signIn } from './auth/signIn';

describe('the connected portals', () => {
  let portal: StandInPortal;
  let other: StandInPortal;
  let open: OpenPortals;
  beforeEach(async () => {
    [portal, other] = await Promise.all([
      startPortal({ seed: [{ text: 'One' }] }),
      startPortal({ seed: [{ text: 'Two' }, { text: 'Three' }] }),
    ]);
    open = new OpenPortals();
  });
  afterEach(async () => {
    open.end();
    await Promise.all([portal.close(), other.close()]);
  });

  const host = (): string => new URL(portal.origin).host;
  const count = ({ inbox: { state } }: ReturnType<OpenPortals['connectOne']>): number =>
    state.kind === 'ready' ? state.notifications.length : -1;

  it('are made of their credentials, in their order, and polled once each', async () => {
    const [second, first] = open.connect(webhookOf(other.webhook), webhookOf(portal.webhook));
    assert.ok(first && second);
    assert.deepEqual([first.id, second.id], [`1@${portal.origin}`, `1@${other.origin}`]);
    await open.ready(first, second);
    assert.deepEqual([count(first), count(second)], [1, 2]);
    assert.deepEqual([pages(portal), pages(other)], [1, 1]);
  });

  it('stay the same as long as the way in is the same, whatever they are called', async () => {
    const before = open.connect(webhookOf(portal.webhook), webhookOf(other.webhook));
    await open.ready(...before);
    const after = open.connectAs(['Office', webhookOf(other.webhook)], ['Home', webhookOf(portal.webhook)]);
    assert.deepEqual(
      after.map(each => before.indexOf(each)),
      [1, 0],
    );
    assert.deepEqual(
      after.map(({ name }) => name),
      ['Office', 'Home'],
    );
    assert.deepEqual(after.map(count), [2, 1]);
    await after[0]?.poller.poll();
    assert.deepEqual([pages(portal), pages(other)], [1, 2]);
  });

  it('are called by their hosts where nobody named them, and by their users too where that says nothing', () => {
    const mine = webhookOf(portal.webhook);
    const colleague = webhookOf(portal.addWebhook(2));
    const names = (): readonly string[] => open.session.portals.map(({ name }) => name);
    open.connect(mine, webhookOf(other.webhook));
    assert.deepEqual(names(), [host(), new URL(other.origin).host]);
    open.connect(mine, colleague);
    assert.deepEqual(names(), [`${host()} #1`, `${host()} #2`]);
    open.connectAs(['', mine], ['Colleague', colleague]);
    assert.deepEqual(names(), [host(), 'Colleague']);
  });

  it('are called by the own spelling of their hosts, and keep the other one for what is stored', () => {
    const portal = open.connectOne(webhookOf('https://портал.localhost:1/rest/1/k/'));
    assert.deepEqual([portal.name, portal.id], ['портал.localhost:1', '1@https://xn--80awhdgm.localhost:1']);
  });

  it('are other ones with another webhook of the same account; the old one hangs up', async () => {
    portal.faults.add({ method: 'im.notify.get', fault: { kind: 'hold' } });
    const old = open.connectOne(webhookOf(portal.webhook));
    await portal.journal.nextArrival('im.notify.get');
    const address = portal.addWebhook(1);
    const fresh = open.connectOne(webhookOf(address));
    assert.notEqual(fresh, old);
    assert.equal(fresh.id, old.id);
    await portal.journal.nextAbandoned('im.notify.get');
    await open.ready(fresh);
    assert.equal(portal.journal.calls('im.notify.get').at(-1)?.url, `${new URL(address).pathname}im.notify.get`);
    await old.poller.poll();
    assert.equal(pages(portal), 2);
  });

  it('are other ones where somebody signs in to the same account in another way', () => {
    const old = open.connectOne(webhookOf(portal.webhook));
    const fresh = open.connectOne(signIn(portal).keeper.credential);
    assert.notEqual(fresh, old);
    assert.equal(fresh.id, old.id);
  });

  it('hang up when they are removed, and are not asked any more', async () => {
    const [gone, stays] = open.connect(webhookOf(portal.webhook), webhookOf(other.webhook));
    assert.ok(gone && stays);
    await open.ready(gone, stays);
    portal.faults.add({ method: 'im.notify.get', fault: { kind: 'hold' } });
    void gone.poller.poll();
    await portal.journal.nextArrival('im.notify.get', () => pages(portal) === 2);
    assert.deepEqual(open.connect(webhookOf(other.webhook)), [stays]);
    await portal.journal.nextAbandoned('im.notify.get');
    assert.deepEqual(await failureOf(gone.getPermissions()), { kind: 'unreachable', reason: 'disconnected' });
    await stays.poller.poll();
    await open.ready(stays);
    assert.deepEqual([pages(portal), pages(other)], [2, 2]);
  });

  it('are not asked again after they failed, whoever else is connected or renamed', async () => {
    portal.access.state = 'held';
    const failing = webhookOf(portal.webhook);
    const refused = open.connectOne(failing);
    assert.equal(await open.failed(refused), 'blocked');
    open.connect(failing);
    open.connectAs(['Home', failing]);
    const [, fine] = open.connect(failing, webhookOf(other.webhook));
    assert.ok(fine);
    await open.ready(fine);
    assert.equal(open.session.portals[0], refused);
    assert.deepEqual([pages(portal), pages(other)], [1, 1]);
  });

  it('are asked again after they failed where their tokens are other ones, and no others', async () => {
    const { application, keeper } = signIn(portal);
    const webhook = webhookOf(other.webhook);
    const { credential } = keeper;
    application.isInstalled = false;
    const [refused, fine] = open.connect(credential, webhook);
    assert.ok(refused && fine);
    assert.equal(await open.failed(refused), 'unauthorized');
    await open.ready(fine);
    application.isInstalled = true;
    const { access_token: accessToken, refresh_token: refreshToken } = portal.oauth.issue(application, 1);
    open.connect(credential.withGrant({ ...credential.grant, accessToken, refreshToken }), webhook);
    await open.ready(refused);
    assert.equal(open.session.portals[0], refused);
    assert.deepEqual([pages(portal), pages(other)], [2, 1]);
  });

  describe('do not disturb each other', () => {
    it('where one refuses', async () => {
      portal.access.state = 'held';
      const [refused, fine] = open.connect(webhookOf(portal.webhook), webhookOf(other.webhook));
      assert.ok(refused && fine);
      assert.equal(await open.failed(refused), 'blocked');
      await open.ready(fine);
      assert.equal(count(fine), 2);
      fine.triage.setRead([1001], true);
      await other.journal.next('im.notify.read.list');
      assert.equal(refused.inbox.state.kind, 'failed');
    });

    it('where one does not answer', async () => {
      portal.faults.add({ method: 'im.notify.get', fault: { kind: 'hold' } });
      const [silent, fine] = open.connect(webhookOf(portal.webhook), webhookOf(other.webhook));
      assert.ok(silent && fine);
      await open.ready(fine);
      assert.equal(silent.inbox.state.kind, 'loading');
      portal.faults.release();
      await open.ready(silent);
      assert.equal(pages(other), 1);
    });

    it('where one is down, and goes', async () => {
      await portal.close();
      const [down, fine] = open.connect(webhookOf(portal.webhook), webhookOf(other.webhook));
      assert.ok(down && fine);
      await open.ready(fine);
      open.connect(webhookOf(other.webhook));
      assert.notEqual(down.inbox.state.kind, 'ready');
      await fine.poller.poll();
      await open.ready(fine);
      assert.equal(count(fine), 2);
    });
  });

  describe('that renew their tokens while the window closes', () => {
    /** A portal whose server has given new tokens, of which nobody knows yet. */
    async function renewing(): Promise<Portal> {
      portal.oauth.revokesUsedRefreshTokens = true;
      const connected = open.connectOne(signIn(portal).keeper.credential);
      await open.ready(connected);
      portal.oauth.expireAccessTokens();
      portal.faults.add({ method: 'oauth/token', fault: { kind: 'hold' } });
      void connected.poller.poll();
      await portal.journal.nextArrival('oauth/token');
      return connected;
    }

    it('have them stored before it goes, and the next window goes on with them', async () => {
      const { id } = await renewing();
      open.session.dispose();
      let isSettled = false;
      const settled = open.portals.settled().then(() => {
        isSettled = true;
      });
      await new Promise(resolve => setImmediate(resolve));
      assert.deepEqual([isSettled, open.renewed], [false, []]);
      portal.faults.release();
      await settled;
      assert.equal(open.renewed.length, 1);
      const next = new OpenPortals(open.shared);
      await next.ready(next.connectOne(open.kept.get(id) ?? assert.fail()));
      assert.equal(portal.journal.calls('oauth/token').length, 1);
      next.end();
    });

    it('are waited for no longer than until the server has failed', async () => {
      await renewing();
      open.session.dispose();
      const settled = open.portals.settled();
      await portal.close();
      await settled;
      assert.deepEqual(open.renewed, []);
      await open.portals.settled();
    });
  });

  it('find again what was typed to their accounts', () => {
    const [first, second] = open.connect(webhookOf(portal.webhook), webhookOf(other.webhook));
    first?.drafts.set(1001, 'Half a sentence');
    assert.equal(second?.drafts.get(1001), '');
    open.connect();
    assert.equal(open.connectOne(webhookOf(portal.webhook)).drafts.get(1001), 'Half a sentence');
    assert.equal(open.connectOne(webhookOf(portal.addWebhook(1))).drafts.get(1001), 'Half a sentence');
    assert.equal(open.connectOne(webhookOf(portal.addWebhook(2))).drafts.get(1001), '');
  });

  describe('that the portal asks to wait', () => {
    const key = (): string => `bitrix24.limits:1@${portal.origin}`;
    const blocks = (method: string): void => {
      const extra = { operating_reset_at: Math.floor(Date.now() / 1000) + 300 };
      portal.faults.add({ method, fault: { kind: 'error', code: 'OPERATION_TIME_LIMIT', extra } });
    };
    const limitKeys = (): readonly string[] => open.shared.keys().filter(each => each.startsWith('bitrix24.limits:'));
    const blocked = async (): Promise<void> => {
      blocks('im.notify.get');
      assert.equal(await open.failed(open.connectOne(webhookOf(portal.webhook))), 'rateLimited');
    };

    it('are left alone by all windows, and named in what these share without a secret', async () => {
      await blocked();
      assert.deepEqual(limitKeys(), [key()]);
      assert.deepEqual(Object.keys(open.shared.get(key()) as object), ['im.notify.get']);
      const other = new OpenPortals(open.shared);
      assert.equal(await other.failed(other.connectOne(webhookOf(portal.webhook))), 'rateLimited');
      assert.equal(pages(portal), 1);
      other.end();
      assert.deepEqual(limitKeys(), [key()], 'a window that closes leaves it to the others');
    });

    it('are asked at once when they are connected anew, or in another way', async () => {
      await blocked();
      open.connect();
      assert.deepEqual(limitKeys(), []);
      await open.ready(open.connectOne(webhookOf(portal.webhook)));
      blocks('scope');
      assert.equal((await failureOf(open.connectOne(webhookOf(portal.webhook)).getPermissions())).kind, 'rateLimited');
      assert.deepEqual(limitKeys(), [key()]);
      const fresh = open.connectOne(webhookOf(portal.addWebhook(1)));
      assert.deepEqual(limitKeys(), []);
      await fresh.getPermissions();
    });

    it('are checked before they are connected as if nobody knew', async () => {
      blocks('profile');
      const webhook = webhookOf(portal.webhook);
      assert.equal((await failureOf(open.portals.verify(webhook))).kind, 'rateLimited');
      assert.deepEqual(limitKeys(), []);
      await open.portals.verify(webhook);
    });
  });

  it('are none of those that are but looked at', async () => {
    const account = await open.portals.verify(webhookOf(portal.webhook));
    assert.equal(account.id, 1);
    assert.deepEqual([open.session.state.kind, pages(portal)], ['starting', 0]);
    portal.faults.add({ method: 'profile', fault: { kind: 'hold' } });
    const leaving = new AbortController();
    const left = failureOf(open.portals.verify(webhookOf(portal.webhook), leaving.signal));
    await portal.journal.nextArrival('profile', ({ outcome }) => outcome === 'pending');
    leaving.abort();
    assert.deepEqual(await left, { kind: 'unreachable', reason: 'disconnected' });
  });
});

describe('a portal that has moved', () => {
  let old: StandInPortal;
  let now: StandInPortal;
  let window: OpenPortals;
  beforeEach(async () => {
    old = await startPortal({ seed: [{ id: 7, params: { CAN_ANSWER: 'Y' } }] });
    now = await startPortal({ seed: [{ id: 7, params: { CAN_ANSWER: 'Y' } }], code: old.code });
    old.faults.add({ times: Infinity, fault: { kind: 'redirect', to: now.origin } });
    window = new OpenPortals();
  });
  afterEach(async () => {
    window.end();
    await old.close();
    await now.close();
  });

  const place = (): unknown => ({ kind: 'unreachable', reason: 'moved', movedTo: now.origin });

  it('names its new origin, without the path that holds the secret, and nothing is sent there', async () => {
    const { client, records } = connect(old);
    const failure = await failureOf(client.getPage());
    assert.deepEqual(failure, place());
    assert.deepEqual(await failureOf(client.answer(7, 'Hello')), place());
    assert.deepEqual(await failureOf(client.confirm(7, 'Y')), place());
    assert.deepEqual(await failureOf(client.delete([7, 8])), place());
    assert.ok(!printed([failure, records]).includes(old.code));
    assert.deepEqual(
      records.map(({ attempts, outcome }) => [attempts, outcome]),
      Array(4).fill([1, 'unreachable: moved']),
    );
    assert.deepEqual(now.journal.calls(), []);
    assert.deepEqual([old.box.answers, now.box.answers], [[], []]);
  });

  it('is part of the state, and nothing is sent to the new place by any poll', async () => {
    const portal = window.connectOne(webhookOf(old.webhook));
    await window.failed(portal);
    assert.equal(movedOriginOf(portal.inbox.failure), now.origin);
    await portal.poller.poll();
    assert.deepEqual(now.journal.calls(), []);
  });

  describe('is asked where it has moved to', () => {
    const checkAt = (credential: Credential): ReturnType<OpenPortals['portals']['verifyAt']> => {
      window.kept.set(`1@${old.origin}`, credential);
      return window.portals.verifyAt(now.origin, credential);
    };

    it('with the webhook', async () => {
      const { credential, account } = await checkAt(webhookOf(old.webhook));
      assert.equal(account.id, 1);
      assert.ok(credential.kind === 'webhook');
      assert.equal(credential.restUrl, now.webhook);
      assert.deepEqual(
        now.journal.calls().map(({ method }) => method),
        ['profile', 'scope', 'im.notify.get'],
      );
      assert.deepEqual(old.journal.calls(), []);
    });

    it('and does not know the webhook', async () => {
      now.access.state = 'revoked';
      const failure = await failureOf(checkAt(webhookOf(old.webhook)));
      assert.deepEqual(failure, { kind: 'unauthorized', code: 'INVALID_CREDENTIALS' });
    });

    it('and leads back, or on: nobody is led in a circle', async () => {
      now.faults.add({ times: Infinity, fault: { kind: 'redirect', to: old.origin } });
      const failure = await failureOf(checkAt(webhookOf(old.webhook)));
      assert.equal(movedOriginOf(failure), old.origin);
      assert.equal(now.journal.calls().length, 1);
      assert.deepEqual(old.journal.calls(), []);
    });

    /** The token server is one for all portals; here it stands where the portal is now. */
    function signedIn(): ApplicationCredential {
      const application = now.oauth.addApplication({ redirectUri: 'http://localhost:29124/' });
      const { access_token, refresh_token } = now.oauth.issue(application, 1);
      const grant = { accessToken: access_token, refreshToken: refresh_token, tokenServer: now.origin };
      return new ApplicationCredential(old.origin, '1', application, grant);
    }

    it('with the tokens', async () => {
      const credential = signedIn();
      const { credential: there, account } = await checkAt(credential);
      assert.equal(account.id, 1);
      assert.ok(there.kind === 'application');
      assert.deepEqual([there.origin, there.grant], [now.origin, credential.grant]);
      assert.deepEqual(window.renewed, []);
    });

    it('with tokens that are renewed first, and kept for the old address as long as it is the one', async () => {
      const credential = signedIn();
      now.oauth.expireAccessTokens();
      const { credential: there } = await checkAt(credential);
      assert.ok(there.kind === 'application');
      assert.notEqual(there.grant.refreshToken, credential.grant.refreshToken);
      assert.equal(there.grant.tokenServer, now.origin);
      const [renewed, ...more] = window.renewed;
      assert.ok(renewed?.kind === 'application');
      assert.deepEqual([renewed.origin, renewed.grant, more], [old.origin, there.grant, []]);
    });

    it('with tokens that are renewed first, and are kept also where it refuses then', async () => {
      const credential = signedIn();
      now.oauth.expireAccessTokens();
      now.faults.add({ method: 'scope', fault: { kind: 'error', code: 'OVERLOAD_LIMIT' } });
      assert.equal((await failureOf(checkAt(credential))).kind, 'blocked');
      assert.equal(window.renewed.length, 1);
    });
  });

  /** The account goes to another address, with what is kept of it. */
  async function move(from: StandInPortal, to: StandInPortal): Promise<Portal> {
    await window.portals.moveAccount(webhookOf(from.webhook), webhookOf(to.webhook), () => {
      window.connect(webhookOf(to.webhook));
      return Promise.resolve();
    });
    return window.session.portals[0] ?? assert.fail();
  }

  it('has the same drafts, replies and snoozes at its new address, and nothing is left at the old one', async () => {
    const before = window.connectOne(webhookOf(old.webhook));
    await before.replies.send({ notificationId: 7, to: 'Anna Orlova', text: 'Not sent' }, 0).done;
    before.drafts.set(8, 'Half a sentence');
    before.snoozes.snooze([notification(8)], Date.now() + HOUR_MS);
    const after = await move(old, now);
    await window.ready(after);
    assert.deepEqual([...after.snoozes.state.keys()], [8]);
    assert.equal(after.drafts.get(8), 'Half a sentence');
    assert.equal(after.replies.pendingReplyTo(7)?.text, 'Not sent');
    assert.deepEqual([old.box.answers, now.box.answers], [[], []]);
    const left = window.shared.keys().filter(key => key.includes(before.id));
    assert.ok(!/Half|Not sent/.test(JSON.stringify(left.map(key => window.shared.get(key)))));
    const [other] = window.connect(webhookOf(now.addWebhook(2)));
    assert.deepEqual([other?.drafts.get(8), other?.replies.pendingReplyTo(7)], ['', undefined]);
  });

  it('and back again has what was written last', async () => {
    const before = window.connectOne(webhookOf(old.webhook));
    const { key, done } = before.replies.send({ notificationId: 7, to: 'Anna Orlova', text: 'Hello' }, 0);
    await done;
    before.drafts.set(8, 'Half a sentence');
    const there = await move(old, now);
    await there.replies.sendAgain(key);
    there.drafts.set(8, 'A whole sentence.');
    old.faults.clear();
    const back = await move(now, old);
    await window.ready(back);
    assert.equal(back.drafts.get(8), 'A whole sentence.');
    assert.deepEqual([back.replies.pendingReplyTo(7), back.replies.state.answered.has(7)], [undefined, true]);
    assert.deepEqual([old.box.answers.length, now.box.answers.length], [0, 1]);
  });

  it('loses nothing where it can’t be kept at its new address', async () => {
    const before = window.connectOne(webhookOf(old.webhook));
    before.drafts.set(8, 'Half a sentence');
    const full = (): Promise<void> => Promise.reject(new Error('full'));
    await assert.rejects(window.portals.moveAccount(webhookOf(old.webhook), webhookOf(now.webhook), full), /full/);
    window.connect();
    assert.equal(window.connectOne(webhookOf(old.webhook)).drafts.get(8), 'Half a sentence');
  });
});
