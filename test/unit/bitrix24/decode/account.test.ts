import assert from 'node:assert/strict';
import { decodeProfile, decodeScope } from '../../../../src/bitrix24/decode/account';
import { failureIn } from '../connection';

const malformed = { kind: 'malformed' };

describe('a profile', () => {
  it('has an id and a name, as far as there is one', () => {
    assert.deepEqual(decodeProfile({ ID: '7', NAME: 'Ann', LAST_NAME: 'Bee' }), { id: 7, name: 'Ann Bee' });
    assert.deepEqual(decodeProfile({ ID: 7, NAME: 'Ann', LAST_NAME: null }), { id: 7, name: 'Ann' });
    assert.deepEqual(decodeProfile({ ID: 7, LAST_NAME: 'Bee' }), { id: 7, name: 'Bee' });
    assert.deepEqual(decodeProfile({ ID: 7 }), { id: 7, name: '#7' });
  });

  it('holds nothing unseen', () => {
    assert.equal(decodeProfile({ ID: 7, NAME: 'A\u202enn', LAST_NAME: 'B\u0000ee' }).name, 'Ann Bee');
  });

  it('of an inactive person is empty', () => {
    const failure = failureIn(() => decodeProfile([]));
    assert.deepEqual(failure, { kind: 'unauthorized', code: 'authorization_error' });
  });

  it('of another form is malformed', () => {
    for (const result of [null, {}, { ID: 'ann' }, { ID: 1.5 }, [1], 'x', false]) {
      assert.deepEqual(
        failureIn(() => decodeProfile(result)),
        malformed,
        JSON.stringify(result),
      );
    }
  });
});

describe('a scope', () => {
  it('is a list of names', () => {
    assert.deepEqual(decodeScope(['im', 'user']), ['im', 'user']);
    assert.deepEqual(decodeScope([]), []);
  });

  it('of another form is malformed', () => {
    for (const result of [null, {}, 'im', [1], ['im', null], { 0: 'im' }]) {
      assert.deepEqual(
        failureIn(() => decodeScope(result)),
        malformed,
        JSON.stringify(result),
      );
    }
  });
});
