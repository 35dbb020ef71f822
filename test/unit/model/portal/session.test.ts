import type { Clock } from '@sinonjs/fake-timers';
import assert from 'node:assert/strict';
import { Session, type SessionState } from '../../../../src/model/portal/session';
import { drawn } from '../../support/inboxScene';
import { NOON, page, run, unreachable } from '../../support/notifications';
import { heldPortal, type HeldPortal } from '../../support/portals';
import { stoppedClock } from '../../support/clock';

describe('the session', () => {
  let session: Session;
  let states: SessionState[];
  beforeEach(() => {
    session = new Session();
    states = [];
    session.onDidChange(state => states.push(state));
  });
  afterEach(() => {
    session.dispose();
  });
  const kinds = (): readonly string[] =>
    states.map(state =>
      state.kind === 'signedIn'
        ? state.portals.map(({ portal, inbox }) => `${portal.account.userId} ${inbox.kind}`).join()
        : state.kind,
    );
  /** Opens it, with the first page asked for. */
  const opened = async ({ portal, centre }: HeldPortal) => {
    session.open([portal]);
    const first = await centre.next('getPage');
    return { first, refreshed: portal.inbox.refresh() };
  };

  it('does not know at first whether anybody is signed in', () => {
    assert.deepEqual(session.state, { kind: 'starting' });
    assert.deepEqual(session.portals, []);
  });

  it('is signed out where there is no portal', () => {
    session.open([]);
    assert.deepEqual(session.state, { kind: 'signedOut' });
    assert.deepEqual(kinds(), ['signedOut']);
  });

  it('shows a portal, polls it at once, and passes on what changes', async () => {
    const held = heldPortal();
    const { first, refreshed } = await opened(held);
    assert.deepEqual(session.portals, [held.portal]);
    first.answer(page(run(3, 1)));
    await refreshed;
    assert.deepEqual(kinds(), ['1 loading', '1 ready']);
    held.portal.triage.setRead([3], true);
    assert.deepEqual(kinds(), ['1 loading', '1 ready', '1 ready']);
    assert.deepEqual(session.state, states.at(-1));
  });

  it('tells when the names of the types are known', async () => {
    const held = heldPortal();
    const { first } = await opened(held);
    first.answer(page(run(3, 1)));
    const names = await held.centre.next('getTypeNames');
    const count = states.length;
    names.answer(new Map([['im', 'Chat']]));
    await held.portal.typeNames.load();
    assert.equal(states.length, count + 1);
    assert.deepEqual(session.state, states.at(-1));
  });

  it('ends the portal that another one replaces, and ignores what it still has to say', async () => {
    const [old, fresh] = [heldPortal('1'), heldPortal('2')];
    const { first, refreshed } = await opened(old);
    session.open([fresh.portal]);
    first.answer(page(run(3, 1)));
    await refreshed;
    assert.equal(old.portal.inbox.state.kind, 'ready');
    assert.deepEqual([old.hangUps(), fresh.hangUps()], [1, 0]);
    assert.deepEqual(kinds(), ['1 loading', '2 loading']);
    assert.deepEqual(session.portals, [fresh.portal]);
  });

  it('ends the portal when its person signs out, and ignores what it still has to say', async () => {
    const held = heldPortal();
    const { first, refreshed } = await opened(held);
    session.open([]);
    first.fail(unreachable);
    await refreshed;
    assert.equal(held.hangUps(), 1);
    assert.deepEqual(kinds(), ['1 loading', 'signedOut']);
    assert.deepEqual(session.state, { kind: 'signedOut' });
  });

  it('draws nothing of the deletions that a portal gives up at its end', async () => {
    const held = heldPortal();
    const { first, refreshed } = await opened(held);
    first.answer(page(run(3, 1)));
    await refreshed;
    const { done } = held.portal.triage.delete([3], 6_000);
    const count = states.length;
    session.open([]);
    assert.equal(await done, undefined);
    assert.deepEqual(kinds().slice(count), ['signedOut']);
  });

  it('ends its portal at its own end', async () => {
    const held = heldPortal();
    const { first, refreshed } = await opened(held);
    session.dispose();
    first.answer(page([]));
    await refreshed;
    assert.equal(held.hangUps(), 1);
    assert.deepEqual(kinds(), ['1 loading']);
  });
});

