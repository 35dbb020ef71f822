import assert from 'node:assert/strict';
import { SecretSearch } from '../../ui/secretSearch';

describe('The search for secrets', () => {
  const search = new SecretSearch(['0123456789abcdef', '0123ffff89abcdef']);

  it('finds a secret wherever it stands, and only a whole one', () => {
    assert.deepEqual(search.in('/rest/1/0123456789abcdef/'), ['0123456789abcdef']);
    assert.deepEqual(search.in('0123ffff89abcdef'), ['0123ffff89abcdef']);
    assert.deepEqual(search.in('0123456789abcde, 0123'), []);
  });

  it('finds those that are written with two bytes for a letter, at any place', () => {
    const wide = Buffer.from('in й 0123456789abcdef', 'utf16le');
    assert.deepEqual(search.in(Buffer.concat([Buffer.from('x'), wide])), ['0123456789abcdef']);
  });

  it('finds nothing in little', () => {
    assert.deepEqual(search.in(Buffer.alloc(0)), []);
    assert.deepEqual(search.in('012'), []);
  });
});
