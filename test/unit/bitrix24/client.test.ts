import assert from 'node:assert/strict';
import { startPortal } from '../../portal/portal';
import type { StandInPortal } from '../../portal/portal';
import { connect, failureOf } from './connection';
import type { Connection } from './connection';
import { wireNotification, wirePage } from './wire';

describe('the client', () => {
  let portal: StandInPortal;
  let connection: Connection;
  beforeEach(async () => {
    portal = await startPortal({ seed: 'empty' });
    connection = connect(portal);
  });
  afterEach(() => portal.close());

  it('asks by POST, with JSON, and without cookies or credentials in the head', async () => {
    await connection.client.page();
    const [call] = portal.journal.calls();
    assert.equal(call?.httpMethod, 'POST');
    assert.equal(call.headers['content-type'], 'application/json');
    assert.equal('cookie' in call.headers || 'authorization' in call.headers, false);
    assert.deepEqual(call.params, { LIMIT: 50 });
  });

  it('goes on where a page ended', async () => {
    await connection.client.page({ lastId: 1234, lastType: 1 });
    assert.deepEqual(portal.journal.calls('im.notify.get')[0]?.params, {
      LIMIT: 50,
      LAST_ID: 1234,
      LAST_TYPE: 1,
    });
  });

  it('reads what is in the portal', async () => {
    const id = portal.box.add({ text: 'Hello', params: { CAN_ANSWER: 'Y' } });
    const { notifications, unreadTotal } = await connection.client.page();
    assert.equal(unreadTotal, 1);
    assert.deepEqual(
      notifications.map(item => [item.id, item.isRead, item.canAnswer, item.text]),
      [[id, false, true, [{ kind: 'text', text: 'Hello' }]]],
    );
  });

  it('reads a whole sample portal and leaves nothing out', async () => {
    const full = await startPortal({ seed: 'sample' });
    try {
      const { client, leftOut } = connect(full);
      const { notifications } = await client.page();
      assert.equal(notifications.length, Math.min(full.box.count, 50));
      assert.deepEqual(leftOut, []);
    } finally {
      await full.close();
    }
  });

  it('tells how many notifications could not be read, once per page', async () => {
    const result = wirePage([null, wireNotification(), wireNotification({ id: 'x' })]);
    portal.faults.add({ fault: { kind: 'result', result } });
    const { notifications } = await connection.client.page();
    assert.equal(notifications.length, 1);
    assert.deepEqual(connection.leftOut, [2]);
  });

  it('sends a reply as it was typed', async () => {
    const id = portal.box.add({ module: 'blog', params: { CAN_ANSWER: 'Y' } });
    const text = 'Да — "yes"\n[b]&amp; <b>so</b> 👍';
    assert.deepEqual(await connection.client.answer(id, text), ['Comment has been published']);
    assert.deepEqual(
      portal.box.answers.map(answer => [answer.id, answer.text]),
      [[id, text]],
    );
  });

  it('learns that a notification is gone', async () => {
    assert.equal(await connection.client.answer(4711, 'Hello'), undefined);
  });

  it('marks these and no other ones', async () => {
    const ids = [portal.box.add(), portal.box.add(), portal.box.add()] as const;
    await connection.client.setRead([ids[0], ids[1]], true);
    assert.deepEqual(
      ids.map(id => portal.box.get(id)?.isRead),
      [true, true, false],
    );
    await connection.client.setRead([ids[0]], false);
    assert.deepEqual(
      ids.map(id => portal.box.get(id)?.isRead),
      [false, true, false],
    );
  });

  it('marks all, but no confirmation', async () => {
    portal.box.add({ type: 1 });
    portal.box.add();
    await connection.client.readAll();
    assert.equal(portal.box.unreadCount, 1);
    assert.equal((await connection.client.page()).unreadTotal, 1);
  });

  it('knows whose webhook it is', async () => {
    const account = await connection.client.account();
    assert.equal(account.id, 1);
    assert.notEqual(account.name, '');
    assert.deepEqual(
      portal.journal.calls().map(({ method }) => method),
      ['profile', 'scope'],
    );
  });

  it('does not ask for the scope of a webhook that the portal refuses', async () => {
    portal.access.state = 'revoked';
    assert.equal((await failureOf(connection.client.account())).kind, 'unauthorized');
    assert.deepEqual(
      portal.journal.calls().map(({ method }) => method),
      ['profile'],
    );
  });

  it('makes several calls at once and mixes none up', async () => {
    const ids = [portal.box.add(), portal.box.add(), portal.box.add()];
    const answers = await Promise.all([...ids, 4711].map(id => connection.client.answer(id, `to ${id}`)));
    assert.deepEqual(
      answers.map(answer => answer === undefined),
      [false, false, false, true],
    );
    assert.deepEqual(
      portal.box.answers.map(({ id, text }) => text === `to ${id}`),
      [true, true, true],
    );
    assert.deepEqual(
      connection.records.map(({ outcome }) => outcome),
      ['ok', 'ok', 'ok', 'ok'],
    );
  });
});
