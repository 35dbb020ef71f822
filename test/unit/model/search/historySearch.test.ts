import assert from 'node:assert/strict';
import type { Notification } from '../../../../src/model/notification/notification';
import { type TimeRange, EMPTY_QUERY, type HistoryQuery } from '../../../../src/model/search/historyQuery';
import { HistorySearch } from '../../../../src/model/search/historySearch';
import { type StandInPortal, startPortal } from '../../../portal/portal';
import { connect } from '../../support/connection';
import { confirmation, idsOf, NOON, notification, run, unreachable } from '../../support/notifications';
import { found, PAUSE_MS, HistorySearchScene } from './historySearchScene';
import { HOUR_MS, MINUTE_MS } from '../../support/clock';

describe('a search in the history', () => {
  let world: HistorySearchScene;
  beforeEach(() => {
    world = new HistorySearchScene();
  });
  afterEach(() => {
    world.end();
  });

  it('begins with all that is loaded, newest first, and asks nobody', () => {
    world.loaded = [confirmation(1), notification(3), notification(2)];
    world.search.refresh();
    assert.deepEqual(world.ids, [3, 2, 1]);
    assert.deepEqual(world.state, {
      query: EMPTY_QUERY,
      hits: world.loaded.toSorted((a, b) => b.id - a.id).map(each => ({ notification: each, isLoaded: true })),
      canSearchPortal: false,
      isLoading: false,
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
        assert.ok(world.state.isLoading);
      }
      assert.deepEqual(world.ids, [12]);
      await world.clock.tickAsync(1);
      assert.deepEqual(world.asked, [[{ ...EMPTY_QUERY, text: 'Notification 12' }]]);
      assert.ok(world.state.isLoading);
    });

    it('does not ask the portal for fewer than three characters', async () => {
      world.loaded = run(2, 1);
      for (const text of ['N', 'No', ' o ', '??????']) {
        world.look({ text });
        await world.clock.tickAsync(PAUSE_MS);
        assert.ok(!world.state.canSearchPortal);
        assert.ok(!world.state.isLoading);
      }
      assert.deepEqual(world.asked, []);
    });

    it('does not ask after all where too little is left of the text', async () => {
      world.look({ text: 'abc' });
      world.look({ text: 'ab' });
      await world.clock.tickAsync(PAUSE_MS);
      assert.deepEqual(world.asked, []);
      assert.ok(!world.state.isLoading);
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
      assert.ok(world.state.isLoading);
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
      assert.deepEqual(world.asked.at(-1), [{ ...EMPTY_QUERY, ...filter, text: text === 'ab' ? '' : text }]);
      assert.ok(world.state.isLoading);
    }
    assert.equal(world.asked.length, 5);
  });

  it('waits for the end of the typing with a filter too, but not where the text goes', async () => {
    world.look({ authorIds: [1] });
    world.look({ authorIds: [1], text: 'abc' });
    assert.equal(world.asked.length, 1);
    await world.clock.tickAsync(PAUSE_MS);
    assert.deepEqual(world.asked[1], [{ ...EMPTY_QUERY, authorIds: [1], text: 'abc' }]);
    world.look({ authorIds: [1], text: 'ab' });
    assert.deepEqual(world.asked[2], [{ ...EMPTY_QUERY, authorIds: [1] }]);
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
      world.state.hits.map(({ isLoaded }) => isLoaded),
      [true, false, true, false],
    );
    assert.equal(world.state.hits[2]?.notification, world.loaded[1]);
    assert.equal(world.state.total, 40);
    assert.ok(world.state.hasMore);
    assert.ok(!world.state.isLoading);
    assert.deepEqual(idsOf(world.search.seen), [9, 7, 8, 2]);
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
    assert.deepEqual(call.arguments, [{ ...EMPTY_QUERY, authorIds: [0] }]);
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
    assert.deepEqual(idsOf(world.search.seen), [2]);
  });

  it('drops it also where the first query is asked again', async () => {
    const first = await world.type('first');
    await world.type('second');
    const again = await world.type('first');
    await world.answer(first, found([notification(1)]));
    assert.deepEqual(world.ids, []);
    assert.ok(world.state.isLoading);
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
    assert.equal(world.state.hits[1]?.notification, world.loaded[1]);
    world.loaded = [];
    world.search.refresh();
    assert.deepEqual(world.ids, [3, 2, 1]);
  });

  it('shows at once that something was read, and that it was not', async () => {
    world.loaded = [notification(3)];
    await world.answer(await world.type('Notification'), found(run(2, 1)));
    const read = (): readonly boolean[] => world.state.hits.map(({ notification: { isRead } }) => isRead);
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

describe('the pages of a search', () => {
  const later = { kind: 'rateLimited', code: 'OPERATION_TIME_LIMIT', retryAt: NOON + MINUTE_MS } as const;

  let world: HistorySearchScene;
  beforeEach(() => {
    world = new HistorySearchScene();
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
    assert.ok(world.state.isLoading);
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
    assert.ok(world.state.isLoading);
    await world.answer(await world.centre.next('search'), found(run(2, 1), 1));
    assert.deepEqual(world.ids, [2, 1]);
    assert.ok(!world.state.isLoading);
    assert.deepEqual(cursors(), [undefined, 5, 3]);
  });

  it('are passed over where they hold only what is loaded, once more is wanted', async () => {
    world.loaded = run(6, 3);
    await world.answer(await world.type('Notification'), found(run(6, 5), 5));
    assert.ok(!world.state.isLoading);
    void world.search.loadMore();
    await world.answer(await world.centre.next('search'), found(run(4, 3), 3));
    await world.answer(await world.centre.next('search'), found(run(2, 2), 2));
    assert.deepEqual(world.ids, [6, 5, 4, 3, 2]);
    assert.deepEqual(cursors(), [undefined, 5, 3]);
  });

  it('are not passed over for ever', async () => {
    world.look({ days: { from: 0, to: 1 } });
    for (let last = 100; world.state.isLoading; last--) {
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
      assert.ok(!world.state.isLoading);
      void world.search.loadMore();
      assert.ok(world.state.isLoading);
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
      assert.ok(world.state.isLoading);
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
      assert.ok(!world.state.isLoading);
      await world.clock.tickAsync(MINUTE_MS);
      void world.search.loadMore();
      assert.deepEqual(world.asked[1], [{ text: '', authorIds: [1] }]);
    });
  });
});

describe('a search in a portal', () => {
  const METHOD = 'im.notify.history.search';

  let portal: StandInPortal;
  let search: HistorySearch;
  let loaded: readonly Notification[];
  beforeEach(async () => {
    portal = await startPortal({ seed: 'empty' });
    loaded = [];
    search = new HistorySearch({
      history: connect(portal).client,
      loaded: () => loaded,
      typeName: String,
      formatTime: String,
    });
  });
  afterEach(async () => {
    search.dispose();
    await portal.close();
  });

  const ids = (): readonly number[] => idsOf(search.state.hits.map(({ notification }) => notification));
  const settled = async (): Promise<void> => {
    while (search.state.isLoading) {
      await new Promise<void>(resolve => {
        const listening = search.onDidChange(() => {
          listening.dispose();
          resolve();
        });
      });
    }
  };
  const look = async (query: Partial<HistoryQuery>): Promise<void> => {
    search.search({ ...EMPTY_QUERY, ...query });
    await settled();
  };
  const fill = (count: number, text: string, day?: number): readonly number[] =>
    Array.from({ length: count }, (_item, index) =>
      portal.box.add({
        module: 'tasks',
        event: 'comment',
        text: `${text} ${index}`,
        authorId: 2,
        ...(day === undefined ? {} : { dateMs: day + index * 1000 }),
      }),
    ).toReversed();

  it('walks through all that has the words, each once, while new ones arrive', async () => {
    const start = Date.now() - HOUR_MS;
    const wanted = fill(130, 'Invoice', start);
    portal.box.add({ text: 'Something else', dateMs: start + 200_000 });
    loaded = (await connect(portal).client.getPage()).notifications;
    await look({ text: 'invoice' });
    assert.equal(search.state.total, 130);
    for (let newer = 0; search.state.hasMore; newer++) {
      portal.box.add({ text: `Invoice of the moment ${newer}` });
      await search.loadMore();
    }
    assert.deepEqual(ids(), wanted);
    const calls = portal.journal.calls(METHOD);
    assert.equal(calls.length, 3);
    assert.deepEqual(
      calls.map(({ params }) => params.LAST_ID),
      [undefined, wanted[49], wanted[99]],
    );
  });

  it('finds one type, some authors, and a day, without a text', async () => {
    const [task] = fill(1, 'Task');
    const post = portal.box.add({ module: 'blog', event: 'post', text: 'Post', authorId: 3 });
    const system = portal.box.add({ type: 4, module: 'blog', event: 'post', text: 'By itself' });
    await look({ typeId: 'tasks|comment' });
    assert.deepEqual(ids(), [task]);
    await look({ authorIds: [0, 3] });
    assert.deepEqual(ids(), [system, post]);
    await look({ typeId: 'blog|post', authorIds: [3] });
    assert.deepEqual(ids(), [post]);
    assert.equal(portal.journal.calls(METHOD).length, 3);
  });

  it('takes the days as they are here, whatever the server’s are', async () => {
    const midnight = new Date(2026, 2, 4).getTime();
    const days: TimeRange = { from: midnight, to: new Date(2026, 2, 5).getTime() };
    const moments = [days.from - 1000, days.from, days.to - 1000, days.to, days.to + 23 * HOUR_MS];
    const added = moments.map(dateMs => portal.box.add({ text: 'At some time', dateMs }));
    await look({ days });
    assert.deepEqual(ids(), [added[2], added[1]]);
  });

  it('finds nothing in an empty box', async () => {
    await look({ text: 'invoice' });
    assert.deepEqual(ids(), []);
    assert.equal(search.state.hasMore, false);
    assert.equal('failure' in search.state, false);
  });

  it('asks for nothing that the portal would refuse', async () => {
    fill(3, 'Invoice');
    for (const query of [{ text: 'In' }, { text: '...' }, { text: '' }]) {
      await look(query);
    }
    assert.deepEqual(portal.journal.calls(), []);
    await look({ text: 'In', authorIds: [2] });
    assert.equal(portal.journal.calls(METHOD)[0]?.outcome, 'ok');
    assert.equal(ids().length, 3);
  });

  it('says why the portal failed, and goes on from there', async () => {
    fill(60, 'Invoice');
    await look({ authorIds: [2] });
    portal.faults.add({ method: METHOD, fault: { kind: 'error', code: 'SOME_ERROR' } });
    await search.loadMore();
    assert.deepEqual(search.state.failure, { kind: 'refused', code: 'SOME_ERROR' });
    assert.equal(ids().length, 50);
    await search.loadMore();
    assert.equal(search.state.failure, undefined);
    assert.equal(new Set(ids()).size, 60);
  });
});
