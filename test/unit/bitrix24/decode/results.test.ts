import assert from 'node:assert/strict';
import {
  decodePeople,
  decodeProfile,
  decodeResultMessages,
  decodeScope,
  decodeTypeNames,
} from '../../../../src/bitrix24/decode/results';
import { failureIn } from '../../support/connection';

describe('account', () => {
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
      assert.deepEqual(decodeScope({ 0: 'im', 2: 'user' }), ['im', 'user']);
    });

    it('is cut after two hundred names', () => {
      assert.equal(decodeScope(Array.from({ length: 10_000 }, (_item, index) => `s${index}`)).length, 200);
    });

    it('of another form is malformed', () => {
      for (const result of [null, {}, 'im', [1], ['im', null], { a: 'im' }, { 0: 1 }]) {
        assert.deepEqual(
          failureIn(() => decodeScope(result)),
          malformed,
          JSON.stringify(result),
        );
      }
    });
  });
});

describe('the answer to a quick reply', () => {
  const malformed = { kind: 'malformed' };

  const messages = (...list: readonly unknown[]): unknown => decodeResultMessages({ result_message: list });

  it('is what the portal says about it', () => {
    assert.deepEqual(messages('One', 'Two'), ['One', 'Two']);
    assert.deepEqual(messages(), []);
  });

  it('is twenty messages at most', () => {
    assert.deepEqual(messages(...Array<string>(10_000).fill('a')), Array<string>(20).fill('a'));
  });

  it('is nothing where the notification is gone', () => {
    assert.equal(decodeResultMessages({ result_message: false }), undefined);
  });

  it('loses its HTML and keeps its words', () => {
    assert.deepEqual(messages('<b>Done</b>.<br>See <a href="https://x.example/">here</a><BR />'), ['Done.\nSee here']);
    assert.deepEqual(messages('<span style="color:red">a</span><u>b</u><i>c</i>'), ['abc']);
    assert.deepEqual(messages('1 &lt; 2 &amp; &quot;3&quot; &#39;4&#39;'), ['1 < 2 & "3" \'4\'']);
  });

  it('keeps what only looks like HTML', () => {
    for (const words of ['<i am> here', 'if a<b OR c>d', '<p and q>', '<who>']) {
      assert.deepEqual(messages(words), [words]);
    }
    assert.deepEqual(messages('<p>a</p><strong>b</strong><!-- c --><hr>d'), ['a\nb\nd']);
  });

  it('is decoded once: what is escaped stays words', () => {
    assert.deepEqual(messages('&lt;b&gt;bold&lt;/b&gt; &amp;amp;'), ['<b>bold</b> &amp;']);
  });

  it('holds nothing unseen', () => {
    assert.deepEqual(messages('a\u0000b\u202ec&#8238;d'), ['abcd']);
  });

  it('of another form is malformed', () => {
    const results: readonly unknown[] = [
      true,
      false,
      null,
      [],
      {},
      'x',
      { result_message: true },
      { result_message: null },
      { result_message: 'Done' },
      { result_message: [1] },
      { result_message: [['Done']] },
      { result_message: {} },
    ];
    for (const result of results) {
      assert.deepEqual(
        failureIn(() => decodeResultMessages(result)),
        malformed,
        JSON.stringify(result),
      );
    }
  });
});

describe('people', () => {
  const ann = { ID: '3', ACTIVE: true, NAME: 'Ann', LAST_NAME: 'Bee', WORK_POSITION: 'Developer' };

  const decoded = { id: 3, name: 'Ann Bee', position: 'Developer' };

  it('are who the portal says', () => {
    assert.deepEqual(decodePeople([ann, { ...ann, ID: 4 }]), [decoded, { ...decoded, id: 4 }]);
    assert.deepEqual(decodePeople([]), []);
    assert.deepEqual(decodePeople({ 0: ann, 2: null }), [decoded]);
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
    const bad = [null, 7, 'x', [], {}, ...[undefined, null, 0, -1, 'ann', 1.5, {}].map(ID => ({ ...ann, ID }))];
    assert.deepEqual(decodePeople([...bad, ann]), [decoded]);
  });

  it('are a page at most', () => {
    assert.equal(decodePeople(Array.from({ length: 5000 }, () => ann)).length, 50);
  });

  it('of another form are malformed', () => {
    for (const result of [null, undefined, false, 7, 'x', {}, { a: ann }]) {
      assert.deepEqual(
        failureIn(() => decodePeople(result)),
        { kind: 'malformed' },
      );
    }
  });
});

describe('the names of the types', () => {
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
    assert.deepEqual(decode({ tasks: { ...tasks, LIST: Object.fromEntries(tasks.LIST.entries()) } }), expected);
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

  it('are those of five hundred modules and two thousand types at most', () => {
    const LIST = Array.from({ length: 10_000 }, (_item, index) => ({ ID: `a|${index}`, NAME: 'x' }));
    assert.equal(
      decodeTypeNames({ a: { NAME: 'A', MODULE_ID: 'a', LIST }, b: { NAME: 'B', MODULE_ID: 'b', LIST } }).size,
      2002,
    );
    const modules = Array.from({ length: 10_000 }, (_item, index) => ({ NAME: 'x', MODULE_ID: `m${index}` }));
    assert.equal(decodeTypeNames(modules).size, 500);
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