describe('a session of several portals', () => {
  const INTERVAL_MS = 60_000;

  let clock: Clock;
  let session: Session;
  let states: SessionState[];
  let one: HeldPortal;
  let other: HeldPortal;
  let third: HeldPortal;
  beforeEach(() => {
    clock = stoppedClock(NOON);
    session = new Session();
    states = [];
    session.onDidChange(state => states.push(state));
    [one, other, third] = [heldPortal('1'), heldPortal('2'), heldPortal('1', 'https://other.example')];
  });
  afterEach(() => {
    session.dispose();
    clock.uninstall();
  });

  const open = (...held: readonly HeldPortal[]): void => {
    session.open(held.map(({ portal }) => portal));
  };
  const shown = (state: SessionState | undefined): readonly string[] =>
    state?.kind === 'signedIn' ? state.portals.map(({ portal, inbox }) => `${portal.name} ${inbox.kind}`) : [];
  const answer = async ({ centre }: HeldPortal): Promise<void> => {
    (await centre.next('getPage')).answer(page(run(3, 1)));
    await clock.tickAsync(0);
  };
  const pages = (): readonly number[] => [one, other, third].map(({ centre }) => centre.pages);

  it('shows them in their order, tells of all at once, and polls each', () => {
    open(third, one, other);
    assert.deepEqual(states.map(shown), [['Portal 1 loading', 'Portal 1 loading', 'Portal 2 loading']]);
    assert.deepEqual(session.portals, [third.portal, one.portal, other.portal]);
    assert.deepEqual(pages(), [1, 1, 1]);
    open(one, third);
    assert.deepEqual(session.portals, [one.portal, third.portal]);
  });

  it('finds each by its account, as long as it is connected', () => {
    open(one, other, third);
    assert.equal(session.portal('1@https://portal.example'), one.portal);
    assert.equal(session.portal('1@https://other.example'), third.portal);
    assert.equal(session.portal('3@https://portal.example'), undefined);
    open(one);
    assert.equal(session.portal(other.portal.id), undefined);
  });

  it('passes on what changes in any of them, with what the others have', async () => {
    open(one, other);
    await answer(other);
    assert.deepEqual(shown(states.at(-1)), ['Portal 1 loading', 'Portal 2 ready']);
    await answer(one);
    other.portal.triage.setRead([3], true);
    assert.deepEqual(shown(states.at(-1)), ['Portal 1 ready', 'Portal 2 ready']);
    assert.equal(drawn(one.portal.inbox), '3* 2* 1*');
    assert.equal(drawn(other.portal.inbox), '3 2* 1*');
    assert.deepEqual(states.at(-1), session.state);
  });

  it('ends the one that leaves, and leaves the others as they are', async () => {
    open(one, other, third);
    for (const held of [one, other, third]) {
      await answer(held);
    }
    const { done } = one.portal.triage.delete([3], 6_000);
    open(one, third);
    assert.deepEqual([one.hangUps(), other.hangUps(), third.hangUps()], [0, 1, 0]);
    assert.deepEqual(pages(), [1, 1, 1]);
    assert.equal(drawn(one.portal.inbox), '2* 1*');
    await clock.tickAsync(6_000);
    (await one.centre.next('delete')).answer(new Map());
    assert.equal(await done, undefined);
    await clock.tickAsync(INTERVAL_MS);
    assert.deepEqual(pages(), [2, 1, 1]);
    assert.equal(third.centre.calls.at(-1)?.method, 'getFingerprint');
  });

  it('hears nothing more of the one that has left', async () => {
    open(one, other);
    const late = await other.centre.next('getPage');
    open(one);
    const told = states.length;
    late.answer(page(run(3, 1)));
    await clock.tickAsync(0);
    assert.equal(other.portal.inbox.state.kind, 'ready');
    assert.equal(states.length, told);
  });

  it('polls the one that comes, and no other again', async () => {
    open(one);
    await answer(one);
    open(other, one, third);
    assert.deepEqual(pages(), [1, 1, 1]);
    assert.deepEqual(shown(session.state), ['Portal 2 loading', 'Portal 1 ready', 'Portal 1 loading']);
    assert.equal(one.hangUps(), 0);
  });

  it('takes another one of the same account for another one', () => {
    const again = heldPortal('1');
    open(one, other);
    open(again, other);
    assert.deepEqual([one.hangUps(), again.hangUps(), other.hangUps()], [1, 0, 0]);
    assert.equal(session.portal(one.portal.id), again.portal);
    assert.equal(again.centre.pages, 1);
  });

  it('shows what they are called now when the same ones are opened again', () => {
    open(one, other);
    const told = states.length;
    other.portal.name = 'Office';
    open(one, other);
    assert.deepEqual(states.slice(told).map(shown), [['Portal 1 loading', 'Office loading']]);
    assert.deepEqual(pages(), [1, 1, 0]);
  });

  it('tells of each change once, however often they were opened', async () => {
    for (let times = 1; times <= 3; times++) {
      open(one, other);
    }
    await answer(one);
    const told = states.length;
    one.portal.triage.setRead([3], true);
    assert.equal(states.length, told + 1);
  });

  it('is signed out when the last one leaves', () => {
    open(one, other);
    open(other);
    open();
    assert.deepEqual([one.hangUps(), other.hangUps()], [1, 1]);
    assert.deepEqual(session.state, { kind: 'signedOut' });
  });

  it('ends them all at its own end, and says nothing more', async () => {
    open(one, other);
    await answer(one);
    const late = await other.centre.next('getPage');
    one.portal.triage.delete([3], 6_000);
    const told = states.length;
    session.dispose();
    late.answer(page(run(3, 1)));
    await clock.tickAsync(INTERVAL_MS);
    assert.deepEqual([one.hangUps(), other.hangUps()], [1, 1]);
    assert.equal(states.length, told);
    assert.deepEqual(pages(), [1, 1, 0]);
  });
});
