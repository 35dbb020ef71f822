import assert from 'node:assert/strict';
import type { Clock } from '@sinonjs/fake-timers';
import { MapState } from '../model/mapState';
import { blockedUntil, NOW, QueueScene, stoppedClock, TOO_MANY } from './queueScene';

const MINUTE_MS = 60_000;

describe('the limits in all windows', () => {
  let clock: Clock;
  let shared: MapState;
  let windows: readonly QueueScene[];
  let one: QueueScene;
  let other: QueueScene;
  beforeEach(() => {
    clock = stoppedClock();
    shared = new MapState();
    [one, other] = [new QueueScene(shared), new QueueScene(shared)];
    windows = [one, other, ...Array.from({ length: 8 }, () => new QueueScene(shared))];
  });
  afterEach(() => {
    clock.uninstall();
  });

  const askAll = (): void => {
    windows.forEach(window => {
      window.enter('read', 'page', undefined, 'im.notify.get');
    });
  };
  const asked = (): number => windows.reduce((sum, { went }) => sum + went.length, 0);
  const refused = (): number => windows.reduce((sum, window) => sum + window.refused.length, 0);

  it('one call too many in one of ten makes all of them pause', async () => {
    one.limits.learn('im.notify.get', TOO_MANY);
    const ends = one.limits.pauseMs(NOW);
    askAll();
    await clock.tickAsync(Math.ceil(ends) - 1);
    assert.equal(asked(), 0);
    await clock.runAllAsync();
    assert.equal(asked(), 10);
    assert.ok(windows.every(({ times: [first = 0] }) => first >= ends));
  });

  it('holds back what waits in another already', async () => {
    for (const name of ['r1', 'r2', 'r3', 'r4']) {
      other.enter('read', name);
    }
    one.limits.learn('profile', TOO_MANY);
    const ends = one.limits.pauseMs(NOW);
    await clock.runAllAsync();
    assert.equal(other.times.length, 4);
    assert.ok((other.times[3] ?? 0) >= Math.max(550, ends));
  });

  it('a block in one of ten refuses the method in all until exactly then, and leaves the others', async () => {
    const until = NOW + 5 * MINUTE_MS;
    one.limits.learn('im.notify.get', blockedUntil(until));
    askAll();
    await clock.tickAsync(5 * MINUTE_MS - 1);
    askAll();
    await clock.tickAsync(0);
    assert.deepEqual([asked(), refused()], [0, 20]);
    assert.deepEqual(other.refused[0], ['page', 0, blockedUntil(until)]);
    other.enter('read', 'names', undefined, 'im.notify.schema.get');
    await clock.tickAsync(1);
    askAll();
    await clock.runAllAsync();
    assert.deepEqual([other.names, asked()], ['names page', 11]);
  });

  it('keeps apart what different windows were told', async () => {
    one.limits.learn('im.notify.get', blockedUntil(NOW + MINUTE_MS));
    other.limits.learn('user.search', blockedUntil(NOW + 2 * MINUTE_MS));
    one.limits.learn('profile', TOO_MANY);
    await clock.tickAsync(1000);
    for (const { limits } of windows) {
      assert.deepEqual(limits.refusal('im.notify.get', Date.now()), blockedUntil(NOW + MINUTE_MS));
      assert.deepEqual(limits.refusal('user.search', Date.now()), blockedUntil(NOW + 2 * MINUTE_MS));
      assert.equal(limits.refusal('profile', Date.now()), undefined);
    }
  });

  it('is known to the window itself where its writing was lost, and can’t be done', () => {
    let heard = 0;
    const update = (): PromiseLike<void> => ({
      then: (_done, failed) => {
        heard += failed ? 1 : 0;
        return Promise.reject(new Error('The window closes.')).then(undefined, failed);
      },
    });
    const lost = new QueueScene({ get: () => undefined, update });
    lost.limits.learn('im.notify.get', blockedUntil(NOW + MINUTE_MS));
    assert.deepEqual(lost.limits.refusal('im.notify.get', NOW), blockedUntil(NOW + MINUTE_MS));
    assert.equal(heard, 1);
  });

  it('goes with the next writing when it is past', async () => {
    one.limits.learn('im.notify.get', blockedUntil(NOW + MINUTE_MS));
    other.limits.learn('profile', TOO_MANY);
    assert.equal(Object.keys(shared.get('limits') as object).length, 2);
    await clock.tickAsync(MINUTE_MS);
    one.limits.learn('user.search', blockedUntil(Date.now() + MINUTE_MS));
    assert.deepEqual(shared.get('limits'), { 'user.search': NOW + 2 * MINUTE_MS });
  });

  it('is written when the portal says something, and at no other time', async () => {
    askAll();
    await clock.runAllAsync();
    one.limits.learn('profile');
    one.limits.learn('profile', { kind: 'refused', code: 'ID_ERROR' });
    assert.equal(shared.writes, 0);
    one.limits.learn('profile', TOO_MANY);
    one.limits.learn('profile', TOO_MANY);
    assert.equal(shared.writes, 1);
  });

  for (const [name, value] of [
    ['is no object', 'soon'],
    ['is a list', [NOW + MINUTE_MS]],
    ['holds no numbers', { '*': 'soon', 'im.notify.get': null }],
    ['is further away than a portal blocks', { 'im.notify.get': NOW + 20 * MINUTE_MS + 1 }],
    ['is a longer pause than there is', { '*': NOW + MINUTE_MS + 1 }],
    ['is past', { '*': NOW, 'im.notify.get': NOW - 1 }],
  ] as const) {
    it(`is passed over where it ${name}`, async () => {
      await shared.update('limits', value);
      askAll();
      await clock.tickAsync(0);
      assert.deepEqual([asked(), refused()], [10, 0]);
      one.limits.learn('profile', TOO_MANY);
      assert.deepEqual(Object.keys(shared.get('limits') as object), ['*']);
    });
  }

  it('does not outlast a clock that is set back', async () => {
    one.limits.learn('im.notify.get', blockedUntil(NOW + MINUTE_MS));
    clock.setSystemTime(NOW - 60 * MINUTE_MS);
    askAll();
    await clock.tickAsync(0);
    assert.equal(asked(), 10);
  });

  it('is forgotten with the account, and not written any more', () => {
    one.limits.learn('im.notify.get', blockedUntil(NOW + MINUTE_MS));
    one.limits.forget();
    assert.deepEqual(shared.keys(), []);
    assert.equal(one.limits.refusal('im.notify.get', NOW), undefined);
    one.limits.learn('im.notify.get', blockedUntil(NOW + MINUTE_MS));
    other.limits.forget();
    assert.deepEqual([shared.keys(), shared.writes], [[], 2]);
  });
});
