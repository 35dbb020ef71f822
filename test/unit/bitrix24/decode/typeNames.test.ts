import assert from 'node:assert/strict';
import { decodeTypeNames } from '../../../../src/bitrix24/decode/typeNames';
import { failureIn } from '../connection';

const decode = (result: unknown): unknown => Object.fromEntries(decodeTypeNames(result));
const tasks = {
  NAME: 'Tasks',
  MODULE_ID: 'tasks',
  LIST: [
    { ID: 'tasks|comment', NAME: 'Task comments' },
    { ID: 'tasks|manage', NAME: 'Changes' },
  ],
};
const expected = { tasks: 'Tasks', 'tasks|comment': 'Task comments', 'tasks|manage': 'Changes' };

describe('the names of the types', () => {
  it('are those of the types and of their modules', () => {
    const im = { NAME: 'Chat', MODULE_ID: 'im', LIST: [{ ID: 'im|default', NAME: 'Other' }] };
    assert.deepEqual(decode({ tasks, im }), { ...expected, im: 'Chat', 'im|default': 'Other' });
  });

  it('are none where the portal has none', () => {
    assert.deepEqual(decode([]), {});
    assert.deepEqual(decode({}), {});
  });

  it('may be lists or PHP’s maps', () => {
    assert.deepEqual(decode([tasks]), expected);
    assert.deepEqual(
      decode({ tasks: { ...tasks, LIST: Object.fromEntries(tasks.LIST.entries()) } }),
      expected,
    );
  });

  it('are on one line, bounded, and hold nothing unseen', () => {
    const LIST = [{ ID: 'a|b', NAME: ` Task\u202e\n comments${'x'.repeat(5000)}` }];
    assert.deepEqual(decode({ a: { NAME: 'A\u0000', MODULE_ID: 'a', LIST } }), {
      a: 'A',
      'a|b': `Task comments${'x'.repeat(87)}`,
    });
  });

  it('that can not be read hide no other', () => {
    for (const bad of [null, undefined, 7, 'x', true, [], {}, ['x']]) {
      assert.deepEqual(decode({ bad, tasks }), expected);
      assert.deepEqual(decode({ tasks: { ...tasks, LIST: [bad, ...tasks.LIST] } }), expected);
      assert.deepEqual(decode({ bad: { NAME: bad, MODULE_ID: bad, LIST: tasks.LIST }, tasks }), {
        ...expected,
        ...(bad === 'x' ? { x: 'x' } : {}),
      });
      assert.deepEqual(decode({ a: { NAME: 'A', MODULE_ID: 'a', LIST: bad } }), { a: 'A' });
    }
    for (const name of [null, undefined, '', ' ', '\u202e', 7, {}, []]) {
      const LIST = [{ ID: 'tasks|x', NAME: name }, { ID: name, NAME: 'X' }, ...tasks.LIST];
      assert.deepEqual(decode({ tasks: { ...tasks, LIST } }), expected, JSON.stringify(name));
    }
  });

  it('are safe where a module is called like a part of every object', () => {
    const names = '"NAME": "P", "MODULE_ID": "toString"';
    const odd = JSON.parse(`{"__proto__": {${names}}, "constructor": {${names}}}`) as object;
    assert.deepEqual(decode({ ...odd, tasks }), expected);
  });

  it('of another form are malformed', () => {
    for (const result of [null, undefined, true, false, 7, 'x']) {
      assert.deepEqual(
        failureIn(() => decodeTypeNames(result)),
        { kind: 'malformed' },
      );
    }
  });
});
