import assert from 'node:assert/strict';
import type { InboxState } from '../../../../src/model/inbox';
import type { Failure } from '../../../../src/model/portalFailure';
import { viewState } from '../../../../src/ui/tree/viewState';
import { NOON, notification, unreachable } from '../../model/notifications';

const account = { origin: 'https://portal.example', userId: '1' };
const of = (inbox: InboxState): string => viewState({ kind: 'signedIn', account, inbox });
const ready = { kind: 'ready', unreadTotal: 0, updatedAt: NOON } as const;
const FAILURES: readonly Failure[] = [
  unreachable,
  { kind: 'rateLimited', code: 'X' },
  { kind: 'blocked', code: 'X' },
  { kind: 'unauthorized', code: 'X' },
  { kind: 'forbidden', code: 'X' },
  { kind: 'refused', code: 'X' },
  { kind: 'malformed' },
];

describe('the view', () => {
  it('has words for every state without a list', () => {
    assert.equal(viewState({ kind: 'starting' }), 'loading');
    assert.equal(viewState({ kind: 'signedOut' }), 'signedOut');
    assert.equal(of({ kind: 'loading' }), 'loading');
    assert.equal(of({ ...ready, notifications: [] }), 'empty');
    for (const failure of FAILURES) {
      assert.equal(of({ kind: 'failed', failure }), failure.kind);
    }
  });

  it('shows a list, however old it is', () => {
    assert.equal(of({ ...ready, notifications: [notification(1)] }), 'ready');
    assert.equal(of({ ...ready, notifications: [notification(1)], failure: unreachable }), 'ready');
  });

  it('does not call a list empty that could not be refreshed', () => {
    for (const failure of FAILURES) {
      assert.equal(of({ ...ready, notifications: [], failure }), failure.kind);
    }
  });
});
