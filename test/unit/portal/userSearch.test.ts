import assert from 'node:assert/strict';
import { startPortal, type StandInPortal } from '../../portal/portal';
import { at, call, refuses, type Answer } from './caller';

const NOW = Date.UTC(2026, 2, 3, 7, 0, 0);

describe('user.search', () => {
  let portal: StandInPortal;
  beforeEach(async () => {
    portal = await startPortal({ seed: 'empty', now: () => NOW, scope: ['im', 'user'] });
  });
  afterEach(() => portal.close());

  const search = (FILTER: object, params: object = {}): Promise<Answer> =>
    call(portal, 'user.search', { FILTER, ...params });
  const idsOf = ({ result }: Answer): unknown => (result as readonly unknown[]).map(item => at(item, 'ID'));
  const found = async (FILTER: object): Promise<unknown> => idsOf(await search(FILTER));
  const hire = (count: number): void => {
    const anna = portal.people.get(2);
    assert.ok(anna);
    for (let id = 100; id < 100 + count; id += 1) portal.people.set(id, { ...anna, id, lastName: 'Double' });
  };

  it('tells what the scope permits', async () => {
    const keys = async (scope: string): Promise<readonly string[]> => {
      portal.access.scope = [scope];
      return Object.keys(at((await search({ FIND: 'anna' })).result, 0) as object);
    };
    const { result } = await search({ FIND: 'anna' });
    assert.deepEqual(at(result, 0), {
      ID: '2',
      ACTIVE: true,
      NAME: 'Anna',
      LAST_NAME: 'Orlova',
      EMAIL: 'anna@example.com',
      LAST_LOGIN: '',
      DATE_REGISTER: '1970-01-01T03:00:00+03:00',
      IS_ONLINE: 'N',
      TIMESTAMP_X: [],
      LAST_ACTIVITY_DATE: [],
      PERSONAL_GENDER: 'F',
      PERSONAL_BIRTHDAY: '',
      WORK_POSITION: 'Head of product',
      UF_EMPLOYMENT_DATE: '',
      UF_DEPARTMENT: [1],
      USER_TYPE: 'employee',
    });
    const all = await keys('user');
    assert.deepEqual(
      await keys('user_basic'),
      all.filter(key => key !== 'LAST_LOGIN'),
    );
    assert.deepEqual(
      await keys('user_brief'),
      all.filter(key => key !== 'LAST_LOGIN' && key !== 'EMAIL'),
    );
  });

  it('wants a scope of its own', async () => {
    portal.access.scope = ['im'];
    await refuses(search({ FIND: 'anna' }), 401, 'insufficient_scope');
  });

  it('finds by the beginnings of words, in names and positions', async () => {
    assert.deepEqual(await found({ FIND: 'ORLO prod' }), ['2']);
    assert.deepEqual(await found({ FIND: 'rlova' }), []);
    assert.deepEqual(await found({ FIND: 'бухг' }), ['4']);
    assert.deepEqual(await found({ find: '3' }), ['3']);
    assert.deepEqual(await found({ NAME: 'anna', LAST_NAME: 'orl' }), ['2']);
    assert.deepEqual(await found({ NAME: 'orlova' }), []);
    assert.deepEqual(await found({ WORK_POSITION: 'sales' }), ['8']);
    assert.deepEqual(idsOf(await call(portal, 'user.search', { NAME: 'anna' })), ['2']);
  });

  it('looks for no word that is too short, so that it finds everybody', async () => {
    const everybody = ['1', '2', '3', '4', '5', '6', '7', '8'];
    for (const FIND of ['', 'an', 'x y']) assert.deepEqual(await found({ FIND }), everybody);
    assert.deepEqual(await found({ FIND: 'anna x' }), ['2']);
  });

  it('tells apart who is no longer here', async () => {
    const anna = portal.people.get(2);
    assert.ok(anna);
    portal.people.set(2, { ...anna, isActive: false });
    assert.deepEqual(await found({ FIND: 'anna' }), ['2']);
    for (const ACTIVE of [true, 'Y', 1, 'true']) assert.deepEqual(await found({ FIND: 'anna', ACTIVE }), []);
    for (const ACTIVE of [false, 'N', 0, '0']) assert.deepEqual(await found({ ACTIVE }), ['2']);
  });

  it('goes on after fifty, and says where, beside the result', async () => {
    hire(60);
    const first = await search({ FIND: 'double' });
    assert.deepEqual([(idsOf(first) as unknown[]).length, first.json.next, first.json.total], [50, 50, 60]);
    assert.deepEqual(Object.keys(first.json), ['result', 'next', 'total', 'time']);
    const second = await search({ FIND: 'double' }, { start: 50 });
    assert.deepEqual([(idsOf(second) as unknown[]).length, second.json.next, second.json.total], [10, undefined, 60]);
  });

  it('says nothing beside nobody', async () => {
    assert.deepEqual(Object.keys((await search({ FIND: 'nobody' })).json), ['result', 'time']);
  });

  it('says it in a batch too', async () => {
    hire(60);
    const cmd = { many: 'user.search?FILTER[FIND]=double', none: 'user.search?FILTER[FIND]=nobody' };
    const { result } = await call(portal, 'batch', { cmd });
    assert.deepEqual(at(result, 'result_total'), { many: 60 });
    assert.deepEqual(at(result, 'result_next'), { many: 50 });
    assert.deepEqual(at(result, 'result', 'none'), []);
  });
});
