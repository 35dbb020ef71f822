import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Bitrix24Client } from '../../../../src/bitrix24/bitrix24Client';
import type { Failure } from '../../../../src/model/portalFailure';
import { type StandInPortal, startPortal } from '../../../portal/portal';
import { METHODS } from '../../../spec/methods';
import { connect, type Connection, failureOf } from '../../support/connection';

const directory = path.join(__dirname, '../../../payloads');

interface Call {
  readonly method: string;
  readonly make: (client: Bitrix24Client) => Promise<unknown>;
}
const get: Call = { method: 'im.notify.get', make: client => client.getPage() };
const counters: Call = { method: 'im.counters.get', make: client => client.getUnreadCount() };
const people: Call = { method: 'user.search', make: client => client.findPeople('') };
const answer: Call = { method: 'im.notify.answer', make: client => client.answer(7, 'Hello') };
const readList: Call = { method: 'im.notify.read.list', make: client => client.setRead([7], true) };
const readAll: Call = { method: 'im.notify.read.all', make: client => client.markAllRead() };
const readFrom: Call = { method: 'im.notify.read', make: client => client.markReadFrom(7) };
const confirm: Call = { method: 'im.notify.confirm', make: client => client.confirm(7, 'Y') };
const remove: Call = { method: 'im.notify.delete', make: client => client.delete([7]) };
const search: Call = {
  method: 'im.notify.history.search',
  make: client => client.search({ text: 'invoice', authorIds: [] }),
};
const typeNames: Call = { method: 'im.notify.schema.get', make: client => client.getTypeNames() };
const personal: Call = {
  method: 'im.notify.personal.add',
  make: client => client.send({ to: 7, from: 'me', text: 'Hello' }),
};
const system: Call = {
  method: 'im.notify.system.add',
  make: client => client.send({ to: 7, from: 'system', text: 'Hello' }),
};
const profile: Call = { method: 'profile', make: client => client.getAccount() };
const scope: Call = { method: 'scope', make: client => client.getAccount() };

const SUCCESSES: readonly (readonly [string, Call, unknown])[] = [
  [
    'doc.im.notify.get.ok.json',
    get,
    {
      notifications: [
        {
          id: 1500,
          kind: 'personal',
          author: { id: 1, name: 'John Smith', firstName: 'John' },
          others: [],
          typeId: 'rest|rest_notify',
          date: Date.UTC(2026, 2, 3, 9),
          text: [{ kind: 'text', text: 'Reminder' }],
          attachments: [],
          buttons: [],
          isRead: false,
          canAnswer: false,
        },
      ],
      unreadTotal: 5,
      total: 120,
    },
  ],
  ['doc.im.counters.get.ok.json', counters, 4],
  ['doc.im.notify.answer.ok.json', answer, ['Your response has been successfully sent.']],
  ['doc.im.notify.read.list.ok.json', readList, undefined],
  ['doc.im.notify.read.all.ok.json', readAll, undefined],
  ['doc.im.notify.read.ok.json', readFrom, undefined],
  ['doc.im.notify.confirm.ok.json', confirm, ['Invitation accepted']],
  ['doc.im.notify.delete.ok.json', remove, new Map()],
  [
    'doc.im.notify.schema.get.ok.json',
    typeNames,
    new Map([
      ['tasks', 'Tasks'],
      ['tasks|task_update', 'Task Updates'],
    ]),
  ],
  ['doc.im.notify.ok.json', personal, 'sent'],
  ['doc.im.notify.personal.add.ok.json', personal, 'sent'],
  ['doc.im.notify.system.add.ok.json', system, 'sent'],
  [
    'doc.im.notify.history.search.ok.json',
    search,
    {
      notifications: [
        {
          id: 1500,
          kind: 'personal',
          author: { id: 1, name: 'John Smith', firstName: 'John' },
          others: [],
          typeId: 'tasks|task_update',
          date: Date.UTC(2026, 2, 3, 9),
          text: [{ kind: 'text', text: 'invoice' }],
          attachments: [],
          buttons: [],
          isRead: true,
          canAnswer: false,
        },
      ],
      total: 1,
    },
  ],
  ['doc.profile.ok.json', profile, { id: 1, name: 'Vadim Valeev' }],
  [
    'doc.user.search.ok.json',
    people,
    [
      { id: 1, name: 'Vadim Valeev', position: '' },
      { id: 3, name: 'John Smith', position: '' },
    ],
  ],
];

