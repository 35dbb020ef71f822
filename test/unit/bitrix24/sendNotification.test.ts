import assert from 'node:assert/strict';
import type { OutgoingNotification, SendResult } from '../../../src/model/compose/sendApi';
import { type StandInPortal, startPortal } from '../../portal/portal';
import { connect, type Connection, failureOf } from '../support/connection';

const PERSONAL = 'im.notify.personal.add';
const SYSTEM = 'im.notify.system.add';
const SOMEBODY = 3;

describe('sending', () => {
  let portal: StandInPortal;
  let connection: Connection;
  beforeEach(async () => {
    portal = await startPortal({ seed: 'empty' });
    connection = connect(portal);
  });
  afterEach(() => portal.close());

  const send = (outgoing: Partial<OutgoingNotification> = {}): Promise<SendResult> =>
    connection.client.send({ to: SOMEBODY, from: 'me', text: 'Hello', ...outgoing });
  const calls = (): unknown => portal.journal.calls().map(({ method, params }) => [method, params]);
  const arrived = (): unknown =>
    portal
      .boxOf(SOMEBODY)
      .list()
      .map(({ type, authorId, text }) => [type, authorId, text]);
  const lackMethod = (method: string, code = 'ERROR_METHOD_NOT_FOUND'): void => {
    portal.faults.add({ method, fault: { kind: 'error', code } });
  };

  it('is done in the own name', async () => {
    const text = 'Да — "yes"\n[b]&amp; <so>[/b] 👍';
    assert.equal(await send({ text }), 'sent');
    assert.deepEqual(arrived(), [[2, 1, text]]);
    assert.deepEqual(calls(), [[PERSONAL, { USER_ID: SOMEBODY, MESSAGE: text }]]);
  });

  it('is done in the name of the system', async () => {
    assert.equal(await send({ from: 'system' }), 'sent');
    assert.deepEqual(arrived(), [[4, 0, 'Hello']]);
    assert.deepEqual(calls(), [[SYSTEM, { USER_ID: SOMEBODY, MESSAGE: 'Hello' }]]);
  });

  it('to nobody is answered with false', async () => {
    assert.equal(await send({ to: 4711 }), 'nobody');
  });

  it('to somebody who wants no such notifications is answered with the moment', async () => {
    portal.boxOf(SOMEBODY).switchedOff.add('rest|rest_notify');
    assert.equal(await send(), 'switchedOff');
    assert.deepEqual(arrived(), []);
  });

  it('is told apart from a moment by its id, also where the clocks differ by hours', async () => {
    const seconds = Math.floor(Date.now() / 1000);
    const day = 86_400;
    const answers: readonly (readonly [unknown, SendResult])[] = [
      [1, 'sent'],
      ['1500', 'sent'],
      [seconds, 'switchedOff'],
      [String(seconds), 'switchedOff'],
      [seconds - day + 100, 'switchedOff'],
      [seconds + day - 100, 'switchedOff'],
      [seconds - day - 100, 'sent'],
      [seconds + day + 100, 'sent'],
      [false, 'nobody'],
    ];
    for (const [result, sent] of answers) {
      portal.faults.add({ fault: { kind: 'result', result } });
      assert.equal(await send(), sent, String(result));
    }
  });

  it('may be answered with what makes no sense', async () => {
    for (const result of [true, null, 0, '0', -1, 1.5, '', 'x', [], [1], {}]) {
      portal.faults.add({ fault: { kind: 'result', result } });
      assert.deepEqual(await failureOf(send()), { kind: 'malformed' }, JSON.stringify(result));
    }
  });

  for (const [from, method, TYPE, stored] of [
    ['me', PERSONAL, 'USER', [2, 1, 'Hello']],
    ['system', SYSTEM, 'SYSTEM', [4, 0, 'Hello']],
  ] as const) {
    it(`goes by im.notify where the portal has no ${method}`, async () => {
      for (const code of ['ERROR_METHOD_NOT_FOUND', 'error_method_not_found']) {
        lackMethod(method, code);
        assert.equal(await send({ from }), 'sent');
      }
      const params = { USER_ID: SOMEBODY, MESSAGE: 'Hello' };
      const both = [
        [method, params],
        ['im.notify', { ...params, TYPE }],
      ];
      assert.deepEqual(calls(), [...both, ...both]);
      assert.deepEqual(arrived(), [stored, stored]);
    });
  }

  it('goes no other way for any other failure', async () => {
    for (const fault of [
      { kind: 'error', code: 'MESSAGE_EMPTY' },
      { kind: 'error', code: 'insufficient_scope' },
      { kind: 'error', code: 'INTERNAL_SERVER_ERROR' },
      { kind: 'html', status: 404 },
      { kind: 'reset', when: 'after' },
    ] as const) {
      portal.journal.clear();
      portal.faults.add({ fault });
      await failureOf(send());
      assert.equal(portal.journal.calls().length, 1, JSON.stringify(fault));
    }
  });

  it('fails with the portal’s reason where im.notify is refused too', async () => {
    lackMethod(PERSONAL);
    lackMethod('im.notify');
    const expected = { kind: 'refused', code: 'ERROR_METHOD_NOT_FOUND', missingMethod: 'im.notify' };
    assert.deepEqual(await failureOf(send()), expected);
    assert.equal(portal.journal.calls().length, 2);
  });

  it('without words or a recipient is refused by the portal', async () => {
    assert.deepEqual(await failureOf(send({ text: ' ' })), { kind: 'refused', code: 'MESSAGE_EMPTY' });
    assert.deepEqual(await failureOf(send({ to: 0 })), { kind: 'refused', code: 'USER_ID_EMPTY' });
  });
});
