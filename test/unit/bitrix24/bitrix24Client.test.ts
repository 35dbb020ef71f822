import assert from 'node:assert/strict';
import type { NotificationPage, PageCursor } from '../../../src/model/notification/notification';
import { flood } from '../../portal/flood';
import type { SeedNotification } from '../../portal/notification';
import { type StandInPortal, startPortal } from '../../portal/portal';
import { connect, type Connection, failureOf } from '../support/connection';
import { notificationPayload, pagePayload } from './payloads';

describe('the client', () => {
  let portal: StandInPortal;
  let connection: Connection;
  beforeEach(async () => {
    portal = await startPortal({ seed: 'empty' });
    connection = connect(portal);
  });
  afterEach(() => portal.close());

  it('asks by POST, with JSON, and without cookies or credentials in the head', async () => {
    await connection.client.getPage();
    const [call] = portal.journal.calls();
    assert.equal(call?.httpMethod, 'POST');
    assert.equal(call.headers['content-type'], 'application/json');
    assert.equal('cookie' in call.headers || 'authorization' in call.headers, false);
    assert.deepEqual(call.params, { LIMIT: 50 });
  });

  it('goes on where a page ended', async () => {
    await connection.client.getPage({ lastId: 1234, lastType: 1 });
    assert.deepEqual(portal.journal.calls('im.notify.get')[0]?.params, {
      LIMIT: 50,
      LAST_ID: 1234,
      LAST_TYPE: 1,
    });
  });

  it('reads what is in the portal', async () => {
    const id = portal.box.add({ text: 'Hello', params: { CAN_ANSWER: 'Y' } });
    const { notifications, unreadTotal } = await connection.client.getPage();
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
      const { notifications } = await client.getPage();
      assert.equal(notifications.length, Math.min(full.box.count, 50));
      assert.deepEqual(leftOut, []);
    } finally {
      await full.close();
    }
  });

  it('tells how many notifications could not be read, once per page', async () => {
    const result = pagePayload([null, notificationPayload(), notificationPayload({ id: 'x' })]);
    portal.faults.add({ fault: { kind: 'result', result } });
    const { notifications } = await connection.client.getPage();
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
    await connection.client.markAllRead();
    assert.equal(portal.box.unreadCount, 1);
    assert.equal((await connection.client.getPage()).unreadTotal, 1);
  });

  it('knows whose webhook it is', async () => {
    const account = await connection.client.getAccount();
    assert.equal(account.id, 1);
    assert.notEqual(account.name, '');
    assert.deepEqual(
      portal.journal.calls().map(({ method }) => method),
      ['profile', 'scope', 'im.notify.get'],
    );
    assert.equal(portal.journal.calls('im.notify.get')[0]?.params.LIMIT, 1);
  });

  it('knows no account on a portal that is too old to list notifications, and says which method it lacks', async () => {
    const code = 'ERROR_METHOD_NOT_FOUND';
    portal.faults.add({ method: 'im.notify.get', fault: { kind: 'error', code } });
    const missingMethod = 'im.notify.get';
    assert.deepEqual(await failureOf(connection.client.getAccount()), { kind: 'refused', code, missingMethod });
  });

  it('does not ask for the scope of a webhook that the portal refuses', async () => {
    portal.access.state = 'revoked';
    assert.equal((await failureOf(connection.client.getAccount())).kind, 'unauthorized');
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

describe("the portal's notification centre", () => {
  let portal: StandInPortal;
  let connection: Connection;
  beforeEach(async () => {
    portal = await startPortal({ seed: 'empty' });
    connection = connect(portal);
  });
  afterEach(() => portal.close());

  const fill = (seeds: readonly SeedNotification[]): void => {
    for (const seed of seeds) {
      portal.box.add(seed);
    }
  };
  const idsOf = ({ notifications }: NotificationPage): readonly number[] => notifications.map(({ id }) => id);
  const unread = (): readonly number[] =>
    portal.box
      .list()
      .filter(({ isRead }) => !isRead)
      .map(({ id }) => id)
      .toReversed();

  describe('gives its list', () => {
    const pages = async (): Promise<readonly NotificationPage[]> => {
      const all: NotificationPage[] = [];
      for (let after: PageCursor | undefined; all.length === 0 || after !== undefined; after = all.at(-1)?.next) {
        all.push(await connection.client.getPage(after));
      }
      return all;
    };
    const cursors = (): unknown =>
      portal.journal.calls('im.notify.get').map(({ params }) => [params.LAST_ID, params.LAST_TYPE]);

    for (const confirms of [0, 1, 49, 50, 51, 99, 100, 119, 120]) {
      it(`confirmations first, each notification once: ${confirms} of 120`, async () => {
        fill(flood({ count: 120, confirms }));
        const all = await pages();
        const expected = [...portal.box.list()].sort((a, b) => Number(b.type === 1) - Number(a.type === 1));
        assert.deepEqual(
          all.flatMap(idsOf),
          expected.map(({ id }) => id),
        );
        const lastOf = (index: number): unknown =>
          expected[index] && [expected[index].id, expected[index].type === 1 ? 1 : 3];
        assert.deepEqual(cursors(), [[undefined, undefined], lastOf(49), lastOf(99)]);
      });
    }

    it('with one more, empty page where the last one is full', async () => {
      fill(flood({ count: 100 }));
      assert.deepEqual(
        (await pages()).map(({ notifications }) => notifications.length),
        [50, 50, 0],
      );
    });

    it('without skipping or repeating one where new ones arrive meanwhile', async () => {
      fill(flood({ count: 120, confirms: 60 }));
      const known = portal.box.list().map(({ id }) => id);
      const seen: number[] = [];
      for (let after: PageCursor | undefined, isFirst = true; isFirst || after !== undefined; isFirst = false) {
        const page = await connection.client.getPage(after);
        seen.push(...idsOf(page));
        fill([{ type: 1 }, { type: 2 }]);
        after = page.next;
      }
      assert.deepEqual(
        known.filter(id => !seen.includes(id)),
        [],
      );
      assert.equal(new Set(seen).size, seen.length);
    });

    it('and counts no further than a hundred', async () => {
      fill(flood({ count: 130, confirms: 10, unread: 99 }));
      assert.equal((await connection.client.getPage()).unreadTotal, 99);
      fill([{}, {}, {}]);
      assert.equal((await connection.client.getPage()).unreadTotal, 100);
    });

    it('that is empty, in the short answer of an empty chat', async () => {
      assert.deepEqual(await connection.client.getPage(), { notifications: [], unreadTotal: 0 });
    });
  });

  describe('reads', () => {
    let ids: readonly number[];
    beforeEach(() => {
      ids = [{}, { type: 1 }, {}, { type: 1 }, {}].map(seed => portal.box.add(seed as SeedNotification));
    });

    it('one and everything newer, confirmations too: without ONLY_CURRENT', async () => {
      await connection.client.markReadFrom(ids[2] ?? 0);
      assert.deepEqual(unread(), ids.slice(0, 2));
      assert.deepEqual(portal.journal.calls()[0]?.params, { ID: ids[2], ACTION: 'Y' });
    });

    it('these alone with the list, however new others are', async () => {
      await connection.client.setRead([ids[0] ?? 0, ids[1] ?? 0], true);
      assert.deepEqual(unread(), ids.slice(2));
      assert.equal(portal.journal.calls('im.notify.read').length, 0);
    });

    it('and takes back these alone, and what has the same tag', async () => {
      const [first = 0, second = 0] = [1, 2].map(() =>
        portal.box.add({ tag: 'TASKS|1', isRead: true }, { isTagUnique: false }),
      );
      await connection.client.setRead([first], false);
      assert.deepEqual(unread(), [...ids, first, second]);
    });

    it('everything but confirmations', async () => {
      await connection.client.markAllRead();
      assert.deepEqual(unread(), [ids[1], ids[3]]);
    });

    it('and is not told twice where the connection was lost', async () => {
      for (const call of [
        () => connection.client.markReadFrom(1),
        () => connection.client.markAllRead(),
        () => connection.client.setRead([1], true),
        () => connection.client.confirm(1, 'Y'),
      ]) {
        portal.journal.clear();
        portal.faults.add({ fault: { kind: 'reset', when: 'after' } });
        assert.deepEqual(await failureOf(call()), { kind: 'unreachable', reason: 'network' });
        assert.equal(portal.journal.calls().length, 1);
      }
    });
  });

  describe('takes a decision', () => {
    it('as it was given, and deletes the confirmation', async () => {
      const value = '902|approve|1 &amp; "ё"';
      const id = portal.box.add({ buttons: [{ title: 'Yes', value, type: 'accept' }] });
      const [button] = (await connection.client.getPage()).notifications[0]?.buttons ?? [];
      assert.deepEqual(button, { label: 'Yes', value, isAccept: true });
      assert.deepEqual(await connection.client.confirm(id, value), ['Your selection: "Yes"']);
      assert.deepEqual(
        portal.box.confirmations.map(each => [each.id, each.value]),
        [[id, value]],
      );
      assert.equal(portal.box.count, 0);
    });

    it('and says nothing of a value that it does not know, though it deletes', async () => {
      const id = portal.box.add({ type: 1 });
      assert.deepEqual(await connection.client.confirm(id, 'other'), []);
      assert.equal(portal.box.count, 0);
    });

    it('in words without HTML', async () => {
      const id = portal.box.add({ type: 1, tag: 'T', onConfirm: () => '<b>Done</b> &mdash; <br>see' });
      assert.deepEqual(await connection.client.confirm(id, 'Y'), ['Done — \nsee']);
    });

    it('once: a second one, or one about something else, is about nothing', async () => {
      const [id, other] = [portal.box.add({ type: 1 }), portal.box.add()];
      await connection.client.confirm(id, 'Y');
      for (const gone of [id, other, 4711]) {
        assert.equal(await connection.client.confirm(gone, 'Y'), undefined);
      }
    });

    it('but no "0", which it takes for nothing, nor such a reply', async () => {
      const id = portal.box.add({ buttons: [{ title: 'No', value: '0', type: 'cancel' }] });
      for (const value of ['0', '']) {
        const decided = await failureOf(connection.client.confirm(id, value));
        assert.deepEqual(decided, { kind: 'refused', code: 'NOTIFY_VALUE_ERROR' });
        const replied = await failureOf(connection.client.answer(id, value));
        assert.deepEqual(replied, { kind: 'refused', code: 'ANSWER_TEXT_ERROR' });
      }
      assert.equal(portal.box.count, 1);
    });

    it('of a confirmation without buttons nowhere', async () => {
      portal.box.add({ type: 1, buttons: [] });
      const [notification] = (await connection.client.getPage()).notifications;
      assert.deepEqual([notification?.kind, notification?.buttons], ['confirmation', []]);
    });

    it('and its answer may make no sense', async () => {
      for (const result of [true, false, [], null, { result_message: true }, { result_message: '0' }]) {
        portal.faults.add({ fault: { kind: 'result', result } });
        assert.deepEqual(await failureOf(connection.client.confirm(7, 'Y')), { kind: 'malformed' });
      }
    });
  });

  it('names the types in its own words', async () => {
    const names = await connection.client.getTypeNames();
    assert.equal(names.get('tasks|comment'), 'Task comments');
    assert.equal(names.get('tasks'), 'Tasks');
    assert.deepEqual(portal.journal.calls('im.notify.schema.get')[0]?.params, {});
    portal.faults.add({ fault: { kind: 'result', result: [] } });
    assert.equal((await connection.client.getTypeNames()).size, 0);
  });
});
