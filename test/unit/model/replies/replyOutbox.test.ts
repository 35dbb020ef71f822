import { type Clock, install } from '@sinonjs/fake-timers';
import assert from 'node:assert/strict';
import { type Failure, PortalFailure } from '../../../../src/model/portalFailure';
import type { PendingReply } from '../../../../src/model/replies/reply';
import { ReplyOutbox } from '../../../../src/model/replies/replyOutbox';
import { repliesKey } from '../../../../src/model/replies/replyStore';
import type { SharedMemento } from '../../../../src/model/windows/sharedMemento';
import { MapState } from '../../support/memento';
import { unreachable } from '../../support/notifications';

const ACCOUNT = '1@https://portal.example';
const refused: Failure = { kind: 'refused', code: 'ANSWER_TEXT_ERROR' };
const SEVEN = { notificationId: 7 };

interface Call {
  readonly id: number;
  readonly text: string;
  readonly answer: (messages: readonly string[] | undefined) => void;
  readonly fail: (failure: Failure) => void;
}

/** A window, and what it asked of the portal. */
function openWindow(shared: SharedMemento): { readonly replies: ReplyOutbox; readonly calls: Call[] } {
  const calls: Call[] = [];
  const replies = new ReplyOutbox({
    memento: shared,
    accountId: ACCOUNT,
    answer: (id, text) =>
      new Promise((resolve, reject) => {
        calls.push({
          id,
          text,
          answer: resolve,
          fail: failure => {
            reject(new PortalFailure(failure));
          },
        });
      }),
  });
  return { replies, calls };
}

