import assert from 'node:assert/strict';
import { type StandInPortal, startPortal } from '../../portal/portal';
import { connect, type Connection, failureOf } from '../support/connection';

describe('people are found', () => {
  let portal: StandInPortal;
  let connection: Connection;
  beforeEach(async () => {
    portal = await startPortal({ seed: 'empty', scope: ['im', 'user'] });
    connection = connect(portal);
  });
  afterEach(() => portal.close());

  const found = async (name: string): Promise<unknown> =>
    (await connection.client.findPeople(name)).map(({ id }) => id);

  it('by name, with what they do', async () => {
    assert.deepEqual(await connection.client.findPeople(' orlo '), [
      { id: 2, name: 'Anna Orlova', position: 'Head of product' },
    ]);
    assert.deepEqual(portal.journal.calls('user.search')[0]?.params, {
      FILTER: { FIND: 'orlo', ACTIVE: true },
    });
  });

  it('by several words, in any order and case, in any script', async () => {
    assert.deepEqual(await found('белов ИВА'), [3]);
    assert.deepEqual(await found('белов anna'), []);
    assert.deepEqual(await found("O'Neil"), [7]);
  });

  it('where they still work here', async () => {
    const anna = portal.people.get(2);
    assert.ok(anna);
    portal.people.set(2, { ...anna, isActive: false });
    assert.deepEqual(await found('anna'), []);
  });

  it('by the beginning of a short word too, which the portal does not look for', async () => {
    assert.deepEqual(await found('an'), [2]);
    assert.deepEqual(await found('pe o'), [7]);
    assert.deepEqual(await found("O'Ne"), [7]);
    assert.deepEqual(await found('ЕЛ'), [6]);
    assert.deepEqual(await found('zz'), []);
  });

  it('by number', async () => {
    assert.deepEqual(await found('3'), [3]);
  });

  it('all of them, without a name', async () => {
    assert.deepEqual(await found(' '), [1, 2, 3, 4, 5, 6, 7, 8]);
  });

  it('fifty at most', async () => {
    const anna = portal.people.get(2);
    assert.ok(anna);
    for (let id = 100; id < 200; id += 1) {
      portal.people.set(id, { ...anna, id });
    }
    assert.equal((await connection.client.findPeople('anna')).length, 50);
  });

  it('with any of the three permissions', async () => {
    for (const scope of ['user', 'user_basic', 'user_brief']) {
      portal.access.scope = ['im', scope];
      assert.deepEqual(await found('anna'), [2], scope);
    }
  });

  it('not without such a permission, which the failure names', async () => {
    portal.access.scope = ['im'];
    for (const statuses of ['server', 'documentation'] as const) {
      portal.faults.statuses = statuses;
      assert.deepEqual(await failureOf(connection.client.findPeople('anna')), {
        kind: 'forbidden',
        code: 'insufficient_scope',
        scope: 'user',
      });
    }
    assert.equal(portal.journal.calls().length, 2);
  });

  it('on a second try where the connection was lost', async () => {
    portal.faults.add({ fault: { kind: 'reset' } });
    assert.deepEqual(await found('anna'), [2]);
  });
});
