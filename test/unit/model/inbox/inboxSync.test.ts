import type { Clock } from '@sinonjs/fake-timers';
import assert from 'node:assert/strict';
import { parsePollStatus } from '../../../../src/model/inbox/inboxSync';
import { Windows } from '../../../../src/model/windows/windows';
import { MapState } from '../../support/memento';
import { NOON } from '../../support/notifications';
import { MINUTE_MS, stoppedClock } from '../../support/clock';

describe('windows that share a state', () => {
  let clock: Clock;
  let state: MapState;
  let one: Windows;
  let other: Windows;
  beforeEach(() => {
    clock = stoppedClock(NOON);
    state = new MapState();
    [one, other] = [new Windows(state, 'one', () => 0.1), new Windows(state, 'other', () => 0.9)];
  });
  afterEach(() => {
    one.dispose();
    other.dispose();
    assert.equal(clock.countTimers(), 0);
    clock.uninstall();
  });

  it('tell each other of accounts that come and go, and not themselves', async () => {
    const told: string[] = [];
    one.onDidChangeAccounts(() => told.push('one'));
    other.onDidChangeAccounts(() => told.push('other'));
    one.notifyAccountsChanged();
    await clock.tickAsync(2_000);
    assert.deepEqual(told, ['other']);
    other.notifyAccountsChanged();
    await clock.tickAsync(4_000);
    assert.deepEqual(told, ['other', 'one']);
  });

  it('tell again what got lost', async () => {
    let told = 0;
    other.onDidChangeAccounts(() => told++);
    one.notifyAccountsChanged();
    state.clear();
    await clock.tickAsync(4_000);
    assert.equal(told, 1);
    await clock.tickAsync(MINUTE_MS);
    assert.equal(told, 1);
  });

  it('know that somebody is before one of them, for as long as that is so', async () => {
    let changes = 0;
    other.focus.onDidChange(() => changes++);
    assert.equal(other.focus.isAnyWindowFocused, false);
    one.focus.setFocused(true);
    await clock.tickAsync(2_000);
    assert.equal(other.focus.isAnyWindowFocused, true);
    await clock.tickAsync(10 * MINUTE_MS);
    assert.equal(other.focus.isAnyWindowFocused, true);
    one.focus.setFocused(false);
    await clock.tickAsync(2_000);
    assert.equal(other.focus.isAnyWindowFocused, false);
    assert.equal(changes, 2);
  });

  it('know it when the focus goes from one to the other, in whichever order they say so', async () => {
    one.focus.setFocused(true);
    await clock.tickAsync(2_000);
    other.focus.setFocused(true);
    one.focus.setFocused(false);
    await clock.tickAsync(4_000);
    assert.deepEqual([one.focus.isAnyWindowFocused, other.focus.isAnyWindowFocused], [true, true]);
  });

  it('know which of them it is', async () => {
    const focused = (): readonly unknown[] => [one.focus.focusedWindowId, other.focus.focusedWindowId];
    assert.deepEqual(focused(), [undefined, undefined]);
    one.focus.setFocused(true);
    await clock.tickAsync(2_000);
    assert.deepEqual(focused(), ['one', 'one']);
    one.focus.setFocused(false);
    other.focus.setFocused(true);
    await clock.tickAsync(2_000);
    assert.deepEqual(focused(), ['other', 'other']);
    await clock.tickAsync(10 * MINUTE_MS);
    assert.deepEqual(focused(), ['other', 'other']);
    other.focus.setFocused(false);
    await clock.tickAsync(2_000);
    assert.deepEqual(focused(), [undefined, undefined]);
  });

  it('forget the one that had the focus and died, and at once the one that closes', async () => {
    const dying = new Windows(
      {
        get: key => state.get(key),
        update: (key, value) => (isDead ? Promise.resolve() : state.update(key, value)),
      },
      'dying',
      () => 0.5,
    );
    let isDead = false;
    dying.focus.setFocused(true);
    await clock.tickAsync(2_000);
    isDead = true;
    dying.dispose();
    await clock.tickAsync(MINUTE_MS);
    assert.equal(other.focus.isAnyWindowFocused, true);
    await clock.tickAsync(2 * MINUTE_MS);
    assert.equal(other.focus.isAnyWindowFocused, false);
    one.focus.setFocused(true);
    await clock.tickAsync(2_000);
    assert.equal(other.focus.isAnyWindowFocused, true);
    one.dispose();
    await clock.tickAsync(2_000);
    assert.equal(other.focus.isAnyWindowFocused, false);
  });
});

