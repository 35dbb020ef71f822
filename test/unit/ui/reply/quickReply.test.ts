import '../../../vscodeStandIn';
import { install } from '@sinonjs/fake-timers';
import type { Clock } from '@sinonjs/fake-timers';
import assert from 'node:assert/strict';
import { Session } from '../../../../src/model/portal/session';
import { QuickReply } from '../../../../src/ui/reply/quickReply';
import { ReplyResultMessages } from '../../../../src/ui/reply/replyResultMessages';
import { Times } from '../../../../src/ui/text/times';
import { useScreen, vscode } from '../../../vscodeStandIn';
import { NOON, notification } from '../../support/notifications';
import { heldPortal } from '../../support/portals';
import type { HeldPortal } from '../../support/portals';

const UNDO_MS = 6_000;

/** A box in which a person writes at once, and presses Enter; those after it stay open. */
class Boxes {
  readonly opened: { value: string; readonly enter: (text: string) => void }[] = [];
  #text: string | undefined;

  write(text: string): void {
    this.#text = text;
  }

  readonly create = (): unknown => {
    const text = this.#text;
    this.#text = undefined;
    let change: (value: string) => void = () => undefined;
    let accept: () => void = () => undefined;
    let hide: () => void = () => undefined;
    const box = {
      value: '',
      onDidChangeValue: (listener: (value: string) => void) => (change = listener),
      onDidAccept: (listener: () => void) => (accept = listener),
      onDidHide: (listener: () => void) => (hide = listener),
      dispose: () => undefined,
      hide: () => {
        hide();
      },
      enter: (typed: string) => {
        box.value = typed;
        change(typed);
        accept();
      },
      show: () => {
        if (text !== undefined) {
          box.enter(text);
        }
      },
    };
    this.opened.push(box);
    return box;
  };
}

describe('a quick reply', () => {
  const { workspace } = vscode;
  let clock: Clock;
  let boxes: Boxes;
  let held: HeldPortal;
  let quickReply: QuickReply;
  beforeEach(() => {
    clock = install({ now: NOON });
    boxes = new Boxes();
    vscode.workspace = { getConfiguration: () => ({ get: () => UNDO_MS / 1000 }) };
    useScreen({
      window: {
        createInputBox: boxes.create,
        withProgress: (_options: unknown, work: (...given: unknown[]) => unknown) =>
          work({ report: () => undefined }, { onCancellationRequested: () => undefined }),
        showInformationMessage: () => Promise.resolve(undefined),
        showErrorMessage: () => Promise.resolve(undefined),
      },
    });
    held = heldPortal();
    const session = new Session();
    const times = new Times('en');
    quickReply = new QuickReply(
      session,
      times,
      new ReplyResultMessages(times, { setQuietly: () => undefined }),
    );
  });
  afterEach(() => {
    held.portal.dispose();
    clock.uninstall();
    vscode.workspace = workspace;
  });

  const stages = (): readonly string[] =>
    held.portal.replies.state.pending.map(({ stage, text }) => `${stage} ${text}`);
  const reply = async (id: number, text: string): Promise<void> => {
    boxes.write(text);
    void quickReply.replyTo(notification(id, { canAnswer: true }), held.portal);
    await clock.tickAsync(0);
  };

  it('leaves what was typed a draft until the portal has it', async () => {
    const { portal, centre } = held;
    await reply(1, 'Hello ');
    assert.equal(portal.drafts.get(1), 'Hello ');
    await clock.tickAsync(UNDO_MS);
    (await centre.next('answer')).fail({ kind: 'refused', code: 'SOME_ERROR' });
    await clock.tickAsync(0);
    assert.deepEqual([portal.drafts.get(1), portal.replies.pendingReplyTo(1)?.stage], ['Hello ', 'failed']);
    await reply(1, 'Hello ');
    assert.deepEqual(stages(), ['waiting Hello']);
    await clock.tickAsync(UNDO_MS);
    (await centre.next('answer')).answer([]);
    await clock.tickAsync(0);
    assert.deepEqual([portal.drafts.get(1), stages()], ['', []]);
  });

  it('opens no second box while one is on its way', async () => {
    await reply(1, 'One');
    await reply(1, 'One more');
    assert.deepEqual([boxes.opened.length, stages()], [1, ['waiting One']]);
  });

  it('loses no text that is written in the place of one that is sent again meanwhile', async () => {
    const { portal, centre } = held;
    await reply(1, 'Hello');
    await clock.tickAsync(UNDO_MS);
    (await centre.next('answer')).fail({ kind: 'unreachable', reason: 'timeout' });
    await clock.tickAsync(0);
    void quickReply.replyTo(notification(1, { canAnswer: true }), portal);
    const box = boxes.opened.at(-1) ?? assert.fail();
    assert.equal(box.value, 'Hello');
    void portal.replies.sendAgain(portal.replies.pendingReplyTo(1)?.key ?? '');
    await clock.tickAsync(0);
    box.enter('Hello, and a long thought');
    (await centre.next('answer')).answer([]);
    await clock.tickAsync(UNDO_MS);
    assert.deepEqual(centre.written, [
      ['answer', 1, 'Hello'],
      ['answer', 1, 'Hello'],
      ['answer', 1, 'Hello, and a long thought'],
    ]);
    assert.deepEqual(stages(), ['sending Hello, and a long thought']);
  });

  it('is taken back, the latest that waits first, and its text stands in the box again', async () => {
    await reply(1, 'One');
    await reply(2, 'Two');
    assert.equal(quickReply.takeBack(), true);
    await clock.tickAsync(0);
    assert.deepEqual(
      boxes.opened.map(({ value }) => value),
      ['One', 'Two', 'Two'],
    );
    await clock.tickAsync(UNDO_MS);
    assert.deepEqual(held.centre.written, [['answer', 1, 'One']]);
  });

  it('is not taken back when it is on its way: Undo goes on with another', async () => {
    await reply(1, 'One');
    await clock.tickAsync(UNDO_MS / 2);
    await reply(2, 'Two');
    await clock.tickAsync(UNDO_MS / 2);
    await reply(3, 'Three');
    assert.deepEqual(held.centre.written, [['answer', 1, 'One']]);
    assert.deepEqual(
      [1, 2, 3].map(() => quickReply.takeBack()),
      [true, true, false],
    );
    await clock.tickAsync(2 * UNDO_MS);
    assert.deepEqual(held.centre.written, [['answer', 1, 'One']]);
    assert.equal(held.portal.replies.pendingReplyTo(1)?.stage, 'sending');
  });
});
