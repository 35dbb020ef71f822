import assert from 'node:assert/strict';
import type { Call } from './heldCentre';
import { found } from './historySearches';
import { JointWorld } from './jointSearches';
import { notification, unreachable } from './notifications';

describe('the pages of a search in two portals', () => {
  let world: JointWorld;
  let asked: { readonly a: Call; readonly b: Call };
  beforeEach(async () => {
    world = new JointWorld();
    asked = await world.type('Notification');
  });
  afterEach(() => {
    world.end();
  });

  const counts = (): readonly number[] => [world.a.asked, world.b.asked];

  it('are asked for where there are more, and nowhere else', async () => {
    await world.answer(asked.a, found([notification(9)], 9));
    assert.ok(world.state.hasMore);
    await world.answer(asked.b, found([notification(8)]));
    assert.ok(world.state.hasMore);
    void world.search.loadMore();
    assert.deepEqual(counts(), [2, 1]);
    await world.answer(await world.a.centre.next('search'), found([notification(7)]));
    assert.equal(world.found, '(a9) (b8) (a7)');
    assert.ok(!world.state.hasMore);
    await world.search.loadMore();
    assert.deepEqual(counts(), [2, 1]);
  });

  it('are asked for in both where both have more, and are waited for', async () => {
    await world.answer(asked.a, found([notification(9)], 9));
    await world.answer(asked.b, found([notification(8)], 8));
    let isDone = false;
    const loaded = world.search.loadMore().then(() => {
      isDone = true;
    });
    const [a, b] = [await world.a.centre.next('search'), await world.b.centre.next('search')];
    assert.deepEqual([a.arguments[1], b.arguments[1]], [9, 8]);
    await world.answer(a, found([notification(5)]));
    assert.ok(!isDone);
    await world.answer(b, found([notification(6)]));
    await loaded;
    assert.equal(world.found, '(a9) (b8) (b6) (a5)');
  });

  it('of the one are there though the other fails, whose failure is told', async () => {
    asked.a.fail(unreachable);
    await world.answer(asked.b, found([notification(8)]));
    assert.equal(world.found, '(b8)');
    assert.deepEqual(world.state.failure, unreachable);
    assert.ok(world.state.isAskable);
    assert.ok(!world.state.isAsking);
  });

  it('that failed are asked for once more, and the failure is over when they come', async () => {
    await world.answer(asked.a, found([notification(9)], 9));
    asked.b.fail(unreachable);
    await world.settled();
    assert.deepEqual([world.state.failure, world.state.hasMore], [unreachable, true]);
    void world.search.loadMore();
    assert.equal(world.state.failure, undefined);
    assert.deepEqual(counts(), [2, 2]);
    await world.answer(await world.b.centre.next('search'), found([notification(8)]));
    (await world.a.centre.next('search')).fail(unreachable);
    await world.settled();
    assert.equal(world.found, '(a9) (b8)');
    assert.deepEqual(world.state.failure, unreachable);
  });

  it('of a portal that is not meant have no failure to tell', async () => {
    asked.a.fail(unreachable);
    await world.settled();
    world.look({ text: 'Notification' }, [world.b]);
    assert.equal(world.state.failure, undefined);
  });

  it('are counted together where both portals count', async () => {
    await world.answer(asked.a, found([notification(9)], 9, 40));
    assert.equal(world.state.total, undefined);
    await world.answer(asked.b, found([notification(8)], 8, 2));
    assert.equal(world.state.total, 42);
  });

  it('are not counted where one does not count, or has failed', async () => {
    await world.answer(asked.a, found([notification(9)], 9, 40));
    await world.answer(asked.b, found([notification(8)], 8));
    assert.ok(!('total' in world.state));
    asked = await world.type('Another');
    await world.answer(asked.a, found([], undefined, 0));
    asked.b.fail(unreachable);
    await world.settled();
    assert.ok(!('total' in world.state));
  });
});
