import assert from 'node:assert/strict';
import { eventually } from '../vscode/eventually';
import { inDepth, inNewestVersion } from './world';

const review = /Release review/;
const invoice = /Прошу согласовать счёт/;

inNewestVersion('Decisions', (_signedOut, connected) => {
  it('are made by the inline icons of a pair, once, and the portal’s words are shown', async () => {
    const { view, workbench, portal } = await connected();
    const row = view.row(review);
    assert.deepEqual((await view.inlineActions(row)).slice(0, 2), ['Accept', 'Decline']);
    await view.inlineAction(row, 'Accept');
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
    const { view, workbench, portal } = await connected();
    await view.hover(view.row(review));
    await workbench.hovers.widget.getByText('Decline', { exact: true }).click();
    await workbench.toast('Invitation declined');
    assert.equal(portal.journal.calls('im.notify.confirm').length, 1);
  });

  it('by a key ask first, with the answer at hand', async () => {
    const { view, workbench, portal } = await connected();
    await view.row(review).click();
    await workbench.page.keyboard.press('d');
    await workbench.quickInput.waitUntilShown('Decide on Notification from Anna Orlova');
    assert.equal(portal.journal.calls('im.notify.confirm').length, 0);
    await workbench.quickInput.accept();
    await workbench.toast('Invitation declined');
    assert.deepEqual(
      portal.box.confirmations.map(({ value }) => value),
      ['N'],
    );
  });

  it('are said in words where the notification is gone already', async () => {
    const { view, workbench, portal } = await connected();
    const row = view.row(review);
    await row.waitFor();
    const item = portal.box.list().find(({ text }) => text.includes('Release review'));
    portal.box.remove(item?.id ?? 0);
    await view.inlineAction(row, 'Accept');
    await workbench.toast(/^The decision was already made/);
    await row.waitFor({ state: 'hidden' });
  });

  it('that nobody knows about are told so and never sent again by themselves', async () => {
    const { view, workbench, portal } = await connected();
    portal.faults.add({ method: 'im.notify.confirm', fault: { kind: 'reset', when: 'before' } });
    await view.inlineAction(view.row(review), 'Accept');
    const toast = await workbench.toast(/^It is unknown whether your decision “Accept” was delivered\./);
    await view.row(/^Decision not confirmed, .*Release review/).waitFor();
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
    const { view, portal } = await connected();
    portal.faults.add({ method: 'im.notify.confirm', fault: { kind: 'hold' } });
    await view.inlineAction(view.row(review), 'Accept');
    const row = view.row(/^Sending your decision…, .*Release review/);
    await row.waitFor();
    const actions = await view.inlineActions(row);
    assert.ok(!actions.includes('Accept') && !actions.includes('Decline'), actions.join());
    portal.faults.release();
    await row.waitFor({ state: 'hidden' });
    await eventually('the decision', () => portal.box.confirmations.length === 1);
  });
});
