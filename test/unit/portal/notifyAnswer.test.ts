import assert from 'node:assert/strict';
import { startPortal, type StandInPortal } from '../../portal/portal';
import { call, refuses, type Answer } from './caller';

const CAN_ANSWER = { CAN_ANSWER: 'Y' };

describe('answers, decisions, deletions', () => {
  let portal: StandInPortal;
  beforeEach(async () => {
    portal = await startPortal({ seed: 'empty' });
  });
  afterEach(() => portal.close());
  const answer = (params: object): Promise<Answer> => call(portal, 'im.notify.answer', params);
  const messages = (...result_message: string[]): object => ({ result_message });

  it('puts the mention of the author before the text, and keeps the notification', async () => {
    const id = portal.box.add({ authorId: 3, module: 'blog', event: 'comment', params: CAN_ANSWER });
    const { result } = await answer({ NOTIFY_ID: id, ANSWER_TEXT: '  Спасибо 👍\n' });
    assert.deepEqual(result, messages('Comment has been published'));
    assert.deepEqual(portal.box.answers, [
      {
        id,
        text: 'Спасибо 👍',
        storedText: '[USER=3]Иван Белов[/USER] Спасибо 👍',
        messages: ['Comment has been published'],
      },
    ]);
    assert.equal(portal.box.get(id)?.isRead, false);
  });

  it('has nobody to mention for the system', async () => {
    const id = portal.box.add({ type: 4 });
    assert.deepEqual((await answer({ id, answer_text: 'ok' })).result, messages('Your reply has been sent.'));
    assert.equal(portal.box.answers[0]?.storedText, 'ok');
  });

  it('takes ID before NOTIFY_ID', async () => {
    const id = portal.box.add();
    await answer({ ID: id, NOTIFY_ID: 1, ANSWER_TEXT: 'x' });
    assert.equal(portal.box.answers[0]?.id, id);
  });

  it('says what the module says, a failure in the same form', async () => {
    const failing = portal.box.add({ onAnswer: () => 'Error publishing comment' });
    assert.deepEqual((await answer({ ID: failing, ANSWER_TEXT: 'x' })).result, messages('Error publishing comment'));
    const html = portal.box.add({ onAnswer: () => '<b>Sent</b><script>1</script> to <a href="/x/">it</a>' });
    const said = messages('<b>Sent</b>1 to <a href="/x/">it</a>');
    assert.deepEqual((await answer({ ID: html, ANSWER_TEXT: 'x' })).result, said);
  });

  it('refuses what PHP finds empty', async () => {
    const id = portal.box.add();
    const idError = "Notification ID can't be empty";
    for (const ID of [undefined, 0, 'x', -4]) {
      await refuses(answer({ ID, ANSWER_TEXT: 'x' }), 400, 'ID_ERROR', idError);
    }
    for (const ANSWER_TEXT of [undefined, '', '0', 0, []]) {
      await refuses(answer({ ID: id, ANSWER_TEXT }), 400, 'ANSWER_TEXT_ERROR', "ANSWER_TEXT can't be empty");
    }
    await refuses(answer({ ID: id, ANSWER_TEXT: ['x'] }), 500, 'INTERNAL_SERVER_ERROR');
    assert.deepEqual(portal.box.answers, []);
  });

  it('says false to blanks and to what is not there', async () => {
    const id = portal.box.add();
    for (const params of [
      { ID: id, ANSWER_TEXT: ' \n ' },
      { ID: id + 1, ANSWER_TEXT: 'x' },
    ]) {
      const { status, result } = await answer(params);
      assert.equal(status, 200);
      assert.deepEqual(result, { result_message: false });
    }
    assert.deepEqual(portal.box.answers, []);
  });

  it('removes a notification with any decision', async () => {
    const decide = async (ID: number, NOTIFY_VALUE: string): Promise<unknown> =>
      (await call(portal, 'im.notify.confirm', { ID, NOTIFY_VALUE })).result;
    const known = portal.box.add({ type: 1 });
    assert.deepEqual(await decide(known, 'Y'), messages('Your selection: "Accept"'));
    assert.deepEqual(await decide(known, 'Y'), { result_message: false });
    const unknown = portal.box.add({ type: 1 });
    assert.deepEqual(await decide(unknown, 'never'), messages());
    const spoken = portal.box.add({ type: 1, tag: 'T', onConfirm: value => `Taken: ${value}` });
    assert.deepEqual(await decide(spoken, 'a|b'), messages('Taken: a|b'));
    assert.equal(portal.box.count, 0);
    assert.deepEqual(
      portal.box.confirmations.map(({ id, value }) => [id, value]),
      [
        [known, 'Y'],
        [unknown, 'never'],
        [spoken, 'a|b'],
      ],
    );
  });

  it('decides only about confirmations, and refuses an empty value with two spaces', async () => {
    const id = portal.box.add({ type: 2 });
    assert.deepEqual((await call(portal, 'im.notify.confirm', { ID: id, NOTIFY_VALUE: 'Y' })).result, {
      result_message: false,
    });
    assert.equal(portal.box.count, 1);
    const text = "Notification Value  can't be empty";
    await refuses(call(portal, 'im.notify.confirm', { ID: id, NOTIFY_VALUE: '0' }), 400, 'NOTIFY_VALUE_ERROR', text);
    await refuses(call(portal, 'im.notify.confirm', { NOTIFY_VALUE: 'Y' }), 400, 'ID_ERROR');
  });

  it('deletes by id, and by tag only with a client id', async () => {
    const remove = (params: object): Promise<Answer> => call(portal, 'im.notify.delete', params);
    const [a, b, c] = [portal.box.add(), portal.box.add(), portal.box.add()];
    assert.equal((await remove({ ID: a })).result, true);
    assert.equal((await remove({ ID: a })).result, false);
    assert.equal((await remove({ ID: [a, b, c] })).result, true);
    assert.equal(portal.box.count, 0);
    await refuses(remove({ TAG: 'T' }), 403, 'ACCESS_DENIED', 'Access denied! Client ID not specified');
    await refuses(remove({}), 403, 'ACCESS_DENIED');
    await refuses(remove({ CLIENT_ID: 'mine' }), 400, 'PARAMS_ERROR', 'Incorrect params');
    assert.equal((await remove({ CLIENT_ID: 'mine', TAG: 'none' })).result, true);
    assert.equal((await remove({ CLIENT_ID: 'mine', SUB_TAG: 'none' })).result, false);
  });
});
