import '../../../vscodeStandIn';
import assert from 'node:assert/strict';
import type { Notification } from '../../../../src/model/notification/notification';
import { MAX_WAITING } from '../../../../src/ui/arrivals/arrivalQueue';
import { buttonFingerprint } from '../../../../src/ui/text/hover';
import { MINUTE_MS, SECOND_MS } from '../../support/clock';
import { ACCEPT, confirmation, DECLINE, notification, text } from '../../support/notifications';
import { ToastScene } from './toastScene';

/** Longer than arrivals are merged, shorter than a message counts as being on the screen. */
const SOON = 5 * SECOND_MS;
const ON_SCREEN = 30 * SECOND_MS;

describe('messages about arrivals', () => {
  let scene: ToastScene;
  beforeEach(() => {
    scene = new ToastScene(2);
    scene.user.set('notifications.show', 'all');
  });
  afterEach(() => scene.end());

  const anna = { id: 2, name: 'Anna Orlova' };
  const ivan = { id: 3, name: 'Ivan Belov' };
  const by = (author: typeof anna, id: number, changes: Partial<Notification> = {}): Notification =>
    notification(id, { author, ...changes });
  const onlyPortal = (): void => scene.session.open(scene.held.slice(0, 1).map(({ portal }) => portal));

  describe('what they say', () => {
    const said = async (changes: Partial<Notification>): Promise<string> => {
      onlyPortal();
      await scene.arrive([notification(7, changes)]);
      await scene.pass(SOON);
      return scene.last.text;
    };

    it('of one: its author once, and its text', async () => {
      const words = 'Anna Orlova commented on your message: Looks good.';
      assert.equal(await said({ author: anna, text: [text(words)] }), words);
    });

    it('of one: its author, then a text that is a sentence of its own', async () => {
      assert.equal(await said({ author: anna, text: [text('Looks good.')] }), 'Anna Orlova: Looks good.');
    });

    it('of one without an author: that it is from Bitrix24', async () => {
      assert.equal(await said({ text: [text('Your plan ends.')] }), 'Bitrix24: Your plan ends.');
    });

    it('of one: no more than can be read at a glance', async () => {
      const words = await said({
        author: { id: 2, name: 'Anna '.repeat(20).trim() },
        text: [text('word '.repeat(500))],
      });
      assert.ok(words.length < 230, words);
      assert.match(words, /^Anna Anna Anna Anna Anna Anna… (word )+word…$/);
    });

    it('of one: nothing active', async () => {
      const words = await said({ author: anna, text: [text('See [here](command:a) and [there](https://a.example)')] });
      assert.doesNotMatch(words, /\]\(/);
      assert.equal(words.replaceAll('\u2060', ''), 'Anna Orlova: See [here](command:a) and [there](https://a.example)');
    });

    it('of several: how many, and whose', async () => {
      onlyPortal();
      await scene.arrive([by(ivan, 3), by(anna, 2), by(anna, 1)]);
      await scene.pass(SOON);
      assert.deepEqual(scene.texts, ['3 new: Anna Orlova (2), Ivan Belov (1)']);
    });

    it('of many: the three with the most', async () => {
      onlyPortal();
      const others = Array.from({ length: 5 }, (_item, index) =>
        by({ id: 10 + index, name: `Person ${index}` }, 20 + index),
      );
      await scene.arrive([...others.toReversed(), by(ivan, 3), by(ivan, 2), by(anna, 1)]);
      await scene.pass(SOON);
      assert.deepEqual(scene.texts, ['8 new: Ivan Belov (2), Person 4 (1), Person 3 (1), 4 more']);
    });

    it('of those that came while VS Code was closed, and of those that were snoozed: just that', async () => {
      onlyPortal();
      const list = [by(ivan, 2, { text: [text('Done.')] }), by(anna, 1)];
      for (const reason of ['away', 'returned'] as const) {
        for (const arrivals of [list, list.slice(0, 1)]) {
          await scene.arrive(arrivals, 0, reason);
          await scene.pass(SOON);
          await scene.last.answer();
        }
      }
      assert.deepEqual(scene.texts, [
        '2 new while you were away: Ivan Belov (1), Anna Orlova (1)',
        'While you were away: Ivan Belov: Done.',
        '2 snoozed until now: Ivan Belov (1), Anna Orlova (1)',
        'Snoozed until now: Ivan Belov: Done.',
      ]);
    });

    it('of different portals: which ones', async () => {
      await scene.arrive([by(anna, 1, { text: [text('Done.')] })], 1);
      await scene.pass(SOON);
      await scene.last.answer();
      await scene.arrive([by(anna, 3), by(anna, 2)], 1);
      await scene.pass(SOON);
      await scene.last.answer();
      await scene.arrive([by(anna, 6), by(anna, 5)], 1);
      await scene.arrive([by(anna, 6)], 0);
      await scene.pass(SOON);
      assert.deepEqual(scene.texts, [
        'Portal 2: Anna Orlova: Done.',
        'Portal 2: 2 new: Anna Orlova (2)',
        '3 new: Anna Orlova · Portal 2 (2), Anna Orlova · Portal 1 (1)',
      ]);
    });
  });

  describe('what can be pressed', () => {
    const pressed = async (button: string, changes: Partial<Notification>): Promise<readonly string[]> => {
      await scene.arrive([notification(7, changes)]);
      await scene.pass(SOON);
      const { buttons, answer } = scene.last;
      await answer(button);
      return buttons;
    };
    const row = '1@https://portal.example notification:7';

    it('replies to what can be answered', async () => {
      assert.deepEqual(await pressed('Reply', { canAnswer: true }), ['Reply', 'Mute…']);
      assert.deepEqual(scene.done, [`reply ${row}`]);
    });

    it('decides with the confirmation’s own two buttons', async () => {
      const buttons = [{ ...ACCEPT, label: 'Release' }, DECLINE];
      assert.deepEqual(await pressed('Release', { kind: 'confirmation', buttons }), ['Release', 'Decline', 'Mute…']);
      assert.deepEqual(scene.done, [`press ${buttonFingerprint(buttons[0] ?? ACCEPT)} ${row}`]);
    });

    it('asks which of more than two', async () => {
      const buttons = [ACCEPT, DECLINE, { ...DECLINE, label: 'Later', value: 'L' }];
      assert.deepEqual(await pressed('Decide…', { kind: 'confirmation', buttons }), ['Decide…', 'Mute…']);
      assert.deepEqual(scene.done, [`decide ${row}`]);
    });

    it('is plain text and short, whatever the portal calls its buttons', async () => {
      const label = '$(bell) [a](command:b) '.repeat(9);
      const [first = ''] = await pressed('Mute…', { kind: 'confirmation', buttons: [{ ...ACCEPT, label }] });
      assert.doesNotMatch(first, /\$\(|\]\(/);
      assert.ok(first.length < 40, first);
    });

    it('shows all else in the tree, and says if it is gone', async () => {
      assert.deepEqual(await pressed('Show', {}), ['Show', 'Mute…']);
      assert.deepEqual(scene.done, ['bitrix24.notifications.focus', `reveal ${row}`]);
      assert.deepEqual(scene.transient, []);
      scene.isListed = false;
      await pressed('Show', { kind: 'confirmation', buttons: [] });
      assert.deepEqual(scene.transient, ['This notification is no longer in the list.']);
    });

    it('shows the view for several, and mutes any of them', async () => {
      await scene.arrive([confirmation(2), notification(1, { canAnswer: true })]);
      await scene.pass(SOON);
      assert.deepEqual(scene.last.buttons, ['Show', 'Mute…']);
      await scene.last.answer('Show');
      await scene.arrive([notification(4), notification(3)]);
      await scene.pass(SOON);
      await scene.last.answer('Mute…');
      assert.deepEqual(scene.done, ['bitrix24.notifications.focus', 'mute 4 3']);
    });

    it('applies to the notification as it is by then, and to nothing if its portal is gone', async () => {
      await scene.arrive([notification(7, { canAnswer: true })]);
      await scene.pass(SOON);
      scene.session.open(scene.held.slice(1).map(({ portal }) => portal));
      await scene.last.answer('Reply');
      assert.deepEqual(scene.done, []);
    });
  });

  describe('which there are', () => {
    const shownFor = async (...list: readonly Notification[]): Promise<readonly string[]> => {
      const before = scene.shown.length;
      await scene.arrive(list);
      await scene.pass(SOON);
      const texts = scene.texts.slice(before);
      for (const { answer } of scene.shown.slice(before)) await answer();
      return texts;
    };

    it('are those that need an answer, all, or none', async () => {
      onlyPortal();
      const list = [by(anna, 3), by(ivan, 2, { canAnswer: true }), confirmation(1)];
      scene.user.set('notifications.show', undefined);
      assert.deepEqual(await shownFor(...list), ['2 new: Ivan Belov (1), Bitrix24 (1)']);
      scene.user.set('notifications.show', 'all');
      assert.deepEqual(await shownFor(...list), ['3 new: Anna Orlova (1), Ivan Belov (1), Bitrix24 (1)']);
      scene.user.set('notifications.show', 'none');
      assert.deepEqual(await shownFor(...list), []);
    });

    it('are none of muted types and authors', async () => {
      onlyPortal();
      scene.user.set('notifications.mutedTypes', ['blog|comment']);
      scene.user.set('notifications.mutedAuthors', ['Anna <2@portal.example>']);
      const comment = by(ivan, 3, { typeId: 'blog|comment' });
      assert.deepEqual(await shownFor(comment, by(anna, 2), by(ivan, 1, { text: [text('Done.')] })), [
        'Ivan Belov: Done.',
      ]);
    });

    it('are none that the user has snoozed before the message', async () => {
      onlyPortal();
      const { portal } = scene.held[0] ?? assert.fail();
      const list = [by(anna, 2), by(ivan, 1, { text: [text('Done.')] })];
      await scene.arrive(list);
      portal.snoozes.snooze(list.slice(0, 1), Date.now() + 10 * MINUTE_MS);
      await scene.pass(SOON);
      assert.deepEqual(scene.texts, ['Ivan Belov: Done.']);
    });

    it('are none while it is quiet, nor afterwards of what came then', async () => {
      scene.quiet.isQuiet = true;
      assert.deepEqual(await shownFor(by(anna, 1)), []);
      scene.quiet.isQuiet = false;
      await scene.pass(MINUTE_MS);
      assert.deepEqual(scene.texts, []);
    });

    it('are none of what is muted, or paused, before it is shown', async () => {
      await scene.arrive([by(anna, 1)]);
      scene.user.set('notifications.mutedAuthors', ['<2@portal.example>']);
      await scene.pass(SOON);
      await scene.arrive([by(ivan, 2)]);
      scene.quiet.isQuiet = true;
      await scene.pass(SOON);
      assert.deepEqual(scene.texts, []);
    });
  });

  describe('when they come', () => {
    it('is once for what arrives within a moment, in all portals', async () => {
      await scene.arrive([by(anna, 1)]);
      await scene.pass(500);
      await scene.arrive([by(ivan, 1)], 1);
      await scene.pass(SOON);
      assert.deepEqual(scene.texts, ['2 new: Ivan Belov · Portal 2 (1), Anna Orlova · Portal 1 (1)']);
    });

    it('is one at a time: what arrives meanwhile waits, and becomes one', async () => {
      onlyPortal();
      await scene.arrive([by(anna, 1)]);
      await scene.pass(SOON);
      await scene.arrive([by(ivan, 2), by(anna, 1)]);
      await scene.pass(SOON);
      scene.fire([by(ivan, 3)]);
      await scene.list([by(ivan, 3), by(ivan, 2), by(anna, 1)]);
      await scene.pass(SOON);
      assert.equal(scene.shown.length, 1);
      await scene.last.answer();
      await scene.pass(SOON);
      assert.deepEqual(scene.texts.slice(1), ['3 new: Ivan Belov (2), Anna Orlova (1)']);
    });

    it('is without what was read, decided or deleted while it waited', async () => {
      onlyPortal();
      await scene.arrive([by(anna, 1)]);
      await scene.pass(SOON);
      const list = [by(ivan, 4), by(ivan, 3), by(ivan, 2)];
      await scene.arrive(list);
      await scene.list([by(ivan, 4, { isRead: true }), by(ivan, 3, { text: [text('Still here.')] })]);
      await scene.last.answer();
      await scene.pass(SOON);
      assert.deepEqual(scene.texts.slice(1), ['Ivan Belov: Still here.']);
      await scene.arrive(list);
      await scene.list([]);
      await scene.last.answer();
      await scene.pass(SOON);
      assert.equal(scene.shown.length, 2);
    });

    it('is after a while even if the last one was never answered: VS Code has put it behind the bell', async () => {
      await scene.arrive([by(anna, 1)]);
      await scene.pass(SOON);
      await scene.arrive([by(anna, 2)]);
      await scene.pass(ON_SCREEN - 2 * SOON);
      assert.equal(scene.shown.length, 1);
      await scene.pass(2 * SOON);
      assert.equal(scene.shown.length, 2);
      const [first] = scene.shown;
      await scene.arrive([by(anna, 3)]);
      await first?.answer('Show');
      await scene.pass(SOON);
      assert.deepEqual([scene.shown.length, scene.done.length], [2, 2]);
    });

    it('is only with the focus: VS Code leaves a message on the screen until then', async () => {
      scene.setFocused(false);
      await scene.arrive([by(anna, 1)]);
      await scene.pass(SOON);
      assert.equal(scene.shown.length, 1);
      await scene.arrive([by(anna, 2)]);
      await scene.pass(60 * MINUTE_MS);
      assert.equal(scene.shown.length, 1);
      scene.setFocused(true);
      await scene.pass(SOON);
      assert.equal(scene.shown.length, 1);
      await scene.pass(ON_SCREEN);
      assert.equal(scene.shown.length, 2);
    });

    it('is no longer once the extension ends', async () => {
      await scene.arrive([by(anna, 1)]);
      scene.end();
      scene = new ToastScene();
      await scene.pass(MINUTE_MS);
      assert.deepEqual(scene.texts, []);
    });
  });

  it('is bounded: a hundred arrivals a second for a minute are one message at a time', async () => {
    onlyPortal();
    let mostOpen = 0;
    for (let second = 0; second < 60; second++) {
      const ids = Array.from({ length: 100 }, (_item, index) => second * 100 + index + 1);
      await scene.arrive(ids.toReversed().map(id => by(anna, id)));
      await scene.pass(SECOND_MS);
      mostOpen = Math.max(mostOpen, scene.open);
    }
    // Nobody looks: the first after a second, then one every half minute.
    assert.deepEqual([scene.shown.length, mostOpen], [2, 2]);
    for (const { answer } of scene.shown) await answer();
    await scene.pass(SOON);
    assert.equal(scene.shown.length, 3);
    const [count = ''] = /\d+/.exec(scene.last.text) ?? [];
    assert.ok(Number(count) <= MAX_WAITING, scene.last.text);
  });
});
