import assert from 'node:assert/strict';
import type { Cursor, Page } from '../../../src/model/notification';
import { flood } from '../../portal/flood';
import type { SeedNotification } from '../../portal/notification';
import { startPortal } from '../../portal/portal';
import type { StandInPortal } from '../../portal/portal';
import { connect, failureOf } from './connection';
import type { Connection } from './connection';

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
  const idsOf = ({ notifications }: Page): readonly number[] => notifications.map(({ id }) => id);
  const unread = (): readonly number[] =>
    portal.box
      .list()
      .filter(({ isRead }) => !isRead)
      .map(({ id }) => id)
      .toReversed();

  describe('gives its list', () => {
    const pages = async (): Promise<readonly Page[]> => {
      const all: Page[] = [];
      for (let after: Cursor | undefined; all.length === 0 || after !== undefined; after = all.at(-1)?.next) {
        all.push(await connection.client.page(after));
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
      for (let after: Cursor | undefined, isFirst = true; isFirst || after !== undefined; isFirst = false) {
        const page = await connection.client.page(after);
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
      assert.equal((await connection.client.page()).unreadTotal, 99);
      fill([{}, {}, {}]);
      assert.equal((await connection.client.page()).unreadTotal, 100);
    });

    it('that is empty, in the short answer of an empty chat', async () => {
      assert.deepEqual(await connection.client.page(), { notifications: [], unreadTotal: 0 });
    });
  });

  describe('reads', () => {
    let ids: readonly number[];
    beforeEach(() => {
      ids = [{}, { type: 1 }, {}, { type: 1 }, {}].map(seed => portal.box.add(seed as SeedNotification));
    });

    it('one and everything newer, confirmations too: without ONLY_CURRENT', async () => {
      await connection.client.readFrom(ids[2] ?? 0);
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
      await connection.client.readAll();
      assert.deepEqual(unread(), [ids[1], ids[3]]);
    });

    it('and is not told twice where the connection was lost', async () => {
      for (const call of [
        () => connection.client.readFrom(1),
        () => connection.client.readAll(),
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
      const [button] = (await connection.client.page()).notifications[0]?.buttons ?? [];
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
      const [notification] = (await connection.client.page()).notifications;
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
    const names = await connection.client.typeNames();
    assert.equal(names.get('tasks|comment'), 'Task comments');
    assert.equal(names.get('tasks'), 'Tasks');
    assert.deepEqual(portal.journal.calls('im.notify.schema.get')[0]?.params, {});
    portal.faults.add({ fault: { kind: 'result', result: [] } });
    assert.equal((await connection.client.typeNames()).size, 0);
  });
});
