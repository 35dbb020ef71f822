import fc from 'fast-check';
import { BLOCKS, DATE, NEEDED, OTHERS, PARAMS, rawPortal } from './answers';
import { CORPUS, WRONG } from './corpus';
import type { RawPortal } from './loadedPortal';

/** What a generated answer holds, and which notifications of it have to be seen. */
export interface Generated {
  readonly raw: RawPortal;
  readonly ids: readonly number[];
  readonly count: number;
}

/** Notifications in an answer, at least. */
export const LEAST_IN_ANSWER = 40;
const SHORT = 80;
const fragments = Object.values(CORPUS)
  .flat()
  .filter(({ length }) => length <= SHORT);
const tags = [
  'b',
  'i',
  's',
  'u',
  'url',
  'url=/a',
  'url=https://x.example/?a|b',
  'quote',
  'code',
  'img',
  'user=5',
  'size=1',
];
const signs = Array.from('\\`*_{}[]()#+-.!|~$@:/="\'^<>&;%?, \t\n\r0aZé漢😀م\u200d\u202e\u2067\ufe0f');

const anything = fc.constantFrom(...WRONG);
const piece = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...fragments) },
  {
    weight: 3,
    arbitrary: fc.constantFrom(...tags.flatMap(tag => [`[${tag}]`, `[/${tag.replace(/=.*/, '')}]`])),
  },
  { weight: 3, arbitrary: fc.constantFrom(...signs) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 6 }) },
);
const words = fc.array(piece, { maxLength: 3 }).map(pieces => pieces.join(''));
const wordsOrNot = fc.oneof({ weight: 9, arbitrary: words }, { weight: 1, arbitrary: anything });
const somewhere = fc.oneof(words, fc.constantFrom('/a', 'https://x.example/a', 'command:x', 'javascript:x', '//x'));

const thing = fc.record(
  {
    NAME: wordsOrNot,
    LINK: somewhere,
    DESC: wordsOrNot,
    HTML: wordsOrNot,
    VALUE: wordsOrNot,
    PREVIEW: somewhere,
    USER_ID: anything,
    SIZE: anything,
  },
  { requiredKeys: [] },
);
const block = fc
  .tuple(fc.constantFrom(...BLOCKS), fc.oneof(thing, fc.array(thing, { maxLength: 3 }), wordsOrNot))
  .map(([kind, value]) => ({ [kind]: value }));
const content = fc.record(
  {
    ...{ VALUE: wordsOrNot, PREV: wordsOrNot, NEXT: wordsOrNot, ADDITIONAL_TEXT: wordsOrNot, TEXT: wordsOrNot },
    ITEMS: fc.oneof(
      fc.array(fc.record({ TITLE: wordsOrNot, VALUE: wordsOrNot, TYPE: words }), { maxLength: 2 }),
      anything,
    ),
    IDS: anything,
  },
  { requiredKeys: [] },
);
const component = fc.record(
  {
    SUBJECT: wordsOrNot,
    PLAIN_TEXT: wordsOrNot,
    ENTITY: fc.oneof(
      fc.record({ TITLE: wordsOrNot, HREF: somewhere, CONTENT: fc.oneof(content, anything) }, { requiredKeys: [] }),
      anything,
    ),
    LINKS: fc.oneof(fc.array(fc.record({ TITLE: wordsOrNot, HREF: somewhere }), { maxLength: 2 }), anything),
  },
  { requiredKeys: [] },
);
const params = fc.oneof(
  fc.record(
    {
      COMPONENT_PARAMS: fc.oneof(component, anything),
      CAN_ANSWER: fc.constantFrom('Y', 'N', true, []),
      USERS: fc.oneof(fc.array(fc.integer({ min: -1, max: 9 }), { maxLength: 4 }), anything),
      ATTACH: fc.oneof(
        fc.array(fc.record({ BLOCKS: fc.array(block, { maxLength: 2 }) }), { maxLength: 1 }),
        block,
        anything,
      ),
    },
    { requiredKeys: [] },
  ),
  anything,
);
const button = fc.record({
  COMMAND: fc.constantFrom('notifyConfirm', 'other'),
  COMMAND_PARAMS: words.map(value => `1|${value}`),
  TEXT: wordsOrNot,
  BG_COLOR: fc.constantFrom('#8bc84b', '', 7),
});
const buttons = fc.oneof(
  fc.array(button, { maxLength: 2 }).map(list => JSON.stringify(list)),
  wordsOrNot,
);

