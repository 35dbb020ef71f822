import assert from 'node:assert/strict';
import { startPortal, type StandInPortal } from '../../portal/portal';
import { at, call, refuses, type Answer } from './caller';

describe('im.notify and its two forms', () => {
  let portal: StandInPortal;
  beforeEach(async () => {
    portal = await startPortal({ seed: 'empty' });
  });
  afterEach(() => portal.close());
  const add = (method: string, params: object): Promise<Answer> => call(portal, method, params);

  it('stores what it was given, without a tag', async () => {
    const { result } = await add('im.notify', {
      USER_ID: 3,
      TO: 1,
      MESSAGE: ' <b>Done</b>: https://example.com/a<br>[B]x[/B] ',
      TAG: 'T',
    });
    assert.equal(typeof result, 'number');
    const item = at((await call(portal, 'im.notify.get')).result, 'notifications', 0);
    assert.deepEqual(
      ['id', 'author_id', 'notify_type', 'setting_name', 'notify_tag', 'text'].map(key => at(item, key)),
      [result, 1, 2, 'rest|rest_notify', null, '[b]Done[/b]: [URL]https://example.com/a[/URL]\n[B]x[/B]'],
    );
  });

  it('has a type by its name or its parameter', async () => {
    const types = async (method: string, TYPE?: string): Promise<unknown> => {
      const { result } = await add(method, { USER_ID: 1, MESSAGE: 'x', TYPE });
      return portal.box.get(Number(result))?.type;
    };
    assert.equal(await types('im.notify', 'SYSTEM'), 4);
    assert.equal(await types('im.notify', 'system'), 2);
    assert.equal(await types('im.notify.personal.add', 'SYSTEM'), 2);
    assert.equal(await types('im.notify.system.add', 'USER'), 4);
  });

  it('refuses nobody, nothing, and bad attachments', async () => {
    await refuses(add('im.notify', { MESSAGE: 'x' }), 400, 'USER_ID_EMPTY', "User ID can't be empty");
    await refuses(add('im.notify', { USER_ID: 1, MESSAGE: ' ' }), 400, 'MESSAGE_EMPTY', "Message can't be empty");
    await refuses(add('im.notify', { USER_ID: 1, MESSAGE: ['x'] }), 400, 'MESSAGE_EMPTY');
    const bad = add('im.notify', { USER_ID: 1, MESSAGE: 'x', ATTACH: 'nonsense' });
    await refuses(bad, 400, 'ATTACH_ERROR', 'Incorrect attach params');
    const long = add('im.notify', { USER_ID: 1, MESSAGE: 'x', ATTACH: [{ MESSAGE: 'x'.repeat(60_000) }] });
    await refuses(long, 400, 'ATTACH_OVERSIZE');
    assert.equal(portal.box.count, 0);
  });

  it('makes lists of single blocks and drops forbidden links', async () => {
    const ATTACH = JSON.stringify([{ LINK: { LINK: '/a', NAME: 'a' } }, { IMAGE: { LINK: 'file:///b' } }]);
    const { result } = await add('im.notify', { USER_ID: 1, MESSAGE: 'x', ATTACH });
    assert.deepEqual(at(portal.box.get(Number(result))?.params, 'ATTACH', 0, 'BLOCKS'), [
      { LINK: [{ LINK: '/a', NAME: 'a' }] },
    ]);
  });

  it('stores nothing for who wants no such notifications, and gives the moment', async () => {
    portal.boxOf(3).switchedOff.add('rest|rest_notify');
    const before = Math.floor(Date.now() / 1000);
    const { result } = await add('im.notify.system.add', { USER_ID: 3, MESSAGE: 'x' });
    assert.ok(Number(result) >= before && Number(result) <= Date.now() / 1000);
    assert.equal(portal.boxOf(3).count, 0);
  });

  it('cuts what is too long', async () => {
    const { result } = await add('im.notify', { USER_ID: 1, MESSAGE: 'я'.repeat(20_001) });
    assert.equal(portal.box.get(Number(result))?.text, `${'я'.repeat(20_000)} (...)`);
  });
});
