import assert from 'node:assert/strict';
import { decodePeople } from '../../../../src/bitrix24/decode/people';
import { failureIn } from '../connection';

const ann = { ID: '3', ACTIVE: true, NAME: 'Ann', LAST_NAME: 'Bee', WORK_POSITION: 'Developer' };
const decoded = { id: 3, name: 'Ann Bee', position: 'Developer' };

describe('people', () => {
  it('are who the portal says', () => {
    assert.deepEqual(decodePeople([ann, { ...ann, ID: 4 }]), [decoded, { ...decoded, id: 4 }]);
    assert.deepEqual(decodePeople([]), []);
  });

  it('may lack a name and a position', () => {
    const { ID } = ann;
    const nameless: readonly (readonly [object, string])[] = [
      [{ ID, NAME: 'Ann' }, 'Ann'],
      [{ ID, LAST_NAME: 'Bee', NAME: null }, 'Bee'],
      [{ ID, NAME: ' ', LAST_NAME: '\u202e' }, '#3'],
      [{ ID, NAME: 7, LAST_NAME: ['Bee'], WORK_POSITION: {} }, '#3'],
    ];
    for (const [person, name] of nameless) {
      assert.deepEqual(decodePeople([person]), [{ id: 3, name, position: '' }]);
    }
  });

  it('are those who still work here', () => {
    const active = [true, 'Y', undefined, null].map(ACTIVE => ({ ...ann, ACTIVE }));
    const gone = [false, 'N'].map(ACTIVE => ({ ...ann, ACTIVE }));
    assert.equal(decodePeople([...active, ...gone]).length, active.length);
  });

  it('hold nothing unseen, on one line and bounded', () => {
    const person = { ...ann, NAME: 'A\u202enn\n', LAST_NAME: 'x'.repeat(5000), WORK_POSITION: ' a \r\n b' };
    assert.deepEqual(decodePeople([person]), [{ id: 3, name: `Ann ${'x'.repeat(100)}`, position: 'a b' }]);
  });

  it('who can not be read hide nobody', () => {
    const bad = [
      null,
      7,
      'x',
      [],
      {},
      ...[undefined, null, 0, -1, 'ann', 1.5, {}].map(ID => ({ ...ann, ID })),
    ];
    assert.deepEqual(decodePeople([...bad, ann]), [decoded]);
  });

  it('are a page at most', () => {
    assert.equal(decodePeople(Array.from({ length: 5000 }, () => ann)).length, 50);
  });

  it('of another form are malformed', () => {
    for (const result of [null, undefined, false, 7, 'x', {}, { 0: ann }]) {
      assert.deepEqual(
        failureIn(() => decodePeople(result)),
        { kind: 'malformed' },
      );
    }
  });
});
