import assert from 'node:assert/strict';
import { eventually } from '../vscode/eventually';
import { connect, everywhere, everywhereInDepth, inDepth, inEveryVersion, type World } from './world';

const answerable = /^Unread, (Accepts replies, )?Anna, (Reply not sent, )?Commented/;

async function send({ workbench, portal }: World, text: string): Promise<void> {
  await workbench.quickInput.type(text);
  await workbench.quickInput.accept();
  await workbench.quickInput.waitUntilHidden();
  await portal.journal.next('im.notify.answer');
}

inEveryVersion('Quick Reply', (_signedOut, connected) => {
  everywhere(
    'answers by the inline icon: once, word for word, then the item is read and the numbers fall',
    async () => {
      const world = await connected();
      const { view, workbench, portal } = world;
      await view.inlineAction(view.row(answerable), 'Quick Reply…');
      await workbench.quickInput.waitUntilShown('Reply to Anna Orlova');
      assert.match(await workbench.quickInput.message(), /^Commented on your message/);
      const text = 'Спасибо, "готово" — it\'s <b>done</b> & dusted 👍🏽 \\o/ [b]not bold[/b]';
      await send(world, text);
      await workbench.toast('Comment has been published');
      await portal.journal.next('im.notify.read.list');
      await view.row(/^Read, (Accepts replies, )?Anna, Replied, Commented/).waitFor();
      await workbench.statusBarItem('Bitrix24: 9 unread').waitUntilShown();
      await eventually('the badge to fall', async () => (await workbench.badge()) === '9');
      assert.deepEqual(
        portal.box.answers.map(answer => answer.text),
        [text],
      );
      assert.equal(portal.journal.calls('im.notify.answer').length, 1);
      const [read] = portal.journal.calls('im.notify.read.list');
      assert.deepEqual(read?.params.IDS, [portal.box.answers[0]?.id]);
    },
  );

  inDepth('answers by the context menu, with 4,000 characters', async () => {
    const world = await connected();
    const { view, portal } = world;
    await view.contextMenu(view.row(answerable), 'Quick Reply…');
    const text = 'Длинный ответ. '.repeat(267).slice(0, 4000).trimEnd().padEnd(4000, '.');
    await send(world, text);
    assert.deepEqual(
      portal.box.answers.map(answer => answer.text),
      [text],
    );
  });

  it('answers from the palette, offering the answerable ones first', async () => {
    const world = await connected();
    const { workbench, portal } = world;
    await workbench.runCommand('Bitrix24: Quick Reply…');
    await workbench.quickInput.waitUntilShown('Quick Reply');
    const items = await eventually('the notifications', async () => {
      const shown = await workbench.quickInput.items();
      return shown.length > 5 && shown;
    });
    assert.deepEqual(
      items.slice(0, 3).map(item => item.label),
      ['Anna Orlova', 'Иван Белов', 'Иван Белов'],
    );
    await workbench.quickInput.type('Looks good');
    await workbench.quickInput.accept();
    await workbench.quickInput.waitUntilShown('Reply to Anna Orlova');
    await send(world, 'From the palette');
    assert.deepEqual(
      portal.box.answers.map(answer => answer.text),
      ['From the palette'],
    );
  });

  it('refuses an empty text and "0" in words, and keeps a draft through Escape', async () => {
    const world = await connected();
    const { view, workbench, portal } = world;
    const { quickInput } = workbench;
    await view.inlineAction(view.row(answerable), 'Quick Reply…');
    await quickInput.waitUntilShown('Reply to Anna Orlova');
    await quickInput.accept();
    await eventually('the words', async () => (await quickInput.validation())?.includes('Enter some text'));
    await quickInput.type('0');
    await eventually('the words', async () => (await quickInput.validation())?.includes('treats “0” as an empty'));
    await quickInput.accept();
    await quickInput.type('half a thought');
    await workbench.page.locator('.part.editor').click();
    assert.equal(await quickInput.value(), 'half a thought');
    await quickInput.input.focus();
    await quickInput.escape();
    await view.contextMenu(view.row(answerable), 'Quick Reply…');
    await quickInput.waitUntilShown('Reply to Anna Orlova');
    assert.equal(await quickInput.value(), 'half a thought');
    assert.deepEqual(portal.box.answers, []);
  });

  inDepth('says where the portal does not mark the item as answerable', async () => {
    const { view, workbench } = await connected();
    const row = view.row(/^Unread, (Accepts replies, )?Anna, Assigned/);
    assert.deepEqual(await view.inlineActions(row), ['Mark as Read']);
    await view.contextMenu(row, 'Quick Reply…');
    await workbench.quickInput.waitUntilShown('Reply to Anna Orlova');
    await eventually('the warning', async () =>
      (await workbench.quickInput.validation())?.includes('does not mark this notification as accepting replies'),
    );
  });

  everywhereInDepth(
    'keeps the text when nobody knows whether it arrived, and sends it again only by hand',
    async () => {
      const world = await connected();
      const { view, workbench, portal } = world;
      portal.faults.add({ method: 'im.notify.answer', fault: { kind: 'reset', when: 'after' } });
      await view.inlineAction(view.row(answerable), 'Quick Reply…');
      await send(world, 'Did it arrive?');
      const toast = await workbench.toast(/^It is unknown whether the reply to Anna Orlova was delivered/);
      assert.deepEqual(toast.buttons, ['Try Again', 'Copy Text']);
      assert.equal(portal.journal.calls('im.notify.answer').length, 1);
      await toast.click('Try Again');
      await workbench.quickInput.waitUntilShown('Reply to Anna Orlova');
      assert.equal(await workbench.quickInput.value(), 'Did it arrive?');
      assert.equal(portal.journal.calls('im.notify.answer').length, 1);
      await workbench.quickInput.accept();
      await workbench.toast('Comment has been published');
      assert.equal(portal.journal.calls('im.notify.answer').length, 2);
    },
  );

  it('is not sent a second time while the first is on its way', async () => {
    const world = await connected();
    const { view, workbench, portal } = world;
    portal.faults.add({ method: 'im.notify.answer', fault: { kind: 'hold' } });
    await view.inlineAction(view.row(answerable), 'Quick Reply…');
    await workbench.quickInput.waitUntilShown('Reply to Anna Orlova');
    await workbench.quickInput.type('Once, please');
    await workbench.quickInput.accept();
    await portal.journal.nextArrival('im.notify.answer');
    const row = view.row(/^Unread, (Accepts replies, )?Anna, Sending your reply…, Commented/);
    await view.contextMenu(row, 'Quick Reply…');
    await (await workbench.toast('The reply to Anna Orlova is still being sent.')).dismiss();
    portal.faults.release();
    await workbench.toast('Comment has been published');
    assert.equal(portal.journal.calls('im.notify.answer').length, 1);
  });

  it('reaches no portal that was disconnected meanwhile, and keeps its text', async () => {
    const world = await connected();
    const { view, workbench, portal } = world;
    portal.faults.add({ method: 'im.notify.answer', fault: { kind: 'error', code: 'SOME_ERROR' } });
    await view.inlineAction(view.row(answerable), 'Quick Reply…');
    await send(world, 'After all');
    const toast = await workbench.toast(/was not sent\. The portal refused the request \(SOME_ERROR\)/);
    await workbench.runCommand('Bitrix24: Disconnect');
    await workbench.modal.click('Disconnect');
    await (await workbench.toast(/^Disconnected/)).dismiss();
    portal.journal.clear();
    await toast.click('Try Again');
    await workbench.quickInput.waitUntilShown('Reply to Anna Orlova');
    await workbench.quickInput.accept();
    const refused = await workbench.toast(/was disconnected before the reply to Anna Orlova was sent\./);
    assert.deepEqual(refused.buttons, ['Try Again', 'Copy Text']);
    assert.deepEqual(portal.journal.calls(), []);
  });

  it('is sent after all when the portal is connected again', async () => {
    const world = await connected();
    const { view, workbench, portal } = world;
    await view.row(answerable).waitFor();
    portal.access.state = 'revoked';
    await view.inlineAction(view.row(answerable), 'Quick Reply…');
    await send(world, 'Not lost');
    const toast = await workbench.toast(/was not sent\. The portal rejected the sign-in/);
    portal.access.state = 'active';
    await connect(world);
    await view.row(answerable).waitFor();
    await toast.click('Try Again');
    await workbench.quickInput.waitUntilShown('Reply to Anna Orlova');
    assert.equal(await workbench.quickInput.value(), 'Not lost');
    await workbench.quickInput.accept();
    await workbench.toast('Comment has been published');
    assert.deepEqual(
      portal.box.answers.map(answer => answer.text),
      ['Not lost'],
    );
  });

  it('says that a notification is gone and leaves the text', async () => {
    const world = await connected();
    const { view, workbench, portal } = world;
    await view.inlineAction(view.row(answerable), 'Quick Reply…');
    const gone = portal.box.list().find(item => item.text.includes('Plan for the quarter') && !item.isRead);
    assert.ok(gone);
    portal.box.remove(gone.id);
    await send(world, 'Too late');
    const toast = await workbench.toast(/^The notification from Anna Orlova no longer exists/);
    assert.deepEqual(toast.buttons, ['Try Again', 'Copy Text']);
    await view.row(answerable).waitFor({ state: 'hidden' });
  });
});
