import { WRONG } from './corpus';

const USER_ID = 5;
export const DATE = '2026-03-03T09:00:00+03:00';

/** Every block of attachments, each name and text of it the given one. */
function blocks(words: string): readonly unknown[] {
  const link = { NAME: words, DESC: words, LINK: 'https://x.example/a', PREVIEW: words, USER_ID: words };
  return [
    { MESSAGE: words },
    { HTML: words },
    {
      USER: [
        { NAME: words, LINK: words },
        { NAME: words, USER_ID: 5 },
      ],
    },
    { LINK: [link, { ...link, LINK: words }, { NAME: words, HTML: words, LINK: '/a' }] },
    { RICH_LINK: link },
    {
      GRID: [
        { NAME: words, VALUE: words, DISPLAY: words },
        { NAME: words, VALUE: words, LINK: '/a' },
        { VALUE: words, LINK: '/a|b' },
        { NAME: words, LINK: words },
      ],
    },
    { IMAGE: [{ NAME: words, LINK: '/a.png', PREVIEW: words }, { LINK: words }] },
    {
      FILE: [
        { NAME: words, LINK: '/a.txt', SIZE: words },
        { LINK: words, SIZE: 5 },
      ],
    },
    { DELIMITER: words },
    { [words]: words },
  ];
}

function buttons(words: string): string {
  const button = {
    COMMAND: 'notifyConfirm',
    COMMAND_PARAMS: `1|${words || 'Y'}`,
    TEXT: words,
    BG_COLOR: words,
  };
  return JSON.stringify([button, { ...button, TEXT: 'Accept', BG_COLOR: '#8bc84b' }]);
}

/** All that a component may show, each name and text of it the given one. */
function component(words: string): unknown {
  const TITLE = `${words} 1`;
  return {
    SUBJECT: `#AUTHOR# ${words}`,
    PLAIN_TEXT: `<a href="/a">${words}</a> 2`,
    ENTITY: {
      TITLE,
      HREF: words,
      CONTENT_TYPE: words,
      CONTENT: {
        VALUE: `${words} 3`,
        PREV: words,
        NEXT: words,
        ITEMS: [
          { TITLE, VALUE: `${words} 4`, TYPE: words },
          { TITLE: words, VALUE: 5, TYPE: 'user' },
        ],
        ADDITIONAL_TEXT: `${words} 5`,
        TEXT: `${words} 6 #USER_LIST#`,
        IDS: [5, words],
      },
    },
    LINKS: [
      { TITLE, HREF: '/a' },
      { TITLE: `${words} 7`, HREF: words },
    ],
  };
}

/** A notification of which every text is the given one. */
export function rawNotification(words: string, changes: Readonly<Record<string, unknown>> = {}): unknown {
  return {
    id: 270,
    chat_id: 77,
    author_id: USER_ID,
    date: DATE,
    notify_type: 1,
    notify_module: words,
    notify_event: words,
    notify_tag: words,
    notify_title: words,
    notify_buttons: buttons(words),
    setting_name: words,
    text: words,
    params: {
      CAN_ANSWER: 'Y',
      USERS: [5, 6, 7],
      ATTACH: [{ BLOCKS: blocks(words), DESCRIPTION: words }],
      COMPONENT_PARAMS: component(words),
    },
    notify_read: 'N',
    ...changes,
  };
}

/** All that a portal answers, with these words wherever it has any. */
export function rawPortal(
  words: string,
  notifications: readonly unknown[],
): {
  readonly list: { readonly notifications: readonly unknown[] } & Readonly<Record<string, unknown>>;
  readonly schema: unknown;
  readonly people: unknown;
  readonly said: unknown;
  readonly name: string;
} {
  return {
    list: {
      total_count: 3,
      total_unread_count: 3,
      notifications,
      users: [
        { id: USER_ID, name: words },
        { id: 6, name: words },
      ],
    },
    schema: { [words]: { NAME: words, MODULE_ID: words, LIST: [{ ID: `a|${words}`, NAME: words }] } },
    people: [
      { ID: 8, NAME: words, LAST_NAME: words, WORK_POSITION: words },
      { ID: 9, NAME: '', LAST_NAME: '', WORK_POSITION: words },
    ],
    said: { result_message: [words, words] },
    name: words,
  };
}

/** The fields that a notification can't do without, and values that are none. */
export const NEEDED: Readonly<Record<string, readonly unknown[]>> = {
  id: WRONG.filter(value => value !== '1e3'),
  date: WRONG.filter(value => value !== '0' && value !== '1e3'),
  notify_type: WRONG.filter(value => ![0, -1, '0', '1e3'].includes(value as number)),
  text: WRONG.filter(value => typeof value !== 'string' && value !== undefined && value !== null),
};

/** The fields that may be anything. */
export const OTHERS = [
  ...['chat_id', 'author_id', 'notify_module', 'notify_event', 'notify_tag', 'notify_sub_tag', 'notify_title'],
  ...['setting_name', 'notify_buttons', 'notify_read', 'params'],
];

/** The fields of `params` and of blocks, which may be anything too. */
export const PARAMS = ['CAN_ANSWER', 'USERS', 'ATTACH', 'COMPONENT_PARAMS', '__proto__'];
export const BLOCKS = ['MESSAGE', 'HTML', 'USER', 'LINK', 'RICH_LINK', 'GRID', 'IMAGE', 'FILE', 'DELIMITER'];
