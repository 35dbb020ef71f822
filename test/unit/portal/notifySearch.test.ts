import assert from 'node:assert/strict';
import { startPortal, type StandInPortal } from '../../portal/portal';
import { at, call, idsOf, refuses, type Answer } from './caller';

const NOW = Date.UTC(2026, 2, 3, 7, 0, 0);
const DAY = 86_400_000;

describe('im.notify.history.search', () => {
  let portal: StandInPortal;
  beforeEach(async () => {
    portal = await startPortal({ seed: 'empty', now: () => NOW });
    portal.box.add({
      id: 1,
      type: 1,
      module: 'calendar',
      event: 'invite',
      text: 'Alpha',
      dateMs: NOW - 3 * DAY,
    });
    portal.box.add({
      id: 2,
      module: 'blog',
      event: 'post',
      text: 'alphabet',
      authorId: 3,
      dateMs: NOW - 2 * DAY,
    });
    portal.box.add({ id: 3, module: 'blog', event: 'comment', text: 'Omega', dateMs: NOW });
  });
  afterEach(() => portal.close());
  const search = (params: object): Promise<Answer> => call(portal, 'im.notify.history.search', params);

  it('searches all types in one list, and counts on the first page alone', async () => {
    const first = await search({ SEARCH_TEXT: 'ALPHA' });
    assert.deepEqual(idsOf(first), [2, 1]);
    assert.deepEqual(Object.keys(first.result as object), ['chat_id', 'notifications', 'users', 'total_results']);
    const second = await search({ SEARCH_TEXT: 'alpha', LAST_ID: 2 });
    assert.deepEqual(idsOf(second), [1]);
    assert.equal(at(second.result, 'total_results'), undefined);
    assert.equal(at((await search({ SEARCH_TEXT: 'alpha', LIMIT: 1 })).result, 'total_results'), 2);
  });

  it('searches for each word, and for everything without one', async () => {
    portal.box.add({ id: 4, text: 'Счёт № 118: alphabet' });
    assert.deepEqual(idsOf(await search({ SEARCH_TEXT: '118, СЧЁТ' })), [4]);
    assert.deepEqual(idsOf(await search({ SEARCH_TEXT: 'alpha nothing' })), []);
    assert.deepEqual(idsOf(await search({ SEARCH_TEXT: '???' })), [4, 3, 2, 1]);
    assert.deepEqual(idsOf(await search({ SEARCH_TEXT: 'om', SEARCH_TYPE: 'blog' })), [3]);
  });

  it('filters by type, date and author', async () => {
    assert.deepEqual(idsOf(await search({ SEARCH_TYPE: 'blog' })), [3, 2]);
    assert.deepEqual(idsOf(await search({ SEARCH_TYPES: ['blog|post'] })), [2]);
    assert.deepEqual(idsOf(await search({ SEARCH_TYPES: ['blog|post', 'calendar'] })), [1]);
    assert.deepEqual(idsOf(await search({ SEARCH_DATE: '2026-03-01T00:00:00+00:00' })), [2]);
    const range = { SEARCH_DATE_FROM: '2026-02-28T00:00:00Z', SEARCH_DATE_TO: '2026-03-01T00:00:00Z' };
    assert.deepEqual(idsOf(await search(range)), [2, 1]);
    assert.deepEqual(idsOf(await search({ SEARCH_AUTHORS: [3] })), [2]);
  });

  it('wants three characters, a number, a date', async () => {
    const text = "SEARCH_TEXT can't be less then 3 symbols";
    await refuses(search({ SEARCH_TEXT: ' al ' }), 400, 'SEARCH_TEXT_ERROR', text);
    await refuses(search({}), 400, 'SEARCH_TEXT_ERROR', text);
    await refuses(search({ SEARCH_TEXT: 'alpha', LAST_ID: 'x' }), 400, 'LAST_ID_STRING');
    await refuses(search({ SEARCH_DATE: 'today' }), 400, 'ERROR_CORE');
  });

  it('is an empty list without a chat or a usable filter', async () => {
    assert.deepEqual((await search({ SEARCH_DATE_FROM: '2026-02-28T00:00:00Z' })).result, []);
    portal.box.clear();
    assert.deepEqual((await search({ SEARCH_TEXT: 'alpha' })).result, []);
  });
});
