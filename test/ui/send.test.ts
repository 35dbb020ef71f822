import assert from 'node:assert/strict';
import { eventually } from '../vscode/eventually';
import type { QuickPickItem } from '../vscode/quickInput';
import { inDepth, inNewestVersion, type World } from './world';

const FIRST = 'Send Notification (1/3)';
const SECOND = 'Send Notification (2/3)';
const THIRD = 'Send Notification (3/3)';
const personal = 'im.notify.personal.add';
const system = 'im.notify.system.add';

async function start({ workbench }: World): Promise<void> {
  await workbench.runCommand('Bitrix24: Send Notification…');
  await workbench.quickInput.waitUntilShown(FIRST);
}

/** Types in the first step and waits for the list. */
async function typeName(
  { workbench: { quickInput } }: World,
  name: string,
  isListed: (items: readonly QuickPickItem[]) => boolean,
): Promise<readonly QuickPickItem[]> {
  await quickInput.type(name);
  return eventually(`the people for "${name}"`, async () => {
    const items = await quickInput.items();
    return isListed(items) && items;
  });
}

/** Goes on from the chosen recipient, as oneself, to the text. */
async function toText({ workbench: { quickInput } }: World): Promise<void> {
  await quickInput.accept();
  await quickInput.waitUntilShown(SECOND);
  await quickInput.accept();
  await quickInput.waitUntilShown(THIRD);
}

async function sendTo(world: World, name: string, text: string): Promise<void> {
  const { quickInput } = world.workbench;
  await start(world);
  await typeName(world, name, ([first]) => first?.label === name);
  await toText(world);
  await quickInput.type(text);
  await quickInput.accept();
  await quickInput.waitUntilHidden();
}

const textsOf = ({ portal }: World, userId: number): readonly string[] =>
  portal
    .boxOf(userId)
    .list()
    .map(({ text }) => text);