const good = fc.record(
  {
    id: fc.integer({ min: 1, max: 60 }).chain(id => fc.constantFrom<unknown>(id, String(id))),
    date: fc.constantFrom(DATE, '1970-01-01T00:00:00+03:00', '9999-12-31T23:59:59Z', '2026-03-03'),
    notify_type: fc.constantFrom(1, 2, 3, 4, '1', 99),
    text: fc.oneof({ weight: 9, arbitrary: words }, { weight: 1, arbitrary: fc.constantFrom(null, undefined, '') }),
    author_id: fc.oneof(fc.integer({ min: 0, max: 9 }), anything),
    notify_title: wordsOrNot,
    notify_buttons: buttons,
    setting_name: fc.oneof(words, fc.constantFrom('blog|comment', 'a|b'), anything),
    params,
    notify_read: fc.constantFrom('Y', 'N', true, null),
  },
  { requiredKeys: ['id', 'date', 'notify_type', 'text'] },
);

interface Item {
  readonly raw: unknown;
  /** Of one that has to be seen. */
  readonly id?: number;
}

const goodItem: fc.Arbitrary<Item> = good.map(raw => ({ raw, id: Number(raw.id) }));
/** Any one field is anything: where it does without, it has to be seen. */
const oddItem: fc.Arbitrary<Item> = fc
  .tuple(good, fc.constantFrom(...OTHERS, ...PARAMS), anything)
  .map(([raw, field, value]) => ({ raw: { ...raw, [field]: value }, id: Number(raw.id) }));
const badItem: fc.Arbitrary<Item> = fc.oneof(
  fc.constantFrom(...WRONG).map(raw => ({ raw })),
  fc
    .tuple(good, fc.constantFrom(...Object.keys(NEEDED)), fc.nat())
    .map(([raw, field, nth]) => ({ raw: { ...raw, [field]: NEEDED[field]?.[nth % NEEDED[field].length] } })),
);
const item = fc.oneof(
  { weight: 8, arbitrary: goodItem },
  { weight: 1, arbitrary: oddItem },
  { weight: 1, arbitrary: badItem },
);

const user = fc.record({ id: fc.oneof(fc.integer({ min: 1, max: 9 }), anything), name: wordsOrNot });

/** A whole answer of a portal, and all that it says beside it. */
export const generated: fc.Arbitrary<Generated> = fc
  .record({
    items: fc.array(item, { minLength: LEAST_IN_ANSWER, maxLength: LEAST_IN_ANSWER + 4 }),
    users: fc.oneof(
      { weight: 9, arbitrary: fc.array(fc.oneof(user, anything), { maxLength: 9 }) },
      { weight: 1, arbitrary: anything },
    ),
    count: fc.oneof(fc.nat(120), fc.constantFrom(null, undefined, -5, '7')),
    elsewhere: words,
    name: words,
    said: fc.oneof(fc.array(words, { maxLength: 3 }), fc.constant(false)),
  })
  .map(({ items, users, count, elsewhere, name, said }) => {
    const { schema, people } = rawPortal(elsewhere, []);
    return {
      raw: {
        list: { notifications: items.map(({ raw }) => raw), users, total_unread_count: count },
        schema,
        people,
        said: { result_message: said },
        name,
      },
      ids: [...new Set(items.flatMap(({ id }) => (id === undefined ? [] : [id])))].sort((a, b) => a - b),
      count: items.length,
    };
  });
