import assert from 'node:assert/strict';
import { Drafts } from '../../../src/model/drafts';
import { Inbox } from '../../../src/model/inbox';
import { Poller } from '../../../src/model/poller';
import { Session } from '../../../src/model/session';
import type { Portal, SessionState } from '../../../src/model/session';
import { HeldCentre } from './heldCentre';
import { page, run, unreachable } from './notifications';

interface FakePortal extends Portal {
  readonly centre: HeldCentre;
  readonly isDisposed: () => boolean;
}

function fakePortal(userId: string): FakePortal {
  const centre = new HeldCentre();
  const inbox = new Inbox(centre);
  const poller = new Poller(inbox, 30_000);
  let isDisposed = false;
  return {
    account: { origin: 'https://portal.example', userId },
    inbox,
    poller,
    drafts: new Drafts(),
    centre,
    isDisposed: () => isDisposed,
    dispose: () => {
      isDisposed = true;
      poller.dispose();
    },
  };
}

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
      state.kind === 'signedIn' ? `${state.account.userId} ${state.inbox.kind}` : state.kind,
    );

  it('does not know at first whether anybody is signed in', () => {
    assert.deepEqual(session.state, { kind: 'starting' });
    assert.equal(session.portal, undefined);
  });

  it('is signed out where there is no portal', () => {
    session.open(undefined);
    assert.deepEqual(session.state, { kind: 'signedOut' });
    assert.deepEqual(kinds(), ['signedOut']);
  });

  it('shows a portal, polls it at once, and passes on what changes', async () => {
    const portal = fakePortal('1');
    session.open(portal);
    assert.equal(session.portal, portal);
    (await portal.centre.next('page')).answer(page(run(3, 1)));
    await portal.inbox.refresh();
    assert.deepEqual(kinds(), ['1 loading', '1 ready']);
    assert.deepEqual(session.state, states.at(-1));
  });

  it('ends the portal that another one replaces, and ignores what it still has to say', async () => {
    const [old, fresh] = [fakePortal('1'), fakePortal('2')];
    session.open(old);
    const late = await old.centre.next('page');
    const refreshed = old.inbox.refresh();
    session.open(fresh);
    late.answer(page(run(3, 1)));
    await refreshed;
    assert.equal(old.inbox.state.kind, 'ready');
    assert.ok(old.isDisposed() && !fresh.isDisposed());
    assert.deepEqual(kinds(), ['1 loading', '2 loading']);
    assert.equal(session.portal, fresh);
  });

  it('ends the portal when its person signs out, and ignores what it still has to say', async () => {
    const portal = fakePortal('1');
    session.open(portal);
    const late = await portal.centre.next('page');
    const refreshed = portal.inbox.refresh();
    session.open(undefined);
    late.fail(unreachable);
    await refreshed;
    assert.ok(portal.isDisposed());
    assert.deepEqual(kinds(), ['1 loading', 'signedOut']);
    assert.deepEqual(session.state, { kind: 'signedOut' });
  });

  it('ends its portal at its own end', async () => {
    const portal = fakePortal('1');
    session.open(portal);
    const late = await portal.centre.next('page');
    const refreshed = portal.inbox.refresh();
    session.dispose();
    late.answer(page([]));
    await refreshed;
    assert.ok(portal.isDisposed());
    assert.deepEqual(kinds(), ['1 loading']);
  });
});
