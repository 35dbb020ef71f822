import assert from 'node:assert/strict';
import { startPortal } from '../../portal/portal';
import type { StandInPortal } from '../../portal/portal';
import { OpenPortals, pages, webhookOf } from './openPortals';
import { failureOf } from './connection';
import { signIn } from './signIn';

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
    assert.equal(
      portal.journal.calls('im.notify.get').at(-1)?.url,
      `${new URL(address).pathname}im.notify.get`,
    );
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
    assert.deepEqual(await failureOf(gone.permissions()), { kind: 'unreachable', reason: 'disconnected' });
    await stays.poller.poll();
    await open.ready(stays);
    assert.deepEqual([pages(portal), pages(other)], [2, 2]);
  });

  it('are asked again when they are connected again after they failed, and no others', async () => {
    portal.access.state = 'revoked';
    const all = [webhookOf(portal.webhook), webhookOf(other.webhook)] as const;
    const [refused, fine] = open.connect(...all);
    assert.ok(refused && fine);
    assert.equal(await open.failed(refused), 'unauthorized');
    await open.ready(fine);
    portal.access.state = 'active';
    open.connect(...all);
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

  it('find again what was typed to their accounts', () => {
    const [first, second] = open.connect(webhookOf(portal.webhook), webhookOf(other.webhook));
    first?.drafts.keep(1001, 'Half a sentence');
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
    const blocked = async (): Promise<void> => {
      blocks('im.notify.get');
      assert.equal(await open.failed(open.connectOne(webhookOf(portal.webhook))), 'rateLimited');
    };

    it('are left alone by all windows, and named in what these share without a secret', async () => {
      await blocked();
      assert.deepEqual(open.shared.keys(), [key()]);
      assert.deepEqual(Object.keys(open.shared.get(key()) as object), ['im.notify.get']);
      const other = new OpenPortals(open.shared);
      assert.equal(await other.failed(other.connectOne(webhookOf(portal.webhook))), 'rateLimited');
      assert.equal(pages(portal), 1);
      other.end();
      assert.deepEqual(open.shared.keys(), [key()], 'a window that closes leaves it to the others');
    });

    it('are asked at once when they are connected anew, or in another way', async () => {
      await blocked();
      open.connect();
      assert.deepEqual(open.shared.keys(), []);
      await open.ready(open.connectOne(webhookOf(portal.webhook)));
      blocks('scope');
      assert.equal(
        (await failureOf(open.connectOne(webhookOf(portal.webhook)).permissions())).kind,
        'rateLimited',
      );
      assert.deepEqual(open.shared.keys(), [key()]);
      const fresh = open.connectOne(webhookOf(portal.addWebhook(1)));
      assert.deepEqual(open.shared.keys(), []);
      await fresh.permissions();
    });

    it('are checked before they are connected as if nobody knew', async () => {
      blocks('profile');
      const webhook = webhookOf(portal.webhook);
      assert.equal((await failureOf(open.portals.check(webhook))).kind, 'rateLimited');
      assert.deepEqual(open.shared.keys(), []);
      await open.portals.check(webhook);
    });
  });

  it('are none of those that are but looked at', async () => {
    const account = await open.portals.check(webhookOf(portal.webhook));
    assert.equal(account.id, 1);
    assert.deepEqual([open.session.state.kind, pages(portal)], ['starting', 0]);
    portal.faults.add({ method: 'profile', fault: { kind: 'hold' } });
    const leaving = new AbortController();
    const left = failureOf(open.portals.check(webhookOf(portal.webhook), leaving.signal));
    await portal.journal.nextArrival('profile', ({ outcome }) => outcome === 'pending');
    leaving.abort();
    assert.deepEqual(await left, { kind: 'unreachable', reason: 'disconnected' });
  });
});
