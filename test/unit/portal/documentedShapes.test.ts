import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { startPortal, type StandInPortal } from '../../portal/portal';
import { METHODS } from '../../spec/methods';
import { shapeDifferences } from '../../spec/shapes';
import { call } from './caller';

const NOTIFICATION = [
  // Only where something is stored.
  'result.notifications[].notify_sub_tag is null, not string',
  'result.notifications[].params is object, not null',
  // `false` where a person did not say.
  'result.users[].last_activity_date is boolean, not string',
  'result.users[].phones is boolean, not object',
];

/** Examples of an older core. */
const TIME = ['time.operating_reset_at is not documented'];

/** Where the stand-in departs from the documentation's example, because the portal's own core does. */
const DIFFERENCES: Readonly<Record<string, readonly string[]>> = {
  'im.counters.get': [
    // Chats have nothing unread here.
    'result.CHAT_MUTED[] is missing',
    'result.DIALOG[] is missing',
    // Newer kinds of chats.
    ...['CHANNEL_COMMENT', 'COLLAB', 'COLLAB_UNREAD', 'COPILOT', 'COPILOT_UNREAD', 'TASKS_TASK', 'TASKS_TASK_UNREAD'],
    ...['TYPE.COLLAB', 'TYPE.COPILOT', 'TYPE.TASKS_TASK'],
  ].map(each => (each.includes(' ') ? each : `result.${each} is not documented`)),
  'im.notify.get': [
    ...NOTIFICATION,
    // The example has no confirmation, nobody who is away, and a tag and a title.
    'result.notifications[].notify_buttons is not documented',
    'result.notifications[].notify_tag is null, not string',
    'result.notifications[].notify_title is null, not string',
    'result.users[].absent is string, not boolean',
  ],
  'im.notify.history.search': NOTIFICATION,
  'user.search': TIME,
  profile: TIME,
  scope: TIME,
};

describe('the stand-in portal against the documentation', () => {
  let portal: StandInPortal;
  /** A call that succeeds, of each method. */
  let params: Readonly<Record<string, object>>;
  before(async () => {
    portal = await startPortal({ seed: 'sample', scope: ['im', 'user'] });
    // The documentation has no authors without a record.
    for (const { id, authorId } of portal.box.list()) {
      if (authorId !== 0 && !portal.people.has(authorId)) portal.box.remove(id);
    }
    const id = (type: number): number | undefined => portal.box.list().find(item => item.type === type)?.id;
    const toAnswer = portal.box.list().find(item => item.params?.CAN_ANSWER === 'Y')?.id;
    const sent = { USER_ID: 2, MESSAGE: 'Hello' };
    params = {
      'im.notify': sent,
      'im.notify.personal.add': sent,
      'im.notify.system.add': sent,
      'im.notify.answer': { NOTIFY_ID: toAnswer, ANSWER_TEXT: 'Hello' },
      'im.notify.confirm': { NOTIFY_ID: id(1), NOTIFY_VALUE: 'Y' },
      'im.notify.delete': { ID: id(4) },
      'im.notify.read': { ID: id(2) },
      'im.notify.read.list': { IDS: [id(2)] },
      'im.notify.history.search': { SEARCH_TEXT: 'task' },
    };
  });
  after(() => portal.close());

  for (const method of Object.keys(METHODS).filter(name => name !== 'batch')) {
    it(`${method} is answered alike`, async () => {
      const { json } = await call(portal, method, params[method]);
      const [documented, actual] = [exampleOf(method), json].map(answer =>
        method === 'im.notify.schema.get' ? { ...answer, result: Object.values(answer.result as object) } : answer,
      );
      assert.deepEqual(shapeDifferences(documented, actual), [...(DIFFERENCES[method] ?? [])].sort());
    });
  }

  it('would be found to be other', () => {
    const documented = { list: [{ id: 1, tag: 'a' }, { id: 2 }], map: {}, flag: true };
    assert.deepEqual(shapeDifferences(documented, { list: [{ id: 1 }], map: [], flag: false }), []);
    assert.deepEqual(shapeDifferences(documented, { list: [{ id: '1' }, { ID: 2 }], map: { 7: 1 }, flag: {} }), [
      'flag is list, not boolean',
      'list[].ID is not documented',
      'list[].id is absent, not number',
      'list[].id is string, not number',
      'map[] is not documented',
    ]);
    assert.deepEqual(shapeDifferences(documented, { list: [], map: null }), [
      'flag is missing',
      'list[] is missing',
      'map is null, not list',
    ]);
  });
});

function exampleOf(method: string): Readonly<Record<string, unknown>> {
  const file = path.join(__dirname, `../../payloads/doc.${method}.ok.json`);
  return JSON.parse(readFileSync(file, 'utf8')) as Readonly<Record<string, unknown>>;
}
