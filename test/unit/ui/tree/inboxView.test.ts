import assert from 'node:assert/strict';
import type { InboxState } from '../../../../src/model/inbox/inboxState';
import type { Failure } from '../../../../src/model/portalFailure';
import { hasAnyPortalMoved, viewStateOf } from '../../../../src/ui/tree/inboxView';
import { confirmation, notification, unreachable } from '../../support/notifications';
import { ready, signedIn } from './states';

const all = (inbox: InboxState): string => viewStateOf(signedIn(inbox), 'all');
const unread = (inbox: InboxState): string => viewStateOf(signedIn(inbox), 'unread');
const next = { lastId: 1, lastType: 3 } as const;
const one = [notification(1)];
const oneRead = [notification(1, { isRead: true })];
const FAILURES: readonly Failure[] = [
  unreachable,
  { kind: 'rateLimited', code: 'X' },
  { kind: 'blocked', code: 'X' },
  { kind: 'unauthorized', code: 'X' },
  { kind: 'forbidden', code: 'X' },
  { kind: 'refused', code: 'X' },
  { kind: 'brokeDown', code: 'X' },
  { kind: 'malformed' },
];

const moved: Failure = { kind: 'unreachable', reason: 'moved', movedTo: 'https://new.example' };

describe('the view', () => {
  it('has words for every state without a list, whatever is wished to be seen', () => {
    for (const filter of ['all', 'unread'] as const) {
      assert.equal(viewStateOf({ kind: 'starting' }, filter), 'loading');
      assert.equal(viewStateOf({ kind: 'signedOut' }, filter), 'signedOut');
      assert.equal(viewStateOf(signedIn({ kind: 'loading' }), filter), 'loading');
      assert.equal(viewStateOf(signedIn(ready()), filter), 'empty');
      for (const failure of FAILURES) {
        assert.equal(viewStateOf(signedIn({ kind: 'failed', failure }), filter), failure.kind);
      }
    }
  });

  const OWN_TEXTS: readonly (readonly [Failure, string])[] = [
    [{ kind: 'unreachable', reason: 'tls' }, 'insecure'],
    [{ kind: 'unreachable', reason: 'certificate' }, 'insecure'],
    [{ kind: 'unreachable', reason: 'proxy' }, 'proxy'],
    [{ kind: 'unreachable', reason: 'proxySignIn' }, 'proxy'],
    [{ kind: 'unreachable', reason: 'license' }, 'license'],
    [{ kind: 'unreachable', reason: 'gone' }, 'gone'],
    [{ kind: 'unreachable', reason: 'page' }, 'redirected'],
    [{ kind: 'unreachable', reason: 'redirect' }, 'redirected'],
    [{ kind: 'unreachable', reason: 'signInPage' }, 'redirected'],
    [{ kind: 'blocked', code: 'INVALID_REQUEST' }, 'needsHttps'],
    [{ kind: 'refused', code: 'ERROR_METHOD_NOT_FOUND', missingMethod: 'im.notify.get' }, 'outdated'],
  ];
  for (const [failure, view] of OWN_TEXTS) {
    it(`says what is in the way and what can be done: ${view} (${JSON.stringify(failure)})`, () => {
      assert.equal(all({ kind: 'failed', failure }), view);
      assert.equal(unread(ready({ failure, notifications: oneRead })), view);
    });
  }

  it('has words of its own for a portal that has moved to a place that is known, and for no other', () => {
    for (const filter of ['all', 'unread'] as const) {
      assert.equal(viewStateOf(signedIn({ kind: 'failed', failure: moved }), filter), 'moved');
      assert.equal(viewStateOf(signedIn(ready({ failure: moved })), filter), 'moved');
      assert.equal(viewStateOf(signedIn(ready({ failure: moved, notifications: one })), filter), 'ready');
      const nowhere: Failure = { kind: 'unreachable', reason: 'moved' };
      assert.equal(viewStateOf(signedIn({ kind: 'failed', failure: nowhere }), filter), 'unreachable');
    }
    assert.equal(unread(ready({ failure: moved, notifications: oneRead })), 'moved');
  });

  it('knows whether any portal has moved', () => {
    const isMoved: readonly InboxState[] = [
      { kind: 'failed', failure: moved },
      ready({ failure: moved, notifications: one }),
    ];
    for (const inbox of isMoved) {
      assert.equal(hasAnyPortalMoved(signedIn(inbox)), true);
      assert.equal(hasAnyPortalMoved(signedIn(ready(), inbox)), true);
    }
    const isNot: readonly InboxState[] = [{ kind: 'loading' }, ready(), ...FAILURES.map(failure => ready({ failure }))];
    assert.equal(hasAnyPortalMoved(signedIn(...isNot)), false);
    assert.equal(hasAnyPortalMoved({ kind: 'signedOut' }), false);
    assert.equal(hasAnyPortalMoved({ kind: 'starting' }), false);
  });

  it('shows several portals, whatever each has to say', () => {
    const inboxes: readonly InboxState[] = [
      { kind: 'loading' },
      ready(),
      ready({ notifications: oneRead }),
      ...FAILURES.map(failure => ({ kind: 'failed', failure }) as const),
    ];
    for (const inbox of inboxes) {
      for (const filter of ['all', 'unread'] as const) {
        assert.equal(viewStateOf(signedIn(inbox, inbox), filter), 'ready');
        assert.equal(viewStateOf(signedIn(inbox, ready({ notifications: one })), filter), 'ready');
      }
    }
  });

  it('shows a list, however old it is', () => {
    for (const show of [all, unread]) {
      assert.equal(show(ready({ notifications: one })), 'ready');
      assert.equal(show(ready({ notifications: one, failure: unreachable })), 'ready');
      assert.equal(show(ready({ notifications: [confirmation(2), ...oneRead] })), 'ready');
    }
  });

  it('does not call a list empty that could not be refreshed', () => {
    for (const failure of FAILURES) {
      assert.equal(all(ready({ failure })), failure.kind);
      assert.equal(unread(ready({ failure })), failure.kind);
    }
  });

  it('says that all is read where only the unread are wished, and there are none', () => {
    assert.equal(unread(ready({ notifications: oneRead })), 'allRead');
    assert.equal(unread(ready({ notifications: oneRead, next })), 'allRead');
    assert.equal(all(ready({ notifications: oneRead })), 'ready');
  });

  it('does not say so where more of them are there, or may be', () => {
    for (const unreadBeyond of [1, Number.POSITIVE_INFINITY]) {
      assert.equal(unread(ready({ notifications: oneRead, next, unreadNotLoaded: unreadBeyond })), 'ready');
    }
  });
});
