import assert from 'node:assert/strict';
import { found, PAUSE_MS, SearchWorld } from './historySearches';
import { NOON, notification, run, unreachable } from './notifications';

const MINUTE_MS = 60_000;
const later = { kind: 'rateLimited', code: 'OPERATION_TIME_LIMIT', retryAt: NOON + MINUTE_MS } as const;

describe('the pages of a search', () => {
  let world: SearchWorld;
  beforeEach(() => {
    world = new SearchWorld();
  });
  afterEach(() => {
    world.end();
  });

  const cursors = (): readonly unknown[] => world.asked.map(([, after]) => after);

  it('come one after the other to the end, each id once', async () => {
    world.loaded = run(150, 140);
    let call = await world.type('Notification');
    for (const [newest, oldest] of [
      [150, 101],
      [100, 51],
    ] as const) {
      await world.answer(call, found(run(newest, oldest), oldest, 150));
      assert.ok(world.state.hasMore);
      void world.search.loadMore();
      call = await world.centre.next('search');
    }
    await world.answer(call, found(run(50, 1)));
    assert.ok(!world.state.hasMore);
    assert.deepEqual(
      world.ids,
      run(150, 1).map(({ id }) => id),
    );
    assert.equal(world.state.total, 150);
    await world.search.loadMore();
    assert.deepEqual(cursors(), [undefined, 101, 51]);
  });

  it('come one at a time, however often they are asked for', async () => {
    await world.answer(await world.type('Notification'), found(run(4, 3), 3));
    const all = [world.search.loadMore(), world.search.loadMore()];
    assert.ok(world.state.isAsking);
    assert.ok(world.state.hasMore);
    all.push(world.search.loadMore());
    await world.answer(await world.centre.next('search'), found(run(2, 1)));
    await Promise.all(all);
    assert.deepEqual(cursors(), [undefined, 3]);
    assert.deepEqual(world.ids, [4, 3, 2, 1]);
  });

  it('do not come while the typing has not paused, nor where nothing was asked', async () => {
    await world.search.loadMore();
    world.look({ text: 'abc' });
    await world.search.loadMore();
    assert.deepEqual(world.asked, []);
    await world.clock.tickAsync(PAUSE_MS);
    void world.search.loadMore();
    assert.equal(world.asked.length, 1);
  });

  it('of an earlier query do not come to a later one', async () => {
    await world.answer(await world.type('first'), found(run(4, 3), 3));
    void world.search.loadMore();
    const old = await world.centre.next('search');
    const call = await world.type('second');
    await world.answer(old, found(run(2, 1), 1));
    assert.deepEqual(world.ids, []);
    assert.ok(!world.state.hasMore);
    await world.answer(call, found([notification(9)], 9));
    void world.search.loadMore();
    assert.deepEqual(cursors(), [undefined, 3, undefined, 9]);
  });

  it('are passed over until there is something to be seen', async () => {
    const to = notification(3).date;
    world.look({ days: { from: 0, to } });
    await world.answer(await world.centre.next('search'), found(run(6, 5), 5));
    await world.answer(await world.centre.next('search'), found(run(4, 3), 3));
    assert.ok(world.state.isAsking);
    await world.answer(await world.centre.next('search'), found(run(2, 1), 1));
    assert.deepEqual(world.ids, [2, 1]);
    assert.ok(!world.state.isAsking);
    assert.deepEqual(cursors(), [undefined, 5, 3]);
  });

  it('are passed over where they hold only what is loaded, once more is wanted', async () => {
    world.loaded = run(6, 3);
    await world.answer(await world.type('Notification'), found(run(6, 5), 5));
    assert.ok(!world.state.isAsking);
    void world.search.loadMore();
    await world.answer(await world.centre.next('search'), found(run(4, 3), 3));
    await world.answer(await world.centre.next('search'), found(run(2, 2), 2));
    assert.deepEqual(world.ids, [6, 5, 4, 3, 2]);
    assert.deepEqual(cursors(), [undefined, 5, 3]);
  });

  it('are not passed over for ever', async () => {
    world.look({ days: { from: 0, to: 1 } });
    for (let last = 100; world.state.isAsking; last--) {
      await world.answer(await world.centre.next('search'), found([notification(last)], last));
    }
    assert.equal(world.asked.length, 10);
    assert.ok(world.state.hasMore);
    assert.deepEqual(world.ids, []);
  });

  it('end where the portal leads back', async () => {
    await world.answer(await world.type('Notification'), found(run(4, 3), 3));
    void world.search.loadMore();
    await world.answer(await world.centre.next('search'), found(run(2, 2), 3));
    assert.ok(!world.state.hasMore);
    await world.search.loadMore();
    assert.equal(world.asked.length, 2);
  });

  describe('that fail', () => {
    it('leave what is loaded, say why, and come after all', async () => {
      world.loaded = [notification(9)];
      (await world.type('Notification')).fail(unreachable);
      await world.clock.tickAsync(0);
      assert.deepEqual(world.ids, [9]);
      assert.equal(world.state.failure, unreachable);
      assert.ok(!world.state.isAsking);
      void world.search.loadMore();
      assert.ok(world.state.isAsking);
      assert.equal(world.state.failure, undefined);
      await world.answer(await world.centre.next('search'), found([notification(1)]));
      assert.deepEqual(world.ids, [9, 1]);
      assert.deepEqual(cursors(), [undefined, undefined]);
    });

    it('leave the pages before, and are asked for once more', async () => {
      await world.answer(await world.type('Notification'), found(run(4, 3), 3, 4));
      void world.search.loadMore();
      (await world.centre.next('search')).fail(unreachable);
      await world.clock.tickAsync(0);
      assert.deepEqual(world.ids, [4, 3]);
      assert.equal(world.state.failure, unreachable);
      assert.ok(world.state.hasMore);
      void world.search.loadMore();
      await world.answer(await world.centre.next('search'), found(run(2, 1)));
      assert.deepEqual(world.ids, [4, 3, 2, 1]);
      assert.deepEqual(cursors(), [undefined, 3, 3]);
      assert.equal('failure' in world.state, false);
    });

    it('do not stand in the way of another query', async () => {
      (await world.type('first')).fail(unreachable);
      await world.clock.tickAsync(0);
      world.look({ text: 'second' });
      assert.equal(world.state.failure, undefined);
      await world.clock.tickAsync(PAUSE_MS);
      assert.equal(world.asked.length, 2);
    });

    it('late, of an earlier query, are no matter', async () => {
      const first = await world.type('first');
      await world.type('second');
      const { length } = world.states;
      first.fail(unreachable);
      await world.clock.tickAsync(0);
      assert.equal(world.states.length, length);
      assert.equal(world.state.failure, undefined);
      assert.ok(world.state.isAsking);
    });

    it('because the portal wants to be left alone are not asked for before its time', async () => {
      (await world.type('first')).fail(later);
      await world.clock.tickAsync(0);
      await world.search.loadMore();
      world.look({ text: 'second' });
      world.look({ text: 'se' });
      assert.equal(world.state.failure, undefined);
      world.look({ text: 'second one' });
      await world.clock.tickAsync(PAUSE_MS);
      world.look({ authorIds: [1] });
      assert.equal(world.asked.length, 1);
      assert.equal(world.state.failure, later);
      assert.ok(!world.state.isAsking);
      await world.clock.tickAsync(MINUTE_MS);
      void world.search.loadMore();
      assert.deepEqual(world.asked[1], [{ text: '', authorIds: [1] }]);
    });
  });
});
