import assert from 'node:assert/strict';
import { ApplicationCredential } from '../../../src/bitrix24/access/applicationCredential';
import type { Credential } from '../../../src/bitrix24/access/credential';
import type { Portal } from '../../../src/model/portal';
import { movedTo } from '../../../src/model/portalFailure';
import { startPortal } from '../../portal/portal';
import type { StandInPortal } from '../../portal/portal';
import { connect, failureOf } from './connection';
import { OpenPortals, webhookOf } from './openPortals';
import { printed } from './printed';

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
    const failure = await failureOf(client.page());
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
    assert.equal(movedTo(portal.inbox.failure), now.origin);
    await portal.poller.poll();
    assert.deepEqual(now.journal.calls(), []);
  });

  describe('is asked where it has moved to', () => {
    const checkAt = (credential: Credential): ReturnType<OpenPortals['portals']['checkAt']> => {
      window.kept.set(`1@${old.origin}`, credential);
      return window.portals.checkAt(now.origin, credential);
    };

    it('with the webhook', async () => {
      const { credential, account } = await checkAt(webhookOf(old.webhook));
      assert.equal(account.id, 1);
      assert.ok(credential.kind === 'webhook');
      assert.equal(credential.address, now.webhook);
      assert.deepEqual(
        now.journal.calls().map(({ method }) => method),
        ['profile', 'scope'],
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
      assert.equal(movedTo(failure), old.origin);
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
    await window.portals.move(webhookOf(from.webhook), webhookOf(to.webhook), () => {
      window.connect(webhookOf(to.webhook));
      return Promise.resolve();
    });
    return window.session.portals[0] ?? assert.fail();
  }

  it('has the same drafts and replies at its new address, and nothing is left at the old one', async () => {
    const before = window.connectOne(webhookOf(old.webhook));
    await before.replies.begin({ notificationId: 7, to: 'Anna Orlova', text: 'Not sent' }, 0).done;
    before.drafts.keep(8, 'Half a sentence');
    const after = await move(old, now);
    await window.ready(after);
    assert.equal(after.drafts.get(8), 'Half a sentence');
    assert.equal(after.replies.of(7)?.text, 'Not sent');
    assert.deepEqual([old.box.answers, now.box.answers], [[], []]);
    const left = window.shared.keys().filter(key => key.includes(before.id));
    assert.ok(!/Half|Not sent/.test(JSON.stringify(left.map(key => window.shared.get(key)))));
    const [other] = window.connect(webhookOf(now.addWebhook(2)));
    assert.deepEqual([other?.drafts.get(8), other?.replies.of(7)], ['', undefined]);
  });

  it('and back again has what was written last', async () => {
    const before = window.connectOne(webhookOf(old.webhook));
    const { key, done } = before.replies.begin({ notificationId: 7, to: 'Anna Orlova', text: 'Hello' }, 0);
    await done;
    before.drafts.keep(8, 'Half a sentence');
    const there = await move(old, now);
    await there.replies.again(key);
    there.drafts.keep(8, 'A whole sentence.');
    old.faults.clear();
    const back = await move(now, old);
    await window.ready(back);
    assert.equal(back.drafts.get(8), 'A whole sentence.');
    assert.deepEqual([back.replies.of(7), back.replies.state.answered.has(7)], [undefined, true]);
    assert.deepEqual([old.box.answers.length, now.box.answers.length], [0, 1]);
  });

  it('loses nothing where it can’t be kept at its new address', async () => {
    const before = window.connectOne(webhookOf(old.webhook));
    before.drafts.keep(8, 'Half a sentence');
    const full = (): Promise<void> => Promise.reject(new Error('full'));
    await assert.rejects(window.portals.move(webhookOf(old.webhook), webhookOf(now.webhook), full), /full/);
    window.connect();
    assert.equal(window.connectOne(webhookOf(old.webhook)).drafts.get(8), 'Half a sentence');
  });
});
