import assert from 'node:assert/strict';
import { Session } from '../../../src/model/session';
import type { SessionState } from '../../../src/model/session';
import { page, run, unreachable } from './notifications';
import { heldPortal } from './portals';
import type { HeldPortal } from './portals';

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
    const first = await centre.next('page');
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
    const names = await held.centre.next('typeNames');
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
