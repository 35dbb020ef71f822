import assert from 'node:assert/strict';
import { flood } from '../../portal/flood';
import type { SeedNotification } from '../../portal/notification';
import { startPortal, type StandInPortal } from '../../portal/portal';
import { at, call, idsOf, refuses } from './caller';

describe('im.notify.get', () => {
  let portal: StandInPortal;
  const open = async (seed: 'sample' | 'empty' | readonly SeedNotification[]): Promise<void> => {
    portal = await startPortal({ seed, now: () => Date.UTC(2026, 2, 3, 7, 0, 0) });
  };
  const page = async (params: object): Promise<unknown[]> => idsOf(await call(portal, 'im.notify.get', params));
  afterEach(() => portal.close());

  const confirm = (id: number): SeedNotification => ({ id, type: 1 });
  const ordinary = (id: number): SeedNotification => ({ id, type: 2 });

  it('has only two keys for an empty chat', async () => {
    await open('empty');
    assert.deepEqual((await call(portal, 'im.notify.get')).result, { notifications: [], users: [] });
    await refuses(call(portal, 'im.notify.get', { LAST_ID: 'x', LAST_TYPE: 1 }), 400, 'LAST_ID_STRING');
  });

  it('writes the keys in their order', async () => {
    await open([
      {
        id: 9,
        type: 1,
        tag: 'T',
        buttons: [{ title: 'Да &amp; нет', value: 'a|b', type: 'accept' }],
        text: 'x<br>y',
      },
    ]);
    const { result } = await call(portal, 'im.notify.get');
    assert.deepEqual(Object.keys(result as object), [
      'total_count',
      'total_unread_count',
      'chat_id',
      'notifications',
      'users',
    ]);
    const item = at(result, 'notifications', 0);
    assert.deepEqual(
      Object.entries(item as object).filter(([key]) => key !== 'notify_buttons'),
      [
        ['id', 9],
        ['chat_id', 77],
        ['author_id', 2],
        ['date', '2026-03-03T10:00:00+03:00'],
        ['notify_type', 1],
        ['notify_module', 'im'],
        ['notify_event', 'default'],
        ['notify_tag', 'T'],
        ['notify_sub_tag', null],
        ['notify_title', ''],
        ['setting_name', 'im|default'],
        ['text', 'x\ny'],
        ['params', null],
        ['notify_read', 'N'],
      ],
    );
    assert.equal(Object.keys(item as object).indexOf('notify_buttons'), 12);
    assert.deepEqual(JSON.parse(String(at(item, 'notify_buttons'))), [
      {
        BOT_ID: 111,
        TYPE: 'BUTTON',
        COMMAND: 'notifyConfirm',
        COMMAND_PARAMS: '9|a|b',
        TEXT: 'Да &amp; нет',
        VOTE: 'N',
        BLOCK: 'N',
        WAIT: 'N',
        CONTEXT: 'ALL',
        DISABLED: 'N',
        DISPLAY: 'LINE',
        BG_COLOR: '#8BC84B',
        BG_COLOR_TOKEN: 'base',
        TEXT_COLOR: '#fff',
      },
    ]);
  });

  it('names the authors of the page once, with all their keys', async () => {
    await open([{ authorId: 2 }, { authorId: 2 }, { authorId: 0 }, { authorId: 3, event: 'private_system' }]);
    const { result } = await call(portal, 'im.notify.get');
    const users = at(result, 'users');
    assert.ok(Array.isArray(users));
    assert.equal(users.length, 1);
    assert.deepEqual(
      Object.keys(users[0] as object).join(' '),
      'id active name first_name last_name work_position color avatar avatar_hr gender birthday extranet network bot ' +
        'connector external_auth_id status idle last_activity_date mobile_last_date desktop_last_date absent ' +
        'departments phones bot_data type website email',
    );
    assert.equal(at(users, 0, 'avatar'), `${portal.origin}/upload/main/avatar2.png`);
    assert.equal(at(result, 'notifications', 0, 'author_id'), 0);
  });

  it('leaves an author whose record is gone without id and name', async () => {
    await open([{ authorId: 99 }]);
    assert.deepEqual(at((await call(portal, 'im.notify.get')).result, 'users'), [
      { last_activity_date: false, desktop_last_date: false, mobile_last_date: false, idle: false },
    ]);
  });

  it('puts confirmations first and fills the page up', async () => {
    await open([confirm(1), ordinary(2), confirm(3), ordinary(4), ordinary(5)]);
    assert.deepEqual(await page({}), [3, 1, 5, 4, 2]);
    assert.deepEqual(await page({ last_id: 0, last_type: 0, limit: 3 }), [3, 1, 5]);
    assert.deepEqual(await page({ LIMIT: 2 }), [3, 1]);
  });

  it('goes on after a confirmation with the rest of them, then with ordinary ones from the top', async () => {
    await open([confirm(1), ordinary(2), confirm(3), ordinary(4), ordinary(5)]);
    assert.deepEqual(await page({ LAST_ID: 3, LAST_TYPE: 1, LIMIT: 2 }), [1, 5]);
    assert.deepEqual(await page({ LAST_ID: '1', LAST_TYPE: '1' }), [5, 4, 2]);
  });

  it('goes on after an ordinary one by id', async () => {
    await open([confirm(1), ordinary(2), confirm(3), ordinary(4), ordinary(5)]);
    assert.deepEqual(await page({ LAST_ID: 5, LAST_TYPE: 3 }), [4, 2]);
    assert.deepEqual(await page({ LAST_ID: 2, LAST_TYPE: 3 }), []);
    assert.deepEqual(await page({ LAST_ID: 5, LAST_TYPE: 2 }), []);
    assert.deepEqual(await page({ LAST_ID: 0, LAST_TYPE: 3 }), []);
  });

  it('takes a limit of zero or less for none', async () => {
    await open([confirm(1), ordinary(2), confirm(3), ordinary(4)]);
    assert.deepEqual(await page({ LIMIT: 0 }), [3, 1]);
    assert.deepEqual(await page({ LIMIT: -3, LAST_ID: 4, LAST_TYPE: 3 }), [2]);
    portal.box.clear();
    portal.box.add(ordinary(8));
    assert.deepEqual(await page({ LIMIT: 0 }), []);
  });

  it('walks through everything with the cursor of the last item', async () => {
    await open(flood({ count: 230, confirms: 70, unread: 150 }));
    const seen: unknown[] = [];
    let cursor: object = {};
    for (;;) {
      const { result } = await call(portal, 'im.notify.get', { ...cursor, LIMIT: 200 });
      const items = at(result, 'notifications');
      assert.ok(Array.isArray(items));
      assert.equal(at(result, 'total_count'), 230);
      assert.equal(at(result, 'total_unread_count'), 100);
      seen.push(...items.map(item => at(item, 'id')));
      if (items.length < 50) break;
      const last: unknown = items.at(-1);
      cursor = { LAST_ID: at(last, 'id'), LAST_TYPE: at(last, 'notify_type') === 1 ? 1 : 3 };
    }
    assert.equal(seen.length, 230);
    assert.equal(new Set(seen).size, 230);
  });

  it('wants LAST_ID and LAST_TYPE together, and a number', async () => {
    await open('sample');
    const together = 'Parameters LAST_ID and LAST_TYPE should be used together.';
    await refuses(call(portal, 'im.notify.get', { LAST_ID: 1 }), 400, 'LAST_ID_AND_LAST_TYPE', together);
    await refuses(call(portal, 'im.notify.get', { LAST_TYPE: 1 }), 400, 'LAST_ID_AND_LAST_TYPE', together);
    const string = "Last notification ID can't be string";
    await refuses(call(portal, 'im.notify.get', { LAST_ID: '-1', LAST_TYPE: 1 }), 400, 'LAST_ID_STRING', string);
  });

  it('has a sample with all kinds in it', async () => {
    await open('sample');
    const { result } = await call(portal, 'im.notify.get');
    const unread = at(result, 'total_unread_count');
    assert.ok(typeof unread === 'number' && unread >= 5 && unread <= 12, String(unread));
    const items = portal.box.list();
    assert.ok(items.length >= 28 && items.length <= 35, String(items.length));
    assert.deepEqual(new Set(items.map(item => item.type)), new Set([1, 2, 4]));
    assert.deepEqual(
      items.map(item => item.id),
      items.map(item => item.id).toSorted((a, b) => b - a),
    );
  });
});
