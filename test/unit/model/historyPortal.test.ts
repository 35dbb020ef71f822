import assert from 'node:assert/strict';
import type { DayRange, HistoryQuery } from '../../../src/model/history';
import { EVERYTHING } from '../../../src/model/historyQuery';
import { HistorySearch } from '../../../src/model/historySearch';
import type { Notification } from '../../../src/model/notification';
import { startPortal } from '../../portal/portal';
import type { StandInPortal } from '../../portal/portal';
import { connect } from '../bitrix24/connection';
import { idsOf } from './notifications';

const METHOD = 'im.notify.history.search';
const HOUR_MS = 60 * 60_000;

describe('a search in a portal', () => {
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

  const ids = (): readonly number[] => idsOf(search.state.found.map(({ notification }) => notification));
  const settled = async (): Promise<void> => {
    while (search.state.isAsking) {
      await new Promise<void>(resolve => {
        const listening = search.onDidChange(() => {
          listening.dispose();
          resolve();
        });
      });
    }
  };
  const look = async (query: Partial<HistoryQuery>): Promise<void> => {
    search.search({ ...EVERYTHING, ...query });
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
    loaded = (await connect(portal).client.page()).notifications;
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
    const days: DayRange = { from: midnight, to: new Date(2026, 2, 5).getTime() };
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