inNewestVersion('Sending', (_signedOut, connected) => {
  it('to yourself comes first, arrives once and word for word, and shows in the list', async () => {
    const world = await connected();
    const { view, workbench, portal } = world;
    const { quickInput } = workbench;
    await start(world);
    const people = await eventually('the people', async () => {
      const items = await quickInput.items();
      return items.length > 5 && items;
    });
    assert.deepEqual(
      people.slice(0, 2).map(({ label }) => label),
      ['Yourself', 'Anna Orlova'],
    );
    await toText(world);
    assert.match(await quickInput.message(), /^To yourself, as yourself \(/);
    await quickInput.type('  Не забыть "про" <b>отчёт</b> & 👍🏽 \\o/  ');
    await quickInput.accept();
    await workbench.toast('Sent to yourself.');
    await view.row(/^Unread, (Accepts replies, )?Alex, Не забыть/).waitFor();
    const [call, ...others] = portal.journal.calls(personal);
    assert.deepEqual(others, []);
    assert.equal(call?.params.USER_ID, 1);
    assert.equal(call.params.MESSAGE, 'Не забыть "про" <b>отчёт</b> & 👍🏽 \\o/');
    assert.deepEqual(portal.journal.calls('user.search'), []);
  });

  inDepth('as the system to somebody who was met: the notification has no author', async () => {
    const world = await connected();
    const { workbench, portal } = world;
    const { quickInput } = workbench;
    await start(world);
    await typeName(world, 'orl', items => items.length === 1);
    await quickInput.accept();
    await quickInput.waitUntilShown(SECOND);
    const senders = await quickInput.items();
    assert.deepEqual(
      senders.map(({ label }) => label),
      ['You', 'The system'],
    );
    assert.match(senders[1]?.detail ?? '', /without a name/);
    await quickInput.pick('The system');
    await quickInput.waitUntilShown(THIRD);
    assert.match(await quickInput.message(), /^To Anna Orlova, as the system \(/);
    await quickInput.type('The build is green');
    await quickInput.accept();
    await workbench.toast('Sent to Anna Orlova.');
    assert.deepEqual(
      portal
        .boxOf(2)
        .list()
        .map(({ text, type, authorId }) => [text, type, authorId]),
      [['The build is green', 4, 0]],
    );
    assert.equal(portal.journal.calls(system).length, 1);
    assert.deepEqual(portal.journal.calls(personal), []);
  });

  it('finds people in the portal by name, once when the typing pauses', async () => {
    const world = await connected({ seed: 'empty', scope: ['im', 'user'] });
    const { workbench, portal } = world;
    const { quickInput } = workbench;
    await start(world);
    await quickInput.input.pressSequentially('hartle', { delay: 20 });
    const [tom] = await typeName(world, 'hartley', ([first]) => first?.label === 'Tom Hartley');
    assert.equal(tom?.description, 'Designer');
    assert.equal(portal.journal.calls('user.search').length, 1);
    await toText(world);
    await quickInput.type('Hello');
    await quickInput.accept();
    await workbench.toast('Sent to Tom Hartley.');
    assert.deepEqual(textsOf(world, 5), ['Hello']);
    await start(world);
    await typeName(world, 'tom', ([first]) => first?.label === 'Tom Hartley');
  });

  it('explains the missing permission, asks for it once, and takes an id', async () => {
    const world = await connected({ seed: 'empty' });
    const { workbench, portal } = world;
    const { quickInput } = workbench;
    const isExplained = ([first]: readonly QuickPickItem[]): boolean =>
      first?.detail.includes('“user” (Users) permission') === true;
    await start(world);
    await typeName(world, 'zoe', isExplained);
    await typeName(world, 'peter', isExplained);
    assert.equal(portal.journal.calls('user.search').length, 1);
    assert.deepEqual(await workbench.toasts(), []);
    await typeName(world, '8', ([first]) => first?.label === 'User #8');
    await toText(world);
    await quickInput.type('By number');
    await quickInput.accept();
    await workbench.toast('Sent to User #8.');
    assert.deepEqual(textsOf(world, 8), ['By number']);
    await start(world);
    await typeName(world, 'zoe', isExplained);
    assert.equal(portal.journal.calls('user.search').length, 1);
  });

  inDepth('shows another failure of the search in a row, and asks again on Enter', async () => {
    const world = await connected({ seed: 'empty', scope: ['im', 'user'] });
    const { workbench, portal } = world;
    portal.faults.add({ method: 'user.search', fault: { kind: 'error', code: 'SOME_ERROR' } });
    await start(world);
    const [row] = await typeName(world, 'tom', ([first]) => first?.label.includes('SOME_ERROR') === true);
    assert.equal(row?.detail, 'Press Enter to try again, or type an ID.');
    assert.deepEqual(await workbench.toasts(), []);
    await workbench.quickInput.accept();
    await typeName(world, 'tom', ([first]) => first?.label === 'Tom Hartley');
    assert.equal(portal.journal.calls('user.search').length, 2);
  });

  inDepth('to nobody says so, and goes back to the recipient with the text kept', async () => {
    const world = await connected();
    const { workbench } = world;
    const { quickInput } = workbench;
    await start(world);
    await typeName(world, '#4242', ([first]) => first?.label === 'User #4242');
    await toText(world);
    await quickInput.type('Anybody there?');
    await quickInput.accept();
    const toast = await workbench.toast('This user does not exist in the portal: User #4242. Nothing was sent.');
    assert.deepEqual(toast.buttons, ['Try Again', 'Copy Text']);
    await toast.click('Try Again');
    await quickInput.waitUntilShown(FIRST);
    assert.equal(await quickInput.value(), '#4242');
    await typeName(world, 'Tom', ([first]) => first?.label === 'Tom Hartley');
    await toText(world);
    assert.equal(await quickInput.value(), 'Anybody there?');
    await quickInput.accept();
    await workbench.toast('Sent to Tom Hartley.');
    assert.deepEqual(textsOf(world, 5), ['Anybody there?']);
  });

  inDepth('says that the recipient has switched such notifications off', async () => {
    const world = await connected();
    const { workbench, portal } = world;
    const result = Math.floor(Date.now() / 1000);
    portal.faults.add({ method: personal, fault: { kind: 'result', result } });
    await sendTo(world, 'Anna Orlova', 'Lunch?');
    const toast = await workbench.toast(
      /^The portal accepted the notification, but Anna Orlova has turned off notifications of this kind/,
    );
    assert.deepEqual(toast.buttons, ['Copy Text']);
  });

  it('refuses what is empty or too long in words, and loses nothing on the way back and out', async () => {
    const world = await connected();
    const { workbench, portal } = world;
    const { quickInput } = workbench;
    const isSaid = (words: string) => async (): Promise<boolean> =>
      (await quickInput.validation())?.includes(words) === true;
    await start(world);
    await typeName(world, 'Tom', ([first]) => first?.label === 'Tom Hartley');
    await toText(world);
    await quickInput.accept();
    await eventually('the words', isSaid('Enter some text'));
    await quickInput.type('a'.repeat(20_001));
    await eventually('the words', isSaid('character limit'));
    await quickInput.accept();
    await quickInput.type('half a thought');
    await workbench.page.locator('.part.editor').click();
    await quickInput.input.focus();
    await quickInput.widget.getByRole('button', { name: /^Back/ }).click();
    await quickInput.waitUntilShown(SECOND);
    await quickInput.widget.getByRole('button', { name: /^Back/ }).click();
    await quickInput.waitUntilShown(FIRST);
    assert.equal(await quickInput.value(), 'Tom');
    await toText(world);
    assert.equal(await quickInput.value(), 'half a thought');
    await quickInput.escape();
    await start(world);
    await typeName(world, 'Anna Orlova', ([first]) => first?.label === 'Anna Orlova');
    await toText(world);
    assert.equal(await quickInput.value(), 'half a thought');
    assert.deepEqual(portal.journal.calls(personal), []);
  });

  it('keeps the text when nobody knows whether it arrived, and sends it again only by hand', async () => {
    const world = await connected();
    const { workbench, portal } = world;
    const { quickInput } = workbench;
    portal.faults.add({ method: personal, fault: { kind: 'reset', when: 'after' } });
    await sendTo(world, 'Anna Orlova', 'Did it arrive?');
    const toast = await workbench.toast(/^It is unknown whether the notification to Anna Orlova was delivered/);
    assert.match(toast.text, /Check the portal before you send it again\.$/);
    assert.deepEqual(toast.buttons, ['Try Again', 'Copy Text']);
    assert.equal(portal.journal.calls(personal).length, 1);
    await toast.click('Try Again');
    await quickInput.waitUntilShown(THIRD);
    assert.equal(await quickInput.value(), 'Did it arrive?');
    await quickInput.input.pressSequentially('?');
    assert.equal(await quickInput.value(), 'Did it arrive??');
    assert.equal(portal.journal.calls(personal).length, 1);
    await quickInput.accept();
    await workbench.toast('Sent to Anna Orlova.');
    assert.equal(portal.journal.calls(personal).length, 2);
    await start(world);
    await toText(world);
    assert.equal(await quickInput.value(), '');
  });

  it('may begin anew while one is on its way; what fails then is offered the next time', async () => {
    const world = await connected();
    const { workbench, portal } = world;
    const { quickInput } = workbench;
    portal.faults.add({ method: personal, fault: { kind: 'hold' } });
    await sendTo(world, 'Anna Orlova', 'The first');
    await portal.journal.nextArrival(personal);
    portal.faults.add({ method: personal, fault: { kind: 'error', code: 'SOME_ERROR' } });
    await start(world);
    await typeName(world, 'Tom Hartley', ([first]) => first?.label === 'Tom Hartley');
    await toText(world);
    assert.equal(await quickInput.value(), '');
    await quickInput.type('The second');
    await quickInput.accept();
    await workbench.toast('The notification to Tom Hartley was not sent. The portal refused the request (SOME_ERROR).');
    portal.faults.release();
    await workbench.toast('Sent to Anna Orlova.');
    assert.deepEqual([textsOf(world, 2), textsOf(world, 5)], [['The first'], []]);
    assert.equal(portal.journal.calls(personal).length, 2);
    await start(world);
    await toText(world);
    assert.equal(await quickInput.value(), 'The second');
  });
});
