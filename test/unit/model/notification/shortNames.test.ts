import assert from 'node:assert/strict';
import type { Author } from '../../../../src/model/notification/notification';
import { shortNamesAmong } from '../../../../src/model/notification/shortNames';

describe('the short names of authors', () => {
  const person = (id: number, firstName: string, lastName: string, name = `${firstName} ${lastName}`): Author => ({
    id,
    name,
    firstName,
  });
  const names = (...authors: readonly (Author | undefined)[]): readonly string[] =>
    authors.filter(author => author !== undefined).map(shortNamesAmong(authors));

  it('are the first ones', () => {
    assert.deepEqual(
      names(
        person(1, 'Anna', 'Orlova'),
        undefined,
        person(2, 'María del Carmen', 'Rodríguez Fuentes'),
        person(3, 'Александра Константиновна', 'Преображенская'),
        person(4, 'Дмитрий', 'Ёлкин-Щукин', 'Ёлкин-Щукин Дмитрий'),
      ),
      ['Anna', 'María', 'Александра', 'Дмитрий'],
    );
  });

  it('have an initial where several have the same one, or are whole where that doesn’t tell them apart', () => {
    const [orlova, ivanova, osipova] = [
      person(1, 'Anna', 'Orlova'),
      person(2, 'Anna', 'Ivanova'),
      person(3, 'Anna', 'Osipova'),
    ];
    assert.deepEqual(names(orlova, ivanova), ['Anna O.', 'Anna I.']);
    assert.deepEqual(names(orlova, ivanova, osipova), ['Anna Orlova', 'Anna I.', 'Anna Osipova']);
  });

  it('are the same however often an author comes', () => {
    const anna = person(1, 'Anna', 'Orlova');
    assert.deepEqual(names(anna, anna), ['Anna', 'Anna']);
  });

  it('are whole where the author is no person', () => {
    assert.deepEqual(names({ id: 5, name: 'Uptime Monitor Europe' }), ['Uptime Monitor Europe']);
  });
});
