import assert from 'node:assert/strict';
import type { Bitrix24Client } from '../../../src/bitrix24/bitrix24Client';
import { type StandInPortal, startPortal } from '../../portal/portal';
import { ACCESS_TOKEN, commandsOf, departures, METHODS } from '../../spec/methods';
import { connect, type Connection } from '../support/connection';

type Form = (client: Bitrix24Client) => Promise<unknown>;

const DAY_MS = 24 * 60 * 60_000;
const FROM = Date.UTC(2026, 2, 3);

/** Each method of the client, with every combination of parameters that it can send. */
const FORMS: Readonly<Record<keyof Bitrix24Client, readonly Form[]>> = {
  getPage: [
    client => client.getPage(),
    client => client.getPage({ lastId: 9, lastType: 1 }),
    client => client.getPage({ lastId: 9, lastType: 3 }),
  ],
  getFingerprint: [client => client.getFingerprint()],
  getUnreadCount: [client => client.getUnreadCount()],
  answer: [client => client.answer(7, 'Hello')],
  confirm: [client => client.confirm(7, 'Y')],
  setRead: [client => client.setRead([7], true), client => client.setRead([7, 8], false)],
  markReadFrom: [client => client.markReadFrom(7)],
  markAllRead: [client => client.markAllRead()],
  delete: [client => client.delete([7]), client => client.delete([7, 8])],
  search: [
    { text: 'invoice', authorIds: [] },
    { text: '', authorIds: [2, 3] },
    { text: '', typeId: 'tasks|task_update', authorIds: [] },
    { text: '', authorIds: [], days: { from: FROM, to: FROM + DAY_MS } },
    { text: 'invoice', typeId: 'tasks', authorIds: [2], days: { from: FROM, to: FROM + 3 * DAY_MS } },
  ].flatMap((query): Form[] => [client => client.search(query), client => client.search(query, 9)]),
  getTypeNames: [client => client.getTypeNames()],
  send: [
    client => client.send({ to: 1, from: 'me', text: 'Hello' }),
    client => client.send({ to: 1, from: 'system', text: 'Hello' }),
  ],
  findPeople: [client => client.findPeople('Anna'), client => client.findPeople('')],
  getAccount: [client => client.getAccount()],
  getPermissions: [client => client.getPermissions()],
  // `pull.config.get` is not documented.
  getPushConfig: [],
};

/** What is sent although the documentation does not have it so. */
const DISAGREEMENTS: Readonly<Record<string, string>> = {
  'user.search: FILTER is of the type object, not string': 'The table says “string”, the text a list of fields.',
  'user.search: FILTER.ACTIVE is not documented': 'A field of users like those named; those who have left are many.',
};

describe('requests against the documentation', () => {
  let portal: StandInPortal;
  beforeEach(async () => {
    portal = await startPortal({ seed: 'empty', scope: ['im', 'user'] });
  });
  afterEach(() => portal.close());

  /** Sends every form, those for portals without newer methods too. */
  async function sendAll({ client }: Connection): Promise<void> {
    for (const form of Object.values(FORMS).flat()) {
      await form(client);
    }
    const unknown = { kind: 'error', code: 'ERROR_METHOD_NOT_FOUND', status: 404 } as const;
    for (const [index, method] of ['im.notify.personal.add', 'im.notify.system.add'].entries()) {
      portal.faults.add({ method, fault: unknown });
      await FORMS.send[index]?.(client);
    }
  }
  const calls = (): readonly (readonly [string, Readonly<Record<string, unknown>>])[] =>
    portal.journal
      .calls()
      .filter(({ isInBatch }) => !isInBatch)
      .map(({ method, params }) => [method, params]);
  const found = (): readonly string[] => [...new Set(calls().flatMap(call => departures(...call)))].sort();

  it('have the documented parameters, of the documented types, and all that are required', async () => {
    await sendAll(connect(portal));
    assert.deepEqual(found(), Object.keys(DISAGREEMENTS).sort());
  });

  it('have the access token beside them, and nothing else', async () => {
    const restUrl = `${portal.origin}/rest/`;
    const application = portal.oauth.addApplication({
      redirectUri: `${portal.origin}/callback`,
      scope: ['im', 'user'],
    });
    const { access_token: accessToken } = portal.oauth.issue(application, 1);
    await sendAll(connect(portal, { restUrl, tokens: { accessToken, renew: () => assert.fail() } }));
    const expected = [...new Set(calls().map(([method]) => `${method}: ${ACCESS_TOKEN} is not documented`))];
    assert.deepEqual(found(), [...expected, ...Object.keys(DISAGREEMENTS)].sort());
  });

  it('are of all documented methods', async () => {
    await sendAll(connect(portal));
    const sent = calls().flatMap(([method, params]) => [method, ...commandsOf(params).map(([command]) => command)]);
    assert.deepEqual([...new Set(sent)].sort(), Object.keys(METHODS).sort());
  });

  it('would be found to be wrong', () => {
    assert.deepEqual(
      [
        departures('im.notify.get', { LIMIT: 50, LAST_ID: '9', LAST_TYPE: 2, AFTER: 1 }),
        departures('im.notify.answer', { ID: 7, ANSWER_TEXT: 7 }),
        departures('im.notify.read.list', { IDS: [7, '8'], ACTION: true }),
        departures('im.notify.read.list', { IDS: 7 }),
        departures('im.notify.history.search', { SEARCH_AUTHORS: ['2'] }),
        departures('batch', { halt: 0, cmd: { a: 'im.notify.delete?ID=x&IDS=7', b: 'user.get' } }),
        departures('im.notify.undelete', {}),
      ].map(each => each.join('; ')),
      [
        'im.notify.get: LAST_ID is of the type string, not integer; im.notify.get: LAST_TYPE is none of 1, 3; ' +
          'im.notify.get: AFTER is not documented',
        'im.notify.answer lacks NOTIFY_ID; im.notify.answer: ID is not documented; ' +
          'im.notify.answer: ANSWER_TEXT is of the type integer, not string',
        'im.notify.read.list: IDS is of the type integers and strings, not integers; ' +
          'im.notify.read.list: ACTION is of the type boolean, not string; ' +
          'im.notify.read.list: ACTION is none of Y, N',
        'im.notify.read.list: IDS is of the type integer, not integers',
        'im.notify.history.search: SEARCH_AUTHORS is of the type strings, not integers',
        'im.notify.delete: ID is of the type string, not integer; im.notify.delete: IDS is not documented; ' +
          'user.get is not documented',
        'im.notify.undelete is not documented',
      ],
    );
  });
});
