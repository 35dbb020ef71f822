import assert from 'node:assert/strict';
import { Decisions } from '../../../src/model/decisions';
import { Inbox } from '../../../src/model/inbox';
import type { Notification } from '../../../src/model/notification';
import { Triage } from '../../../src/model/triage';
import { flood } from '../../portal/flood';
import { startPortal } from '../../portal/portal';
import type { StandInPortal } from '../../portal/portal';
import { connect } from '../bitrix24/connection';
import { ready } from './drawn';
import { idsOf } from './notifications';

const COUNT = 10_000;
const PAGE = 50;
const TIMEOUT_MS = 60_000;

describe('a walk through ten thousand notifications', () => {
  let portal: StandInPortal;
  let inbox: Inbox;
  let triage: Triage;
  let decisions: Decisions;
  const start = async (confirms: number): Promise<void> => {
    // Without tags, for which the stand-in would look through all the others each time.
    const seed = flood({ count: COUNT, confirms, unread: 3_000 }).map(each => ({ ...each, tag: null }));
    portal = await startPortal({ seed });
    const { client } = connect(portal);
    inbox = new Inbox(client);
    triage = new Triage(client, inbox);
    decisions = new Decisions(client, inbox);
    await inbox.refresh();
  };
  afterEach(async () => {
    triage.dispose();
    await portal.close();
  });

  const list = (): readonly Notification[] => ready(inbox).notifications;
  const inPortal = (): readonly number[] => portal.box.list().map(({ id }) => id);
  const ordinary = (): readonly Notification[] => list().filter(({ kind }) => kind !== 'confirmation');

  /** Each page is asked for once the one before is there; `between` happens while it is on its way. */
  async function walk(between: (pages: number) => Promise<unknown> | undefined): Promise<number> {
    let pages = 0;
    while (ready(inbox).next !== undefined) {
      assert.ok(++pages <= COUNT / PAGE + 5, 'the list has no end');
      const before = list().length;
      const loaded = inbox.loadMore();
      await Promise.all([loaded, between(pages)]);
      assert.ok(list().length >= before - 5, 'the list was let go');
    }
    return pages;
  }

  /** One that was under way already may know nothing of what has just happened. */
  async function refreshed(): Promise<void> {
    await inbox.refresh();
    await inbox.refresh();
  }

  /** Each once, newest first, none but those of the portal, none of them missing. */
  function assertAll(): void {
    const ids = idsOf(list());
    assert.equal(new Set(ids).size, ids.length, 'a notification is there twice');
    assert.deepEqual(ids, inPortal());
  }

  it('shows each once, with no call too many', async () => {
    await start(0);
    await walk(() => undefined);
    assertAll();
    // The last page is full as well, so that one more call finds the end.
    assert.equal(portal.journal.calls('im.notify.get').length, COUNT / PAGE + 1);
  }).timeout(TIMEOUT_MS);

  for (const confirms of [0, 120]) {
    it(`shows each once while much happens; ${confirms} confirmations`, async () => {
      await start(confirms);
      const done: Promise<unknown>[] = [];
      const removedUnseen = new Set<number>();
      const pages = await walk(async page => {
        portal.box.add({ text: 'New' });
        if (page % 6 === 0) {
          portal.box.add({ type: 1, text: 'New, and to be decided' });
        }
        const loaded = ordinary();
        const [newest, last] = [loaded[0], loaded.at(-1)];
        assert.ok(newest && last);
        switch (page % 10) {
          case 0:
            await Promise.all(done);
            await refreshed();
            assert.equal(list()[0]?.id, inPortal()[0], 'the newest is not on top');
            break;
          case 1:
            // One in the middle, and the one that the next page begins after.
            done.push(
              triage.setRead(idsOf([loaded[loaded.length >> 1] ?? last, last]), page % 20 === 1).done,
            );
            break;
          case 2:
            // The newest and the one that the next page begins after.
            done.push(triage.delete([newest.id, last.id], 0).done);
            break;
          case 3: {
            // Elsewhere, of those that are not loaded yet.
            const beyond = inPortal().filter(id => id < last.id - 3 * PAGE);
            for (const id of [beyond[0], beyond[PAGE], beyond.at(-1)]) {
              if (id !== undefined && portal.box.remove(id)) {
                removedUnseen.add(id);
              }
            }
            break;
          }
          case 4: {
            const undone = triage.delete([last.id], 60_000);
            assert.ok(triage.undo(undone.change));
            const confirmation = list().find(({ kind }) => kind === 'confirmation');
            if (confirmation !== undefined) {
              done.push(decisions.press(confirmation.id, 'Y'));
            }
          }
        }
      });
      assert.ok(pages > COUNT / PAGE - 10, String(pages));
      const outcomes = await Promise.all(done);
      assert.deepEqual(
        outcomes.filter(outcome => outcome !== undefined && !('messages' in (outcome as object))),
        [],
        'the portal did not take something',
      );
      await refreshed();
      assertAll();
      assert.ok(removedUnseen.size > 50);
      const isReadInPortal = new Map(portal.box.list().map(({ id, isRead }) => [id, isRead]));
      const wrong = list().filter(({ id, isRead }) => isRead !== isReadInPortal.get(id));
      assert.deepEqual(idsOf(wrong), []);
      assert.equal(ready(inbox).troubles.size, 0);
      assert.equal(ready(inbox).deciding.size, 0);
    }).timeout(TIMEOUT_MS);
  }
});
