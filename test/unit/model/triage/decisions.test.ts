import assert from 'node:assert/strict';
import { type Failure, mayHaveRun, PortalFailure } from '../../../../src/model/portalFailure';
import { Decisions } from '../../../../src/model/triage/decisions';
import { type InboxScene, ready, startInboxScene } from '../../support/inboxScene';
import { ACCEPT, confirmation, DECLINE, notification, run, unreachable } from '../../support/notifications';

const OTHER = { label: 'Other', value: ' any|thing ', isAccept: false };

const refused: Failure = { kind: 'refused', code: 'NOTIFY_VALUE_ERROR' };

describe('a decision', () => {
  let at: InboxScene;
  let decisions: Decisions;
  beforeEach(async () => {
    at = await startInboxScene([
      { ...confirmation(3), buttons: [...confirmation(3).buttons, OTHER] },
      confirmation(2),
      notification(1),
    ]);
    decisions = new Decisions(at.centre, at.inbox);
  });
  afterEach(() => {
    at.end();
  });
  /** Presses a button with this value at once; resolves with `underWay` if it does nothing. */
  const press = async (id: number, value: string): Promise<unknown> => {
    const button = [ACCEPT, DECLINE, OTHER].find(each => each.value === value) ?? assert.fail();
    const started = decisions.pressButton(id, button, 0);
    return started === undefined ? 'underWay' : started.done;
  };

  /** Presses a button that the portal does not take; gives what the person is told. */
  const failed = async (failure: Failure): Promise<unknown> => {
    const pressed = press(3, 'Y');
    (await at.centre.next('confirm')).fail(failure);
    return pressed.then(
      () => undefined,
      (error: unknown) => error,
    );
  };

  it('is sent as the button says, and gives the portal’s own words', async () => {
    const pressed = press(3, OTHER.value);
    assert.deepEqual(at.centre.written, [['confirm', 3, ' any|thing ']]);
    assert.equal(at.drawn(), '3*? 2* 1*');
    (await at.centre.next('confirm')).answer(['Your selection: “Accept”']);
    assert.deepEqual(await pressed, { kind: 'made', messages: ['Your selection: “Accept”'] });
    assert.equal(at.drawn(), '2* 1*');
    await at.refreshed([confirmation(2), notification(1)]);
    assert.equal(at.drawn(), '2* 1*');
    assert.equal(at.centre.pages, 2);
  });

  it('is made where the portal has no words for it', async () => {
    const pressed = press(3, 'Y');
    (await at.centre.next('confirm')).answer([]);
    assert.deepEqual(await pressed, { kind: 'made', messages: [] });
    assert.equal(at.drawn(), '2* 1*');
  });

  it('is not sent again while it is under way, whichever the button', async () => {
    const first = press(3, 'Y');
    assert.deepEqual(await press(3, 'Y'), 'underWay');
    assert.deepEqual(await press(3, 'N'), 'underWay');
    assert.equal(at.drawn(), '3*? 2* 1*');
    (await at.centre.next('confirm')).answer([]);
    await first;
    assert.equal(at.centre.written.length, 1);
  });

  it('is not sent again once it was made, even where an old page still shows it', async () => {
    const first = press(3, 'Y');
    (await at.centre.next('confirm')).answer([]);
    await first;
    await at.refreshed([confirmation(3), confirmation(2)]);
    assert.deepEqual(await press(3, 'N'), { kind: 'gone' });
    assert.equal(at.centre.written.length, 1);
  });

  it('comes too late where the notification is gone, which leaves the list for good', async () => {
    const pressed = press(3, 'Y');
    (await at.centre.next('confirm')).answer(undefined);
    assert.deepEqual(await pressed, { kind: 'gone' });
    assert.equal(at.drawn(), '2* 1*');
    assert.deepEqual(await press(3, 'Y'), { kind: 'gone' });
    assert.equal(at.centre.written.length, 1);
    assert.equal(at.centre.pages, 2);
  });

  it('waits for no other, and does not hold it up', async () => {
    const [third, second] = [press(3, 'Y'), press(2, 'N')];
    assert.equal(at.drawn(), '3*? 2*? 1*');
    const [first, last] = [await at.centre.next('confirm'), await at.centre.next('confirm')];
    last.answer(['No']);
    assert.deepEqual(await second, { kind: 'made', messages: ['No'] });
    assert.equal(at.drawn(), '3*? 1*');
    first.answer(['Yes']);
    assert.deepEqual(await third, { kind: 'made', messages: ['Yes'] });
    assert.equal(at.drawn(), '1*');
  });

  it('stays in the list through a refresh while it is under way', async () => {
    void press(3, 'Y');
    void at.inbox.refresh();
    await at.refreshed([confirmation(4), confirmation(3)]);
    assert.equal(at.drawn(), '4* 3*?');
  });

  it('drops a page that was asked for before it was made', async () => {
    const pressed = press(3, 'Y');
    void at.inbox.refresh();
    const old = await at.centre.next('getPage');
    (await at.centre.next('confirm')).answer([]);
    await pressed;
    old.answer({ notifications: [confirmation(3)], unreadTotal: 1 });
    await at.refreshed(run(1, 1));
    assert.equal(at.drawn(), '1*');
  });

  describe('that the portal did not take', () => {
    it('leaves the row with its trouble, and is told', async () => {
      const error = await failed(refused);
      assert.ok(error instanceof PortalFailure);
      assert.equal(error.failure, refused);
      assert.equal(at.drawn(), '3*! 2* 1*');
      assert.deepEqual(ready(at.inbox).failedChanges.get(3), {
        change: { kind: 'confirm', ids: [3], value: 'Y' },
        failure: refused,
      });
    });

    it('is not sent again by itself, and by a person once more', async () => {
      await failed(refused);
      await at.refreshed([confirmation(3), confirmation(2)]);
      assert.equal(at.drawn(), '3*! 2*');
      assert.equal(at.centre.written.length, 1);
      const again = press(3, 'N');
      assert.equal(at.drawn(), '3*? 2*');
      (await at.centre.next('confirm')).answer([]);
      assert.deepEqual(await again, { kind: 'made', messages: [] });
      assert.deepEqual(at.centre.written, [
        ['confirm', 3, 'Y'],
        ['confirm', 3, 'N'],
      ]);
    });

    it('but may have taken says so, is not sent again, and leaves when the portal no longer has it', async () => {
      await failed(unreachable);
      const trouble = ready(at.inbox).failedChanges.get(3);
      assert.ok(trouble && mayHaveRun(trouble.failure));
      await at.refreshed([confirmation(2)]);
      assert.equal(at.drawn(), '2*');
      assert.equal(at.centre.written.length, 1);
    });

    it('but had taken is gone when a person presses once more', async () => {
      await failed(unreachable);
      const again = press(3, 'Y');
      (await at.centre.next('confirm')).answer(undefined);
      assert.deepEqual(await again, { kind: 'gone' });
      assert.equal(at.drawn(), '2* 1*');
    });
  });

  it('that met a defect is under way no more', async () => {
    const pressed = press(3, 'Y');
    (await at.centre.next('confirm')).break(new TypeError('a defect'));
    await assert.rejects(pressed, TypeError);
    assert.equal(at.drawn(), '3* 2* 1*');
    void press(3, 'Y');
    assert.equal(at.centre.written.length, 2);
  });
});
