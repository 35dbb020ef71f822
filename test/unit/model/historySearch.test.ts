import assert from 'node:assert/strict';
import { EVERYTHING } from '../../../src/model/historyQuery';
import { found, PAUSE_MS, SearchWorld } from './historySearches';
import { confirmation, idsOf, notification, run } from './notifications';

describe('a search in the history', () => {
  let world: SearchWorld;
  beforeEach(() => {
    world = new SearchWorld();
  });
  afterEach(() => {
    world.end();
  });

  it('begins with all that is loaded, newest first, and asks nobody', () => {
    world.loaded = [confirmation(1), notification(3), notification(2)];
    world.search.refresh();
    assert.deepEqual(world.ids, [3, 2, 1]);
    assert.deepEqual(world.state, {
      query: EVERYTHING,
      found: world.loaded
        .toSorted((a, b) => b.id - a.id)
        .map(each => ({ notification: each, isLoaded: true })),
      isAskable: false,
      isAsking: false,
      hasMore: false,
    });
    assert.deepEqual(world.asked, []);
  });

  describe('while a person types', () => {
    it('shows at once what is loaded, and asks the portal when the typing pauses', async () => {
      world.loaded = run(12, 1);
      for (const text of ['Not', 'Notification', 'Notification 1', 'Notification 12']) {
        world.look({ text });
        await world.clock.tickAsync(PAUSE_MS - 1);
        assert.deepEqual(world.asked, []);
        assert.ok(world.state.isAsking);
      }
      assert.deepEqual(world.ids, [12]);
      await world.clock.tickAsync(1);
      assert.deepEqual(world.asked, [[{ ...EVERYTHING, text: 'Notification 12' }]]);
      assert.ok(world.state.isAsking);
    });

    it('does not ask the portal for fewer than three characters', async () => {
      world.loaded = run(2, 1);
      for (const text of ['N', 'No', ' o ', '??????']) {
        world.look({ text });
        await world.clock.tickAsync(PAUSE_MS);
        assert.ok(!world.state.isAskable);
        assert.ok(!world.state.isAsking);
      }
      assert.deepEqual(world.asked, []);
    });

    it('does not ask after all where too little is left of the text', async () => {
      world.look({ text: 'abc' });
      world.look({ text: 'ab' });
      await world.clock.tickAsync(PAUSE_MS);
      assert.deepEqual(world.asked, []);
      assert.ok(!world.state.isAsking);
    });

    it('does not ask again for the same', async () => {
      await world.answer(await world.type('abc'), found([notification(1)]));
      for (const text of ['abc', 'abc ', ' abc']) {
        world.look({ text });
        await world.clock.tickAsync(PAUSE_MS);
        assert.deepEqual(world.ids, [1]);
      }
      const { length } = world.states;
      world.look({ text: ' abc' });
      assert.equal(world.states.length, length);
      assert.equal(world.asked.length, 1);
    });

    it('goes on showing what was found before, where it has the words', async () => {
      await world.answer(await world.type('Notification'), found(run(11, 1)));
      world.look({ text: 'Notification 1' });
      assert.deepEqual(world.ids, [11, 10, 1]);
      assert.ok(!world.state.hasMore);
      assert.ok(world.state.isAsking);
    });
  });

  it('asks at once about a filter', () => {
    const days = { from: 0, to: 1 };
    for (const query of [
      { typeId: 'a|b' },
      { typeId: 'a|b', authorIds: [1] },
      { typeId: 'a|b', authorIds: [1], days },
      { text: 'ab', days },
      { text: 'abc', authorIds: [1] },
    ]) {
      world.look(query);
      const { text = '', ...filter } = query;
      assert.deepEqual(world.asked.at(-1), [{ ...EVERYTHING, ...filter, text: text === 'ab' ? '' : text }]);
      assert.ok(world.state.isAsking);
    }
    assert.equal(world.asked.length, 5);
  });

  it('waits for the end of the typing with a filter too, but not where the text goes', async () => {
    world.look({ authorIds: [1] });
    world.look({ authorIds: [1], text: 'abc' });
    assert.equal(world.asked.length, 1);
    await world.clock.tickAsync(PAUSE_MS);
    assert.deepEqual(world.asked[1], [{ ...EVERYTHING, authorIds: [1], text: 'abc' }]);
    world.look({ authorIds: [1], text: 'ab' });
    assert.deepEqual(world.asked[2], [{ ...EVERYTHING, authorIds: [1] }]);
  });

  it('looks for a short text in what a filter has given', async () => {
    world.look({ authorIds: [0] });
    await world.answer(await world.centre.next('search'), found(run(12, 1), 1, 60));
    for (const text of ['1', '12']) {
      world.look({ authorIds: [0], text });
      await world.clock.tickAsync(PAUSE_MS);
    }
    assert.deepEqual(world.ids, [12]);
    assert.ok(world.state.hasMore);
    assert.equal(world.state.total, undefined);
    assert.equal(world.asked.length, 1);
    world.look({ authorIds: [0] });
    assert.equal(world.state.total, 60);
    assert.equal(world.asked.length, 1);
  });

  it('puts together what is loaded and what the portal found, each once, newest first', async () => {
    world.loaded = [notification(9), notification(7, { isRead: true })];
    const call = await world.type('Notification');
    assert.deepEqual(world.ids, [9, 7]);
    await world.answer(call, found([notification(8), notification(7), notification(2)], 2, 40));
    assert.deepEqual(world.ids, [9, 8, 7, 2]);
    assert.deepEqual(
      world.state.found.map(({ isLoaded }) => isLoaded),
      [true, false, true, false],
    );
    assert.equal(world.state.found[2]?.notification, world.loaded[1]);
    assert.equal(world.state.total, 40);
    assert.ok(world.state.hasMore);
    assert.ok(!world.state.isAsking);
    assert.deepEqual(idsOf(world.search.met), [9, 7, 8, 2]);
  });

  it('believes the portal that the words are there, also of what is loaded', async () => {
    world.loaded = [notification(3)];
    await world.answer(await world.type('quarterly report'), found([notification(3), notification(2)]));
    assert.deepEqual(world.ids, [3, 2]);
  });

  it('does not believe it where it was not told the words', async () => {
    const smile = notification(2, { text: [{ kind: 'text', text: 'Thanks :-)' }] });
    world.look({ text: ':-)', authorIds: [0] });
    const call = await world.centre.next('search');
    assert.deepEqual(call.arguments, [{ ...EVERYTHING, authorIds: [0] }]);
    await world.answer(call, found([notification(3), smile], undefined, 2));
    assert.deepEqual(world.ids, [2]);
    assert.equal(world.state.total, undefined);
  });

  it('takes the days exactly, where the portal’s are others', async () => {
    const days = { from: notification(2).date, to: notification(4).date };
    world.loaded = run(5, 4);
    world.look({ days });
    await world.answer(await world.centre.next('search'), found(run(5, 1), undefined, 5));
    assert.deepEqual(world.ids, [3, 2]);
    assert.equal(world.state.total, undefined);
  });

  it('drops an answer that comes after another query', async () => {
    const first = await world.type('first');
    const second = await world.type('second');
    await world.answer(second, found([notification(2)]));
    await world.answer(first, found([notification(1)], 1, 99));
    assert.deepEqual(world.ids, [2]);
    assert.ok(!world.state.hasMore);
    assert.equal(world.state.total, undefined);
    assert.deepEqual(idsOf(world.search.met), [2]);
  });

  it('drops it also where the first query is asked again', async () => {
    const first = await world.type('first');
    await world.type('second');
    const again = await world.type('first');
    await world.answer(first, found([notification(1)]));
    assert.deepEqual(world.ids, []);
    assert.ok(world.state.isAsking);
    await world.answer(again, found([notification(2)]));
    assert.deepEqual(world.ids, [2]);
  });

  it('is silent once it is disposed of', async () => {
    const call = await world.type('first');
    world.look({ text: 'second' });
    world.search.dispose();
    const { length } = world.states;
    await world.clock.tickAsync(PAUSE_MS);
    await world.answer(call, found([notification(1)]));
    await world.search.loadMore();
    assert.equal(world.asked.length, 1);
    assert.equal(world.states.length, length);
  });

  it('asks for no page once it is disposed of', async () => {
    await world.answer(await world.type('first'), found([notification(1)], 1));
    world.search.dispose();
    await world.search.loadMore();
    assert.equal(world.asked.length, 1);
  });

  it('follows what is loaded, and says so only where it matters', async () => {
    await world.answer(await world.type('Notification'), found(run(3, 1)));
    const { length } = world.states;
    world.search.refresh();
    assert.equal(world.states.length, length);
    world.loaded = [notification(4), notification(3, { isRead: true })];
    world.search.refresh();
    assert.equal(world.states.length, length + 1);
    assert.deepEqual(world.ids, [4, 3, 2, 1]);
    assert.equal(world.state.found[1]?.notification, world.loaded[1]);
    world.loaded = [];
    world.search.refresh();
    assert.deepEqual(world.ids, [3, 2, 1]);
  });

  it('shows at once that something was read, and that it was not', async () => {
    world.loaded = [notification(3)];
    await world.answer(await world.type('Notification'), found(run(2, 1)));
    const read = (): readonly boolean[] => world.state.found.map(({ notification: { isRead } }) => isRead);
    world.search.update(1, { isRead: true });
    assert.deepEqual(read(), [false, false, true]);
    assert.equal(world.states.at(-1), world.state);
    world.search.update(1, { isRead: false });
    assert.deepEqual(read(), [false, false, false]);
    const { length } = world.states;
    world.search.update(77, { isRead: true });
    assert.equal(world.states.length, length);
  });
});
