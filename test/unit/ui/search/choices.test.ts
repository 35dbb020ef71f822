import assert from 'node:assert/strict';
import { authorChoices, typeChoices } from '../../../../src/ui/search/searchChoices';
import { notification } from '../../model/notifications';

const [portal, other] = [{ id: 'a' }, { id: 'b' }];
const anna = { id: 2, name: 'Anna Orlova', portalId: 'a' };
const tom = { id: 5, name: 'Tom Hartley', portalId: 'a' };
const vera = { id: 6, name: 'Vera', portalId: 'a' };
const system = { id: 0, name: 'Bitrix24' };

describe('what a search may be narrowed to', () => {
  it('is any type that was met or has a name, those that were met apart', () => {
    const met = ['tasks|comment', 'tasks|comment', 'own|event', ''].map((typeId, index) =>
      notification(index, { typeId }),
    );
    const names = new Map([
      ['tasks', 'Tasks'],
      ['tasks|comment', 'New comment'],
      ['tasks|manage', 'Changes'],
      ['blog', 'News Feed'],
      ['blog|post', 'A post'],
    ]);
    assert.deepEqual(typeChoices(met, names), {
      met: [
        { id: 'tasks|comment', name: 'New comment', moduleName: 'Tasks' },
        { id: 'own|event', name: 'own|event', moduleName: '' },
      ],
      others: [
        { id: 'blog|post', name: 'A post', moduleName: 'News Feed' },
        { id: 'tasks|manage', name: 'Changes', moduleName: 'Tasks' },
      ],
    });
  });

  it('is any author that was met or chosen, each once, and the system', () => {
    const met = [
      notification(1, { author: tom }),
      notification(2, { author: anna }),
      notification(3, { author: tom }),
      notification(4),
    ].map(each => ({ portal, notification: each }));
    const nobody = { ...system, portalId: 'a' };
    assert.deepEqual(authorChoices(met, [vera, anna], system), [anna, nobody, tom, vera]);
    assert.deepEqual(authorChoices([], [], system), []);
  });

  it('is two authors where two portals know one by the same number', () => {
    const met = [
      { portal, notification: notification(1, { author: { id: 2, name: 'Anna Orlova' } }) },
      { portal: other, notification: notification(1, { author: { id: 2, name: 'Boris' } }) },
      { portal: other, notification: notification(2) },
    ];
    const boris = { id: 2, name: 'Boris', portalId: 'b' };
    const nobody = { ...system, portalId: 'b' };
    assert.deepEqual(authorChoices(met, [], system), [anna, nobody, boris]);
    assert.deepEqual(authorChoices(met, [anna, boris], system), [anna, nobody, boris]);
  });

  it('calls an author what the portal calls them now', () => {
    const met = [{ portal, notification: notification(1, { author: { id: 2, name: 'Anna Hartley' } }) }];
    assert.deepEqual(authorChoices(met, [anna], system), [{ ...anna, name: 'Anna Hartley' }]);
  });
});