describe('what windows tell each other', () => {
  const moved = (movedTo: unknown): unknown => ({
    listAt: 5,
    failure: { kind: 'unreachable', reason: 'moved', movedTo },
  });

  it('says of each kind of failure what it is', () => {
    for (const kind of ['blocked', 'unauthorized', 'forbidden', 'refused', 'brokeDown', 'rateLimited']) {
      const told = { listAt: 5, failure: { kind, code: 'SOME_ERROR' } };
      assert.deepEqual(parsePollStatus(told), told);
    }
  });

  it('says what is wrong with an answer, which method is missing, and what was in the way', () => {
    for (const failure of [
      { kind: 'malformed' },
      { kind: 'malformed', reason: 'empty' },
      { kind: 'malformed', reason: 'extraText' },
      { kind: 'refused', code: 'ERROR_METHOD_NOT_FOUND', missingMethod: 'im.notify.get' },
      ...['tls', 'proxySignIn', 'proxy', 'license', 'gone', 'signInPage', 'redirect'].map(reason => ({
        kind: 'unreachable',
        reason,
      })),
    ]) {
      assert.deepEqual(parsePollStatus({ listAt: 5, failure }), { listAt: 5, failure });
    }
  });

  it('says nothing that it does not know', () => {
    for (const reason of ['toString', 'other', {}, 7]) {
      assert.deepEqual(parsePollStatus({ listAt: 5, failure: { kind: 'malformed', reason } }), {
        listAt: 5,
        failure: { kind: 'malformed' },
      });
      assert.equal(parsePollStatus({ listAt: 5, failure: { kind: 'unreachable', reason } }), undefined);
    }
    const code = 'ERROR_METHOD_NOT_FOUND';
    assert.deepEqual(parsePollStatus({ listAt: 5, failure: { kind: 'refused', code, missingMethod: {} } }), {
      listAt: 5,
      failure: { kind: 'refused', code },
    });
    const named = { kind: 'refused', code, missingMethod: '[a](command:b)' };
    assert.deepEqual(parsePollStatus({ listAt: 5, failure: named }), { listAt: 5, failure: { kind: 'refused', code } });
  });

  it('says where a portal has moved to, as far as it may have moved there', () => {
    const plain = { listAt: 5, failure: { kind: 'unreachable', reason: 'moved' } };
    const isNew = (text: string): boolean => text === 'https://new.example';
    assert.deepEqual(parsePollStatus(moved('https://new.example'), isNew), moved('https://new.example'));
    for (const other of ['https://other.example', 7, null, {}, ['https://new.example']]) {
      assert.deepEqual(parsePollStatus(moved(other), isNew), plain);
    }
    assert.deepEqual(parsePollStatus(moved('https://new.example')), plain);
  });

  it('says of no other failure that the portal has moved', () => {
    for (const reason of ['timeout', 'signInPage', 'gone', 'redirect']) {
      const failure = { kind: 'unreachable', reason };
      const told = { listAt: 5, failure: { ...failure, movedTo: 'https://new.example' } };
      assert.deepEqual(
        parsePollStatus(told, () => true),
        { listAt: 5, failure },
      );
    }
  });

  it('says no time to wait for that can’t be shown', () => {
    const failure = { kind: 'rateLimited', code: 'OPERATION_TIME_LIMIT' };
    for (const retryAt of [1e300, -1e300, 8.65e15, Infinity, NaN, '5', null, {}]) {
      assert.deepEqual(parsePollStatus({ listAt: 5, failure: { ...failure, retryAt } }), { listAt: 5, failure });
    }
    const told = { listAt: 5, failure: { ...failure, retryAt: NOON } };
    assert.deepEqual(parsePollStatus(told), told);
  });

  it('says nothing with a code that no portal can have sent', () => {
    for (const code of ['c0de', 'A B', '', 'x'.repeat(65), '[a](b)', 7, null, {}]) {
      assert.equal(parsePollStatus({ listAt: 5, failure: { kind: 'refused', code } }), undefined);
    }
    const failure = { kind: 'forbidden', code: 'insufficient_scope' };
    const told = { listAt: 5, failure: { ...failure, scope: 'https://a' } };
    assert.deepEqual(parsePollStatus(told), { listAt: 5, failure });
  });
});
