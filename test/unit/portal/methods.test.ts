import assert from 'node:assert/strict';
import { startPortal, type StandInPortal } from '../../portal/portal';
import { at, call, refuses } from './caller';

const NOW = Date.UTC(2026, 2, 3, 7, 0, 0);
const DAY = 86_400_000;

describe('methods beside the list of notifications', () => {
  let portal: StandInPortal;
  beforeEach(async () => {
    portal = await startPortal({ seed: 'empty', now: () => NOW });
  });
  afterEach(() => portal.close());

  it('says who calls, and what may be called', async () => {
    const { result } = await call(portal, 'profile');
    assert.deepEqual(result, {
      ID: '1',
      ADMIN: true,
      NAME: 'Alex',
      LAST_NAME: 'Morgan',
      PERSONAL_GENDER: 'M',
      TIME_ZONE: '',
    });
    assert.deepEqual((await call(portal, 'scope')).result, ['im']);
    assert.ok(((await call(portal, 'scope', { full: true })).result as string[]).includes('user_brief'));
    assert.deepEqual((await call(portal, 'app.info')).result, { SCOPE: ['im'], LICENSE: 'en_selfhosted' });
    assert.equal((await call(portal, 'server.time')).result, '2026-03-03T10:00:00+03:00');
    await refuses(call(portal, 'user.current'), 401, 'insufficient_scope');
  });

  it('hides private methods from the list, and those of other scopes', async () => {
    const methods = (await call(portal, 'methods')).result as string[];
    assert.ok(methods.includes('im.notify.answer') && methods.includes('profile'));
    assert.ok(!methods.includes('im.notify.get') && !methods.includes('im.notify.schema.get'));
    assert.ok(!methods.includes('user.current'));
    assert.deepEqual((await call(portal, 'methods', { SCOPE: 'user' })).result, ['user.current', 'user.search']);
  });

  it('counts the unread, at most a hundred, in exactly the case it is asked', async () => {
    for (let count = 0; count < 130; count += 1) portal.box.add();
    const { result } = await call(portal, 'im.counters.get');
    assert.equal(at(result, 'TYPE', 'ALL'), 100);
    assert.equal(at(result, 'TYPE', 'NOTIFY'), 100);
    for (const key of ['CHAT', 'CHAT_MUTED', 'DIALOG', 'LINES', 'COLLAB', 'COPILOT_UNREAD', 'TASKS_TASK']) {
      assert.deepEqual(at(result, key), []);
    }
    assert.equal(at((await call(portal, 'im.counters.get', { ONLY_COUNTER: 'Y' })).result, 'NOTIFY'), 100);
    assert.equal(at((await call(portal, 'im.counters.get', { only_counter: 'Y' })).result, 'NOTIFY'), undefined);
    assert.equal(at((await call(portal, 'im.counters.get', { JSON: 'Y' })).result, 'type', 'notify'), 100);
  });

  it('counts what is unread in chats, too', async () => {
    portal.box.add();
    portal.box.unreadInChats.set(41, 2).set(42, 3);
    const { result } = await call(portal, 'im.counters.get');
    assert.deepEqual(at(result, 'CHAT'), { 41: 2, 42: 3 });
    assert.deepEqual(
      ['ALL', 'NOTIFY', 'CHAT', 'MESSENGER'].map(key => at(result, 'TYPE', key)),
      [6, 1, 5, 5],
    );
  });

  it('knows the titles of the settings', async () => {
    assert.deepEqual(at((await call(portal, 'im.notify.schema.get')).result, 'rest'), {
      NAME: 'Applications',
      MODULE_ID: 'rest',
      LIST: [{ ID: 'rest|rest_notify', NAME: 'Notifications of applications' }],
    });
  });

  it('merges the authors of a tag that comes again', () => {
    portal.box.add({ tag: 'T', authorId: 3 });
    portal.box.add({ tag: 'T', authorId: 4 });
    const id = portal.box.add({ tag: 'T', authorId: 3 });
    assert.equal(portal.box.count, 1);
    assert.deepEqual(portal.box.get(id)?.params, { USERS: [4] });
  });

  it('purges what is older than sixty days', () => {
    portal.box.add({ dateMs: NOW - 61 * DAY });
    const kept = portal.box.add({ dateMs: NOW - 59 * DAY });
    portal.box.purge();
    assert.deepEqual(
      portal.box.list().map(item => item.id),
      [kept],
    );
  });
});
