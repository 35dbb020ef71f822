import assert from 'node:assert/strict';
import { eventually } from '../vscode/eventually';
import { inDepth, inNewestVersion, withUndo, type World } from './world';

const review = /Release review/;
const invoice = /Прошу согласовать счёт/;

inNewestVersion('Decisions', (_signedOut, connected) => {
  const patient = withUndo(connected);

  /** Without an undo period, a decision is asked about. */
  const press = async ({ workbench }: World, label: string): Promise<void> => {
    await workbench.modal.waitUntilShown();
    assert.match(await workbench.modal.text(), new RegExp(`^Press “${label}” on the notification from Anna Orlova\\?`));
    await workbench.modal.click(label);
  };

  it('are made by the inline icons of a pair, once, and the portal’s words are shown', async () => {
    const world = await connected();
    const { view, workbench, portal } = world;
    const row = view.row(review);
    assert.deepEqual((await view.inlineActions(row)).slice(0, 2), ['Accept', 'Decline']);
    await view.inlineAction(row, 'Accept');
    await press(world, 'Accept');
    await workbench.toast('Invitation accepted');
    await row.waitFor({ state: 'hidden' });
    await view.row('Waiting for Your Decision, 3').waitFor();
    assert.deepEqual(
      portal.box.confirmations.map(({ value }) => value),
      ['Y'],
    );
    await workbench.statusBarItem('Bitrix24: 9 unread').waitUntilShown();
  });

  inDepth('of three buttons are asked for, and the value goes back as it came', async () => {
    const { view, workbench, portal } = await connected();
    await view.inlineAction(view.row(invoice), 'Decide…');
    await workbench.quickInput.waitUntilShown('Decide on Notification from Мария Климова');
    assert.deepEqual(
      (await workbench.quickInput.items()).map(({ label }) => label),
      ['Согласовать', 'Отклонить', 'Вернуть «на доработку»'],
    );
    await workbench.quickInput.pick('Вернуть «на доработку»');
    await workbench.toast(/Your selection: "Вернуть «на доработку»"/);
    assert.deepEqual(
      portal.box.confirmations.map(({ value }) => value),
      ['902|rework|1'],
    );
  });

  it('are pressed by a link in the hover', async () => {
    const world = await connected();
    const { view, workbench, portal } = world;
    await view.hover(view.row(review));
    await workbench.hovers.widget.getByText('Decline', { exact: true }).click();
    await press(world, 'Decline');
    await workbench.toast('Invitation declined');
    assert.equal(portal.journal.calls('im.notify.confirm').length, 1);
  });

  it('by a key wait, can be undone, and leave the focus on the neighbor', async () => {
    const { view, workbench, portal } = await patient();
    const { keyboard } = workbench.page;
    await view.row(review).click();
    await keyboard.press('d');
    const toast = await workbench.toast('Decided “Decline”: Anna Orlova');
    await eventually('the focus', () => view.keyboard.isAt(invoice));
    await view.row(/Sending your decision….*Release review/).waitFor();
    await toast.click('Undo');
    await view.row(/unread, Anna, Invites you.*Release review/).waitFor();
    assert.equal(portal.journal.calls('im.notify.confirm').length, 0);
    await view.row(review).click();
    await keyboard.press('a');
    await workbench.toast('Invitation accepted');
    assert.deepEqual(
      portal.box.confirmations.map(({ value }) => value),
      ['Y'],
    );
    await view.row(review).waitFor({ state: 'hidden' });
    await eventually('the focus', () => view.keyboard.isAt(invoice));
  });

  it('are said in words where the notification is gone already', async () => {
    const world = await connected();
    const { view, workbench, portal } = world;
    const row = view.row(review);
    await row.waitFor();
    const item = portal.box.list().find(({ text }) => text.includes('Release review'));
    portal.box.remove(item?.id ?? 0);
    await view.inlineAction(row, 'Accept');
    await press(world, 'Accept');
    await workbench.toast(/^The decision was already made/);
    await row.waitFor({ state: 'hidden' });
  });

  it('that nobody knows about are told so and never sent again by themselves', async () => {
    const world = await connected();
    const { view, workbench, portal } = world;
    portal.faults.add({ method: 'im.notify.confirm', fault: { kind: 'reset', when: 'before' } });
    await view.inlineAction(view.row(review), 'Accept');
    await press(world, 'Accept');
    const toast = await workbench.toast(/^It is unknown whether your decision “Accept” was delivered\./);
    await view.row(/Decision not confirmed, .*Release review/).waitFor();
    assert.equal(portal.journal.calls('im.notify.confirm').length, 1);
    await toast.click('Decide…');
    await workbench.quickInput.waitUntilShown('Decide on Notification from Anna Orlova');
    await workbench.quickInput.pick('Accept');
    await workbench.toast('Invitation accepted');
    assert.equal(portal.box.confirmations.length, 1);
  });

  inDepth('whose buttons can’t be read are made in the browser', async () => {
    const { view, workbench } = await connected({
      seed: [{ type: 1, buttons: [], text: 'Take part? [url=/vote/7/]Vote[/url]' }],
    });
    await view.inlineAction(view.row(/Take part/), 'Decide…');
    const toast = await workbench.toast(/buttons of this notification can’t be shown here/);
    assert.deepEqual(toast.buttons, ['Open in Browser']);
  });

  it('wait on their row while the portal thinks, and can’t be made twice', async () => {
    const world = await connected();
    const { view, portal } = world;
    portal.faults.add({ method: 'im.notify.confirm', fault: { kind: 'hold' } });
    await view.inlineAction(view.row(review), 'Accept');
    await press(world, 'Accept');
    const row = view.row(/Sending your decision…, .*Release review/);
    await row.waitFor();
    const actions = await view.inlineActions(row);
    assert.ok(!actions.includes('Accept') && !actions.includes('Decline'), actions.join());
    portal.faults.release();
    await row.waitFor({ state: 'hidden' });
    await eventually('the decision', () => portal.box.confirmations.length === 1);
  });
});
