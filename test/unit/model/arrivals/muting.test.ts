import assert from 'node:assert/strict';
import {
  authorEntry,
  authorKey,
  muteReasons,
  parseAuthorEntry,
  parseMuting,
} from '../../../../src/model/arrivals/muting';
import { contributes } from '../../manifest';
import { notification } from '../../support/notifications';

describe('muting', () => {
  const ORIGIN = 'https://portal.example';
  const OTHER = 'https://other.example:8080';
  const anna = { id: 2, name: 'Anna Orlova' };
  const byAnna = notification(1, { typeId: 'blog|comment', author: anna });

  it('is of types in every portal, and of authors in one, whatever they are called', () => {
    const muting = parseMuting(['blog|comment'], ['Anna Orlova <2@portal.example>']);
    assert.deepEqual(muteReasons(muting, ORIGIN, byAnna), ['type', 'author']);
    assert.deepEqual(muteReasons(muting, OTHER, byAnna), ['type']);
    const renamed = notification(2, { author: { id: 2, name: 'Anna Belova' } });
    assert.deepEqual(muteReasons(muting, ORIGIN, renamed), ['author']);
    const namesake = notification(3, { author: { id: 3, name: 'Anna Orlova' } });
    assert.deepEqual(muteReasons(muting, ORIGIN, namesake), []);
  });

  it('takes the system for an author', () => {
    const key = authorKey(OTHER, undefined);
    assert.equal(key, '0@other.example:8080');
    const muting = parseMuting([], [authorEntry('Bitrix24', key)]);
    assert.deepEqual(muteReasons(muting, OTHER, notification(1)), ['author']);
    assert.deepEqual(muteReasons(muting, OTHER, byAnna), []);
  });

  it('writes an author so that a person can read it, and reads that again', () => {
    for (const name of ['Anna Orlova', '', '<2@evil.example>', 'a > b < c', 'Иван Белов']) {
      const entry = authorEntry(name, '2@portal.example');
      assert.equal(parseAuthorEntry(entry)?.key, '2@portal.example', name);
    }
    assert.equal(authorEntry('Anna Orlova', authorKey(ORIGIN, anna)), 'Anna Orlova <2@portal.example>');
    assert.deepEqual(parseAuthorEntry('Anna Orlova <2@portal.example>'), {
      name: 'Anna Orlova',
      key: '2@portal.example',
    });
  });

  it('does without wrong entries', () => {
    const wrong: readonly unknown[] = [undefined, null, 5, {}, [], 'blog|comment', true];
    for (const value of wrong) {
      const { types, authors } = parseMuting(value, value);
      assert.deepEqual([types.size, authors.size], [0, 0], JSON.stringify(value));
    }
    const { types, authors } = parseMuting(
      [5, null, ' ', ['a'], { a: 1 }, ' blog|comment '],
      [5, 'Anna', 'Anna 2@portal.example', 'Anna <a@portal.example>', '<2@portal.example>', 'A <2@b c>'],
    );
    assert.deepEqual([[...types], [...authors]], [['blog|comment'], ['2@portal.example']]);
  });

  it('has the form that the manifest describes', () => {
    const schema = contributes.configuration.properties['bitrix24.notifications.mutedAuthors'] as {
      readonly items: { readonly pattern: string };
    };
    const pattern = new RegExp(schema.items.pattern);
    for (const entry of ['Anna <2@portal.example>', '<2@a>', 'Anna', 'A<2@a> ', 'A <B> <2@a>', 'A <x@a>', 'A <2@>']) {
      assert.equal(pattern.test(entry), parseAuthorEntry(entry) !== undefined, entry);
    }
  });
});
