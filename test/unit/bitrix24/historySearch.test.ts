import assert from 'node:assert/strict';
import type { HistoryPage, HistoryQuery } from '../../../src/model/search/historyQuery';
import { flood } from '../../portal/flood';
import { type StandInPortal, startPortal } from '../../portal/portal';
import { connect, type Connection, failureOf } from '../support/connection';
import { DAY_MS, HOUR_MS } from '../support/clock';
import { notificationPayload, pagePayload } from './payloads';

const METHOD = 'im.notify.history.search';
const MIDNIGHT = Date.UTC(2026, 2, 2);

describe('the history', () => {
  let portal: StandInPortal;
  let connection: Connection;
  beforeEach(async () => {
    portal = await startPortal({ seed: 'empty' });
    connection = connect(portal);
  });
  afterEach(() => portal.close());

  const search = (query: Partial<HistoryQuery>, after?: number): Promise<HistoryPage> =>
    connection.client.search({ text: '', authorIds: [], ...query }, after);
  const idsOf = ({ notifications }: HistoryPage): readonly number[] => notifications.map(({ id }) => id);
  const asked = async (query: Partial<HistoryQuery>): Promise<unknown> => {
    portal.journal.clear();
    await search(query);
    return portal.journal.calls().map(({ method, params: { LIMIT, ...params } }) => {
      assert.deepEqual([method, LIMIT], [METHOD, 50]);
      return params;
    });
  };

  describe('is asked', () => {
    it('for a text of three characters or more, trimmed', async () => {
      assert.deepEqual(await asked({ text: ' счё\n' }), [{ SEARCH_TEXT: 'счё' }]);
      assert.deepEqual(await asked({ text: 'a  b' }), [{ SEARCH_TEXT: 'a b' }]);
      assert.deepEqual(await asked({ text: '𝐀𝐀𝐀' }), [{ SEARCH_TEXT: '𝐀𝐀𝐀' }]);
    });

    it('for no shorter one, and never for everything', async () => {
      for (const text of ['', '  ', 'ab', ' ab ', '𝐀𝐀', '0', '???', '— … —']) {
        assert.deepEqual(await asked({ text }), [], text);
        assert.deepEqual(await search({ text }), { notifications: [] });
      }
    });

    it('for a type, an author, or days alone, without a text that is too short', async () => {
      for (const text of ['', ' ab ', '0', '???']) {
        assert.deepEqual(await asked({ typeId: 'blog|post', text }), [{ SEARCH_TYPE: 'blog|post' }]);
        assert.deepEqual(await asked({ authorIds: [3, 0], text }), [{ SEARCH_AUTHORS: [3, 0] }]);
      }
      assert.deepEqual(await asked({ typeId: 'blog', authorIds: [3], text: 'abc' }), [
        { SEARCH_TYPE: 'blog', SEARCH_AUTHORS: [3], SEARCH_TEXT: 'abc' },
      ]);
    });

    it('for one type as SEARCH_TYPE, for the portal looks at the modules of several alone', async () => {
      portal.box.add({ module: 'blog', event: 'post' });
      const comment = portal.box.add({ module: 'blog', event: 'comment' });
      assert.deepEqual(idsOf(await search({ typeId: 'blog|comment' })), [comment]);
      const several = { SEARCH_TYPES: ['blog|comment', 'im|default'] };
      const { notifications } = (await connection.transport.call(METHOD, several, 'read')) as {
        notifications: unknown;
      };
      assert.deepEqual(notifications, []);
    });

    it('for a day as SEARCH_DATE, in UTC and whole seconds', async () => {
      const from = MIDNIGHT - 3 * HOUR_MS + 999;
      assert.deepEqual(await asked({ days: { from, to: from + DAY_MS } }), [{ SEARCH_DATE: '2026-03-01T21:00:00Z' }]);
    });

    it('for a range up to the day before its end, for the portal adds one', async () => {
      assert.deepEqual(await asked({ days: { from: MIDNIGHT, to: MIDNIGHT + 7 * DAY_MS } }), [
        { SEARCH_DATE_FROM: '2026-03-02T00:00:00Z', SEARCH_DATE_TO: '2026-03-08T00:00:00Z' },
      ]);
    });

    it('for a day that the clocks make longer or shorter', async () => {
      const length = (hours: number): unknown => asked({ days: { from: MIDNIGHT, to: MIDNIGHT + hours * HOUR_MS } });
      assert.deepEqual(await length(25), [
        { SEARCH_DATE_FROM: '2026-03-02T00:00:00Z', SEARCH_DATE_TO: '2026-03-02T01:00:00Z' },
      ]);
      assert.deepEqual(await length(23), [{ SEARCH_DATE: '2026-03-02T00:00:00Z' }]);
    });
  });

  describe('of days', () => {
    let ids: readonly number[];
    beforeEach(() => {
      const moments = [-1000, 0, DAY_MS - 1000, DAY_MS, 2 * DAY_MS, 2 * DAY_MS + 1000];
      ids = moments.map(at => portal.box.add({ dateMs: MIDNIGHT + at })).toReversed();
    });

    it('is the whole day, the moment of its end included', async () => {
      const day = await search({ days: { from: MIDNIGHT, to: MIDNIGHT + DAY_MS } });
      assert.deepEqual(idsOf(day), ids.slice(2, 5));
    });

    it('is the whole range, the moment of its end included', async () => {
      const range = await search({ days: { from: MIDNIGHT, to: MIDNIGHT + 2 * DAY_MS } });
      assert.deepEqual(idsOf(range), ids.slice(1, 5));
    });
  });

  it('is found by each word, in any case', async () => {
    const id = portal.box.add({ text: 'Счёт № 118: [b]оплатить[/b]' });
    portal.box.add({ text: 'Счёт № 119' });
    assert.deepEqual(idsOf(await search({ text: '118, СЧЁТ' })), [id]);
    assert.deepEqual(idsOf(await search({ text: 'счёт 120' })), []);
  });

  it('is empty where there is no chat, which the portal answers with []', async () => {
    assert.deepEqual(await search({ text: 'anything' }), { notifications: [] });
    assert.equal(portal.journal.calls(METHOD).length, 1);
  });

  it('is walked page by page to its end, all kinds in one list', async () => {
    for (const seed of flood({ count: 120, confirms: 30 })) {
      portal.box.add(seed);
    }
    const first = await search({ text: 'notification' });
    const second = await search({ text: 'notification' }, first.next);
    const third = await search({ text: 'notification' }, second.next);
    assert.deepEqual(
      [first, second, third].flatMap(idsOf),
      portal.box.list().map(({ id }) => id),
    );
    assert.deepEqual(
      portal.journal.calls(METHOD).map(({ params }) => params.LAST_ID),
      [undefined, idsOf(first).at(-1), idsOf(second).at(-1)],
    );
    assert.deepEqual(
      [first, second, third].map(({ total }) => total),
      [120, undefined, undefined],
    );
    assert.equal(third.next, undefined);
  });

  it('ends with an empty page where the last one is full', async () => {
    for (const seed of flood({ count: 50 })) {
      portal.box.add(seed);
    }
    const full = await search({ authorIds: [2, 3, 4, 5, 6, 7, 8] });
    assert.equal(full.next, idsOf(full).at(-1));
    assert.deepEqual(await search({ authorIds: [2, 3, 4, 5, 6, 7, 8] }, full.next), { notifications: [] });
  });

  it('tells how many could not be read', async () => {
    const result = pagePayload([null, notificationPayload({ id: 'x' }), notificationPayload()]);
    portal.faults.add({ fault: { kind: 'result', result } });
    assert.deepEqual(idsOf(await search({ text: 'anything' })), [1500]);
    assert.deepEqual(connection.leftOut, [2]);
  });

  it('is asked again where the connection was lost', async () => {
    portal.faults.add({ times: 2, fault: { kind: 'reset' } });
    await search({ text: 'anything' });
    assert.equal(portal.journal.calls(METHOD).length, 3);
  });

  it('rejects where the portal refuses', async () => {
    portal.faults.add({ fault: { kind: 'error', code: 'SEARCH_TEXT_ERROR' } });
    const failure = await failureOf(search({ text: 'anything' }));
    assert.deepEqual(failure, { kind: 'refused', code: 'SEARCH_TEXT_ERROR' });
  });
});