const refused = (code: string): Failure => ({ kind: 'refused', code });
const unauthorized: Failure = { kind: 'unauthorized', code: 'INVALID_CREDENTIALS' };

const FAILURES: readonly (readonly [string, Call, Failure])[] = [
  ['doc.scope.ok.json', scope, { kind: 'forbidden', code: 'insufficient_scope', scope: 'im' }],
  ['doc.im.notify.get.error.LAST_ID_AND_LAST_TYPE.json', get, refused('LAST_ID_AND_LAST_TYPE')],
  ['doc.im.notify.answer.error.ANSWER_TEXT_ERROR.json', answer, refused('ANSWER_TEXT_ERROR')],
  ['doc.im.notify.read.list.error.PARAMS_ERROR.json', readList, refused('PARAMS_ERROR')],
  ['doc.im.notify.read.all.error.INVALID_CREDENTIALS.json', readAll, unauthorized],
  ['doc.im.notify.read.error.INVALID_CREDENTIALS.json', readFrom, unauthorized],
  ['doc.im.notify.schema.get.error.INVALID_CREDENTIALS.json', typeNames, unauthorized],
  ['doc.im.notify.confirm.error.NOTIFY_VALUE_ERROR.json', confirm, refused('NOTIFY_VALUE_ERROR')],
  ['doc.im.notify.delete.error.PARAMS_ERROR.json', remove, refused('PARAMS_ERROR')],
  ['doc.im.notify.error.USER_ID_EMPTY.json', personal, refused('USER_ID_EMPTY')],
  ['doc.im.notify.personal.add.error.USER_ID_EMPTY.json', personal, refused('USER_ID_EMPTY')],
  ['doc.im.notify.system.add.error.USER_ID_EMPTY.json', system, refused('USER_ID_EMPTY')],
  ['doc.im.notify.history.search.error.SEARCH_TEXT_ERROR.json', search, refused('SEARCH_TEXT_ERROR')],
  ['doc.app.info.error.ACCESS_DENIED.json', profile, { kind: 'blocked', code: 'ACCESS_DENIED' }],
  ['doc.oauth.token.error.PAYMENT_REQUIRED.json', profile, { kind: 'blocked', code: 'PAYMENT_REQUIRED' }],
  ['doc.pull.application.config.get.error.WRONG_AUTH_TYPE.json', get, { kind: 'forbidden', code: 'WRONG_AUTH_TYPE' }],
];

describe("the documentation's own answers", () => {
  let portal: StandInPortal;
  let connection: Connection;
  before(async () => {
    portal = await startPortal({ seed: 'empty', scope: ['im', 'user'] });
    connection = connect(portal);
  });
  beforeEach(() => {
    portal.faults.clear();
    portal.journal.clear();
  });
  after(() => portal.close());

  const serve = (file: string, { method }: Call, status: number): void => {
    const body = readFileSync(path.join(directory, file));
    portal.faults.add({ method, fault: { kind: 'raw', body, status } });
  };

  for (const [file, call, expected] of SUCCESSES) {
    it(`${file} is understood, and nothing is left out`, async () => {
      serve(file, call, 200);
      assert.deepEqual(await call.make(connection.client), expected);
      assert.deepEqual(connection.leftOut, []);
    });
  }

  for (const [file, call, expected] of FAILURES) {
    it(`${file} is the failure “${expected.kind}”, whatever the status below 500`, async () => {
      for (const status of file.includes('.error.') ? [200, 400, 401, 403] : [200]) {
        serve(file, call, status);
        assert.deepEqual(await failureOf(call.make(connection.client)), expected);
      }
    });
  }

  it('are there for every method; a batch has those of its commands', () => {
    const documented = Object.keys(METHODS).filter(method => method !== 'batch');
    const files = readdirSync(directory).filter(file => file.endsWith('.ok.json'));
    assert.deepEqual(files.sort(), documented.map(method => `doc.${method}.ok.json`).sort());
  });

  it('are all of them tried', () => {
    const tried = [...SUCCESSES, ...FAILURES].map(([file]) => file);
    assert.deepEqual(readdirSync(directory).sort(), tried.sort());
  });
});