describe('replies', () => {
  let clock: Clock;
  let shared: SharedMemento;
  let here: ReturnType<typeof openWindow>;
  beforeEach(() => {
    clock = install({ now: 1_800_000_000_000 });
    shared = new MapState();
    here = openWindow(shared);
  });
  afterEach(() => {
    clock.uninstall();
  });

  const stages = ({ replies }: ReturnType<typeof openWindow> = here): readonly string[] =>
    replies.state.pending.map(({ stage, text }) => `${stage} ${text}`);
  const call = (index = 0): Call => here.calls[index] ?? assert.fail(`there is no call ${index}`);

  describe('wait for as long as they can be taken back', () => {
    it('and go out once, trimmed', async () => {
      const { done } = here.replies.send({ ...SEVEN, to: 'Ann', text: ' \tHello  there \n' }, 6_000);
      await clock.tickAsync(5_999);
      assert.deepEqual([here.calls.length, stages()], [0, ['waiting Hello  there']]);
      await clock.tickAsync(1);
      assert.deepEqual([call().id, call().text, stages()], [7, 'Hello  there', ['sending Hello  there']]);
      call().answer(['Done']);
      assert.deepEqual(await done, { kind: 'sent', messages: ['Done'] });
      assert.deepEqual([here.calls.length, stages()], [1, []]);
      assert.deepEqual([...here.replies.state.answered], [7]);
    });

    it('and don’t go out at all once they are', async () => {
      const { key, done } = here.replies.send({ ...SEVEN, to: 'Ann', text: 'Hello' }, 6_000);
      await clock.tickAsync(5_999);
      assert.equal(here.replies.cancel(key), 'Hello');
      assert.deepEqual(await done, { kind: 'takenBack' });
      await clock.runAllAsync();
      assert.deepEqual([here.calls.length, stages(), stages(openWindow(shared))], [0, [], []]);
    });

    it('and can’t be taken back when they are on their way', async () => {
      const { key } = here.replies.send({ ...SEVEN, to: 'Ann', text: 'Hello' }, 0);
      await clock.tickAsync(0);
      assert.equal(here.replies.cancel(key), undefined);
      assert.deepEqual(stages(), ['sending Hello']);
    });

    it('and don’t go out when the portal is disconnected meanwhile: they are left', async () => {
      const { done } = here.replies.send({ ...SEVEN, to: 'Ann', text: 'Hello' }, 6_000);
      here.replies.dispose();
      assert.deepEqual(await done, { kind: 'stopped' });
      await clock.runAllAsync();
      assert.deepEqual([here.calls.length, stages(openWindow(shared))], [0, ['failed Hello']]);
    });
  });

  it('lie in the shared state as on their way before the portal is told', async () => {
    const lay: unknown[] = [];
    const replies = new ReplyOutbox({
      memento: shared,
      accountId: ACCOUNT,
      answer: () => {
        lay.push(...stages(openWindow(shared)));
        return Promise.resolve([]);
      },
    });
    const { done } = replies.send({ ...SEVEN, to: 'Ann', text: 'Hello' }, 0);
    await clock.tickAsync(0);
    await done;
    assert.deepEqual(lay, ['sending Hello']);
  });

  it('leave their text behind when the portal has taken them, and what was answered is known after a start', async () => {
    const { done } = here.replies.send({ ...SEVEN, to: 'Ann', text: 'Confidential words' }, 0);
    await clock.tickAsync(0);
    call().answer([]);
    await done;
    const { state } = openWindow(shared).replies;
    assert.ok(!JSON.stringify([shared.get(repliesKey(ACCOUNT)), state.pending]).includes('Confidential'));
    assert.deepEqual([...openWindow(shared).replies.state.answered], [7]);
    await clock.tickAsync(8 * 24 * 3_600_000);
    const later = openWindow(shared);
    later.replies.sync();
    assert.deepEqual([...later.replies.state.answered], []);
  });

  describe('that did not arrive', () => {
    const outcomes: readonly (readonly [string, Failure, string])[] = [
      ['are left as not sent where the portal refused', refused, 'failed'],
      [
        'are left as not sent where the portal could not be reached',
        { kind: 'unreachable', reason: 'connection' },
        'failed',
      ],
      ['are left as unconfirmed where nobody knows', { kind: 'unreachable', reason: 'network' }, 'unconfirmed'],
      ['are left as unconfirmed where no answer came', { kind: 'unreachable', reason: 'timeout' }, 'unconfirmed'],
    ];
    for (const [title, failure, stage] of outcomes) {
      it(title, async () => {
        const { done } = here.replies.send({ ...SEVEN, to: 'Ann', text: 'Hello' }, 0);
        await clock.tickAsync(0);
        call().fail(failure);
        assert.deepEqual(await done, { kind: 'failed', failure, mayHaveArrived: stage === 'unconfirmed' });
        assert.deepEqual(here.replies.pendingReplyTo(7)?.reason, failure);
        assert.deepEqual([stages(), stages(openWindow(shared))], [[`${stage} Hello`], [`${stage} Hello`]]);
        await clock.tickAsync(24 * 3_600_000);
        assert.equal(here.calls.length, 1);
      });
    }

    it('are left where the notification is gone', async () => {
      const { done } = here.replies.send({ ...SEVEN, to: 'Ann', text: 'Hello' }, 0);
      await clock.tickAsync(0);
      call().answer(undefined);
      assert.deepEqual(await done, { kind: 'gone' });
      assert.deepEqual([stages(), here.replies.pendingReplyTo(7)?.reason], [['failed Hello'], 'gone']);
    });

    it('are sent again by a person, once for each time', async () => {
      const { key } = await left(unreachable);
      const again = here.replies.sendAgain(key);
      assert.deepEqual(await here.replies.sendAgain(key), { kind: 'takenBack' });
      await clock.tickAsync(0);
      assert.equal(here.calls.length, 2);
      call(1).answer(['Done']);
      assert.deepEqual(await again, { kind: 'sent', messages: ['Done'] });
      assert.deepEqual(stages(), []);
    });

    it('are forgotten where a person says so, in every window', async () => {
      const { key } = await left(refused);
      const there = openWindow(shared);
      await clock.tickAsync(1);
      here.replies.discard(key);
      there.replies.sync();
      assert.deepEqual([stages(), stages(there)], [[], []]);
      assert.deepEqual(await there.replies.sendAgain(key), { kind: 'takenBack' });
      assert.equal(there.calls.length, 0);
    });

    it('stay where another reply is written to the same notification', async () => {
      await left(refused);
      here.replies.send({ ...SEVEN, to: 'Ann', text: 'Another' }, 6_000);
      assert.deepEqual(stages(), ['failed Hello', 'waiting Another']);
    });

    describe('and in whose place one is written', () => {
      const better = (instead: PendingReply): ReturnType<ReplyOutbox['send']> =>
        here.replies.send({ ...SEVEN, to: 'Ann', text: 'Better', replaces: instead }, 6_000);

      it('go when it has arrived', async () => {
        await left(refused);
        const { done } = better(here.replies.pendingReplyTo(7) ?? assert.fail());
        assert.deepEqual(stages(), ['waiting Better']);
        await clock.tickAsync(6_000);
        call(1).answer([]);
        await done;
        assert.deepEqual([stages(), stages(openWindow(shared))], [[], []]);
      });

      it('are left as they were when it is taken back', async () => {
        await left(unreachable);
        const { key } = better(here.replies.pendingReplyTo(7) ?? assert.fail());
        assert.equal(here.replies.cancel(key), 'Better');
        await clock.tickAsync(60_000);
        assert.deepEqual([stages(), here.calls.length], [['unconfirmed Hello'], 1]);
      });

      it('are sent beside it where somebody has had them sent again meanwhile', async () => {
        const { key } = await left(unreachable);
        const instead = here.replies.pendingReplyTo(7) ?? assert.fail();
        void here.replies.sendAgain(key);
        await clock.tickAsync(0);
        const { done } = better(instead);
        assert.deepEqual(stages(), ['sending Hello', 'waiting Better']);
        call(1).answer([]);
        await clock.tickAsync(6_000);
        call(2).fail(refused);
        await done;
        assert.deepEqual(stages(), ['failed Better']);
        assert.deepEqual(
          here.calls.map(({ text }) => text),
          ['Hello', 'Hello', 'Better'],
        );
      });

      it('are replaced once: what a second window writes in their place is a reply of its own', async () => {
        await left(refused);
        const there = openWindow(shared);
        const instead = here.replies.pendingReplyTo(7) ?? assert.fail();
        better(instead);
        await clock.tickAsync(1);
        there.replies.send({ ...SEVEN, to: 'Ann', text: 'Best', replaces: instead }, 6_000);
        there.replies.sync();
        here.replies.sync();
        assert.deepEqual(
          [stages(), stages(there)],
          [
            ['waiting Better', 'waiting Best'],
            ['waiting Better', 'waiting Best'],
          ],
        );
      });

      it('may still have arrived when it was not sent at all, or refused', async () => {
        await left(unreachable);
        better(here.replies.pendingReplyTo(7) ?? assert.fail());
        here.replies.dispose();
        assert.deepEqual(stages(openWindow(shared)), ['unconfirmed Better']);
      });
    });

    it('may still have arrived the first time when the second time it is known not to have', async () => {
      const { key } = await left(unreachable);
      for (const outcome of [refused, { kind: 'unreachable', reason: 'connection' } as const]) {
        const again = here.replies.sendAgain(key);
        await clock.tickAsync(0);
        here.calls.at(-1)?.fail(outcome);
        assert.deepEqual(await again, { kind: 'failed', failure: outcome, mayHaveArrived: true });
        assert.deepEqual([stages(), stages(openWindow(shared))], [['unconfirmed Hello'], ['unconfirmed Hello']]);
      }
    });

    it('are sent once where two windows send them again, and one has not heard of the other yet', async () => {
      const { key } = await left(refused);
      const there = openWindow(shared);
      void here.replies.sendAgain(key);
      await clock.tickAsync(0);
      assert.deepEqual(await there.replies.sendAgain(key), { kind: 'takenBack' });
    });

    it('are kept for as long as nobody says what becomes of them', async () => {
      await left(refused);
      await clock.tickAsync(30 * 24 * 3_600_000);
      const there = openWindow(shared);
      there.replies.sync();
      there.replies.send({ notificationId: 8, to: 'Bob', text: 'Another' }, 6_000);
      assert.deepEqual(stages(openWindow(shared)), ['failed Hello', 'waiting Another']);
    });

    it('are not discarded while they are on their way', async () => {
      const { key } = here.replies.send({ ...SEVEN, to: 'Ann', text: 'Hello' }, 0);
      await clock.tickAsync(0);
      here.replies.discard(key);
      assert.deepEqual(stages(), ['sending Hello']);
    });

    async function left(failure: Failure): Promise<{ readonly key: string }> {
      const begun = here.replies.send({ ...SEVEN, to: 'Ann', text: 'Hello' }, 0);
      await clock.tickAsync(0);
      call().fail(failure);
      await begun.done;
      return begun;
    }
  });

  for (const setBackMs of [9_200, 60_000, 3_600_000]) {
    it(`are sent for all windows once the portal has them, with the clock set back by ${setBackMs} ms meanwhile`, async () => {
      const there = openWindow(shared);
      const pass = async (ms: number): Promise<void> => {
        for (let passed = 0; passed < ms; passed += 100) {
          await clock.tickAsync(100);
          if (passed % 2_000 === 700) here.replies.sync();
          if (passed % 2_000 === 1_300) there.replies.sync();
        }
      };
      const { done } = here.replies.send({ ...SEVEN, to: 'Ann', text: 'Hello' }, 0);
      await pass(4_000);
      clock.setSystemTime(Date.now() - setBackMs);
      await pass(500);
      call().answer([]);
      assert.deepEqual(await done, { kind: 'sent', messages: [] });
      await pass(60_000);
      assert.deepEqual([stages(), stages(there), stages(openWindow(shared))], [[], [], []]);
      assert.deepEqual([...there.replies.state.answered], [7]);
    });
  }

  describe('of a window that has ended', () => {
    it('are unconfirmed where it may have sent them before it could say so', async () => {
      here.replies.send({ ...SEVEN, to: 'Ann', text: 'Hello' }, 3_000);
      await clock.tickAsync(2_500);
      clock.reset();
      clock.setSystemTime(1_800_000_000_000 + 20_000);
      const next = openWindow(shared);
      next.replies.sync();
      assert.deepEqual(stages(next), ['unconfirmed Hello']);
    });

    it('are not sent where that was while it said so', async () => {
      const { done } = here.replies.send({ ...SEVEN, to: 'Ann', text: 'Hello' }, 0);
      clock.tick(0);
      here.replies.dispose();
      assert.deepEqual(await done, { kind: 'stopped' });
      assert.deepEqual([here.calls.length, stages(openWindow(shared))], [0, ['failed Hello']]);
    });

    it('are left as not sent where they waited, and as unconfirmed where they were on their way', async () => {
      here.replies.send({ ...SEVEN, to: 'Ann', text: 'Waiting' }, 60_000);
      here.replies.send({ notificationId: 8, to: 'Bob', text: 'Sending' }, 0);
      await clock.tickAsync(0);
      clock.reset();
      const next = openWindow(shared);
      clock.setSystemTime(1_800_000_000_000 + 9_000);
      next.replies.sync();
      assert.deepEqual(stages(next), ['waiting Waiting', 'sending Sending']);
      clock.setSystemTime(1_800_000_000_000 + 11_000);
      next.replies.sync();
      assert.deepEqual(stages(next), ['failed Waiting', 'unconfirmed Sending']);
      assert.equal(next.calls.length, 0);
    });

    it('are left also where the clock was set back since', async () => {
      here.replies.send({ ...SEVEN, to: 'Ann', text: 'Sending' }, 0);
      await clock.tickAsync(0);
      clock.reset();
      clock.setSystemTime(1_800_000_000_000 - 3 * 3_600_000);
      const next = openWindow(shared);
      next.replies.sync();
      assert.deepEqual(stages(next), ['unconfirmed Sending']);
    });

    it('are not taken for such while it lives, however long it takes', async () => {
      here.replies.send({ ...SEVEN, to: 'Ann', text: 'Waiting' }, 60_000);
      here.replies.send({ notificationId: 8, to: 'Bob', text: 'Sending' }, 0);
      const there = openWindow(shared);
      for (let seconds = 0; seconds < 55; seconds++) {
        await clock.tickAsync(1_000);
        there.replies.sync();
        assert.deepEqual(stages(there), ['waiting Waiting', 'sending Sending']);
      }
    });

    it('that only slept are not sent behind the back of a person who has discarded them', async () => {
      const { done } = here.replies.send({ ...SEVEN, to: 'Ann', text: 'Hello' }, 60_000);
      const there = openWindow(shared);
      clock.setSystemTime(Date.now() + 3_600_000);
      there.replies.sync();
      const [reply] = there.replies.state.pending;
      assert.equal(reply?.stage, 'failed');
      there.replies.discard(reply.key);
      await clock.tickAsync(60_000);
      assert.deepEqual(await done, { kind: 'takenBack' });
      assert.deepEqual([here.calls.length, stages(), stages(there)], [0, [], []]);
    });

    it('that only slept are sent once where a person has sent them again in another', async () => {
      const { key, done } = here.replies.send({ ...SEVEN, to: 'Ann', text: 'Hello' }, 1_500);
      const there = openWindow(shared);
      clock.setSystemTime(Date.now() + 3_600_000);
      there.replies.sync();
      const again = there.replies.sendAgain(key);
      await clock.tickAsync(0);
      assert.equal(here.replies.cancel(key), undefined);
      there.calls[0]?.answer([]);
      await again;
      await clock.tickAsync(1_500);
      assert.deepEqual([await done, here.calls.length, stages()], [{ kind: 'takenBack' }, 0, []]);
      assert.equal(here.replies.state.answered.has(7), true);
    });

    it('that only slept go on waiting where nobody has looked after them', async () => {
      here.replies.send({ ...SEVEN, to: 'Ann', text: 'Hello' }, 1_500);
      clock.setSystemTime(Date.now() + 60_000);
      here.replies.sync();
      await clock.tickAsync(1_500);
      assert.equal(here.calls.length, 1);
    });

    it('that failed late do not move what another one sends', async () => {
      const { key, done } = here.replies.send({ ...SEVEN, to: 'Ann', text: 'Hello' }, 0);
      await clock.tickAsync(0);
      const there = openWindow(shared);
      clock.setSystemTime(Date.now() + 60_000);
      there.replies.sync();
      void there.replies.sendAgain(key);
      await clock.tickAsync(0);
      call().fail(unreachable);
      await done;
      there.replies.sync();
      assert.deepEqual([stages(), stages(there)], [['sending Hello'], ['sending Hello']]);
    });

    it('that only slept are known as sent when the answer comes after all', async () => {
      const { done } = here.replies.send({ ...SEVEN, to: 'Ann', text: 'Hello' }, 0);
      await clock.tickAsync(0);
      const there = openWindow(shared);
      clock.setSystemTime(Date.now() + 3_600_000);
      there.replies.sync();
      assert.deepEqual(stages(there), ['unconfirmed Hello']);
      call().answer([]);
      await done;
      there.replies.sync();
      assert.deepEqual([stages(), stages(there)], [[], []]);
    });
  });

  it('don’t hinder each other', async () => {
    const texts = Array.from({ length: 20 }, (_, index) => `Reply ${index}`);
    const begun = texts.map((text, index) => here.replies.send({ notificationId: index, to: 'Ann', text: text }, 0));
    await clock.tickAsync(0);
    assert.deepEqual(
      here.calls.map(each => each.text),
      texts,
    );
    for (const each of here.calls.toReversed()) {
      each.answer([]);
    }
    const outcomes = await Promise.all(begun.map(({ done }) => done));
    assert.ok(outcomes.every(({ kind }) => kind === 'sent'));
  });

  it('leave no timer behind', async () => {
    const { done } = here.replies.send({ ...SEVEN, to: 'Ann', text: 'Hello' }, 6_000);
    await clock.tickAsync(6_000);
    call().answer([]);
    await done;
    await clock.tickAsync(2_000);
    assert.equal(clock.countTimers(), 0);
  });

  it('tell the views of every step, and of what another window did', async () => {
    const seen: string[] = [];
    here.replies.onDidChange(({ pending }) => seen.push(pending.map(({ stage }) => stage).join()));
    here.replies.send({ ...SEVEN, to: 'Ann', text: 'Hello' }, 1_000);
    await clock.tickAsync(1_000);
    call().fail(refused);
    await clock.tickAsync(0);
    const steps = [...new Set(seen)];
    assert.deepEqual(steps, ['waiting', 'sending', 'failed']);
    openWindow(shared).replies.discard(here.replies.state.pending[0]?.key ?? '');
    await clock.tickAsync(0);
    here.replies.sync();
    assert.equal(seen.at(-1), '');
  });
});
