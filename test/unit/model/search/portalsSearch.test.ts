import assert from 'node:assert/strict';
import type { Call } from '../../support/heldApi';
import { NOON, notification, run, unreachable } from '../../support/notifications';
import { found, PAUSE_MS } from './historySearchScene';
import { PortalsSearchScene } from './portalsSearchScene';

describe('a search in two portals', () => {
  const TYPE = { typeId: 'im|default' };

  let world: PortalsSearchScene;
  beforeEach(() => {
    world = new PortalsSearchScene();
  });
  afterEach(() => {
    world.end();
  });

  it('begins with all that is loaded in either, newest first, each with its portal', () => {
    world.load([notification(5), notification(2)], [notification(4), notification(1)]);
    assert.equal(world.found, 'a5 b4 a2 b1');
    assert.equal(world.a.asked + world.b.asked, 0);
  });

  it('has two of an id that both have', async () => {
    const later = { date: NOON + 9 * 60_000 };
    world.load([notification(2)], [notification(2, later)]);
    const asked = await world.type('Notification');
    await world.answer(asked.a, found([notification(1)]));
    await world.answer(asked.b, found([notification(1, later)]));
    assert.equal(world.found, 'b2 (b1) a2 (a1)');
  });

  it('puts what each portal gives in its place, whichever is first', async () => {
    world.load([notification(9)], []);
    const asked = await world.type('Notification');
    await world.answer(asked.b, found([notification(7), notification(3)]));
    assert.equal(world.found, 'a9 (b7) (b3)');
    assert.ok(world.state.isLoading);
    await world.answer(asked.a, found([notification(9), notification(5), notification(1)]));
    assert.equal(world.found, 'a9 (b7) (a5) (b3) (a1)');
    assert.ok(!world.state.isLoading);
  });

  it('tells what was met, of each portal', async () => {
    world.load([notification(3)], []);
    const asked = await world.type('Notification');
    await world.answer(asked.b, found([notification(2)]));
    const met = world.search.seen.map(({ portal, notification: { id } }) => `${portal.name}${id}`);
    assert.deepEqual(met.sort(), ['a3', 'b2']);
  });

  describe('narrowed to one', () => {
    it('finds nothing in the other, and asks it nothing', async () => {
      world.load(run(2, 1), run(4, 3));
      world.look({ text: 'Notification' }, [world.b]);
      await world.clock.tickAsync(PAUSE_MS);
      assert.equal(world.found, 'b4 b3');
      assert.deepEqual([world.a.asked, world.b.asked], [0, 1]);
    });

    it('has to do with the one alone: its pages, its number, its failure', async () => {
      const asked = await world.type('Notification');
      await world.answer(asked.a, found([notification(2)], 2, 9));
      await world.answer(asked.b, found([notification(1)], undefined, 1));
      world.look({ text: 'Notification' }, [world.b]);
      assert.deepEqual([world.found, world.state.hasMore, world.state.total], ['(b1)', false, 1]);
      await world.search.loadMore();
      assert.deepEqual([world.a.asked, world.b.asked], [1, 1]);
    });

    it('drops what the other still answers', async () => {
      const asked = await world.type('Notification');
      world.look({ text: 'Notification' }, [world.b]);
      const before = world.changes;
      await world.answer(asked.a, found([notification(9)]));
      assert.deepEqual([world.found, world.changes], ['', before]);
      assert.ok(world.state.isLoading);
      await world.answer(asked.b, found([notification(1)]));
      assert.equal(world.found, '(b1)');
    });

    it('still knows what was met in the other', () => {
      world.load([notification(1)], []);
      world.look({ text: 'Notification' }, [world.b]);
      assert.equal(world.search.seen.length, 1);
    });

    it('finds in both again once it is not narrowed any more', async () => {
      world.load([notification(1)], []);
      world.look({ text: 'Notification' }, [world.b]);
      world.look({ text: 'Notification' });
      await world.clock.tickAsync(PAUSE_MS);
      assert.equal(world.found, 'a1');
      assert.deepEqual([world.a.asked, world.b.asked], [1, 1]);
    });

    it('to none finds nothing, and waits for nobody', () => {
      world.load([notification(1)], []);
      world.look(TYPE, []);
      assert.deepEqual(world.state, { hits: [], canSearchPortal: false, isLoading: false, hasMore: false });
    });
  });

  it('may look for something else in each', async () => {
    world.search.search(portal => ({ text: '', authorIds: portal === world.a ? [2] : [5] }));
    await world.settled();
    const authors = [world.a, world.b].map(({ centre }) => centre.calls[0]?.arguments);
    assert.deepEqual(authors, [[{ text: '', authorIds: [2] }], [{ text: '', authorIds: [5] }]]);
  });

  describe('tells of a change', () => {
    it('once for each search, also where nothing is to be asked', () => {
      world.look({ text: 'ab' });
      assert.equal(world.changes, 1);
      world.look(TYPE);
      assert.equal(world.changes, 2);
      assert.deepEqual([world.a.asked, world.b.asked], [1, 1]);
      world.look(TYPE);
      assert.equal(world.changes, 3);
      assert.deepEqual([world.a.asked, world.b.asked], [1, 1]);
    });

    it('when either portal answers', async () => {
      const asked = await world.type('Notification');
      for (const call of [asked.a, asked.b]) {
        const before = world.changes;
        await world.answer(call, found([notification(1)]));
        assert.ok(world.changes > before);
      }
    });

    it('when what is loaded has changed in either, and only then', () => {
      world.b.loaded = [notification(1)];
      world.search.refresh();
      assert.deepEqual([world.changes, world.found], [1, 'b1']);
      world.search.refresh();
      assert.equal(world.changes, 1);
    });

    it('never after its end, when late answers come and typing pauses', async () => {
      const asked = await world.type('Notification');
      world.look({ text: 'Notification 1' });
      const before = world.changes;
      world.search.dispose();
      await world.answer(asked.a, found([notification(1)]));
      await world.clock.tickAsync(PAUSE_MS);
      world.a.loaded = [notification(1)];
      world.search.refresh();
      assert.equal(world.changes, before);
      assert.deepEqual([world.a.asked, world.b.asked], [1, 1]);
      assert.equal(world.clock.countTimers(), 0);
    });
  });

  it('shows of a notification what became of it in its portal alone', async () => {
    const asked = await world.type('Notification');
    await world.answer(asked.a, found([notification(1)]));
    await world.answer(asked.b, found([notification(1)]));
    const before = world.changes;
    world.search.update(world.b, 1, { isRead: true });
    const read = world.state.hits.map(({ portal, notification: { isRead } }) => [portal.name, isRead]);
    assert.deepEqual(read, [
      ['a', false],
      ['b', true],
    ]);
    assert.equal(world.changes, before + 1);
  });
});

describe('the pages of a search in two portals', () => {
  let world: PortalsSearchScene;
  let asked: { readonly a: Call; readonly b: Call };
  beforeEach(async () => {
    world = new PortalsSearchScene();
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
    assert.ok(world.state.canSearchPortal);
    assert.ok(!world.state.isLoading);
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
