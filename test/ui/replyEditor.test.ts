import assert from 'node:assert/strict';
import { eventually } from '../vscode/eventually';
import { everywhere, inEveryVersion, type World } from './world';

const answerable = /^(Unread|Read), (Accepts replies, )?Anna, .*Commented/;
const TAB = /^Reply to Anna Orlova/;

const texts = ({ portal }: World): readonly string[] => portal.box.answers.map(({ text }) => text);

/** What stands in the editor, from top to bottom. */
async function lines({ workbench }: World): Promise<string> {
  const all = await workbench.page.locator('.editor-instance .view-line').evaluateAll(found =>
    found
      .map(line => ({ top: line.getBoundingClientRect().top, text: line.textContent }))
      .sort((a, b) => a.top - b.top)
      .map(({ text }) => text),
  );
  return all.join('\n').replaceAll('\u00a0', ' ');
}

async function waitUntilShown({ workbench }: World): Promise<void> {
  await workbench.editors.awaitTab(TAB);
  await workbench.page.locator('.editor-instance .monaco-editor.focused').waitFor();
}

async function waitUntilLong({ workbench }: World, length: number): Promise<void> {
  await workbench.page
    .locator('.part.statusbar')
    .getByText(`Characters: ${length} of 20000`, { exact: true })
    .waitFor();
}

inEveryVersion('Reply in Editor', (_signedOut, connected) => {
  everywhere('sends several lines by Ctrl+Enter, character for character, and closes its tab', async () => {
    const world = await connected();
    const { view, workbench, portal } = world;
    const { keyboard } = workbench.page;
    await view.contextMenu(view.row(answerable), 'Reply in Editor');
    await waitUntilShown(world);
    assert.match(await lines(world), />8[\s\S]*Only the text above this line is sent[\s\S]*> Commented/);
    await keyboard.type('Первая 👍🏽 ');
    await keyboard.press('Enter');
    await keyboard.press('Enter');
    await keyboard.press('Tab');
    await keyboard.type('[b]bold[/b] "it\'s"');
    await waitUntilLong(world, 33);
    await keyboard.press('Control+Enter');
    await portal.journal.next('im.notify.answer');
    assert.deepEqual(texts(world), ['Первая 👍🏽 \n\n\t[b]bold[/b] "it\'s"']);
    await eventually('the tab to close', async () => (await workbench.editors.titles()).length === 0);
    await view.row(/^Read, (Accepts replies, )?Anna, Replied, Commented/).waitFor();
  });

  everywhere('keeps what is typed when it is closed, and Quick Reply opens it again, after a reload too', async () => {
    const world = await connected();
    const { view, workbench } = world;
    const { keyboard } = workbench.page;
    await view.inlineAction(view.row(answerable), 'Quick Reply…');
    await workbench.quickInput.waitUntilShown('Reply to Anna Orlova');
    await workbench.quickInput.type('One');
    await workbench.quickInput.clickTitleButton('Reply in Editor');
    await waitUntilShown(world);
    await keyboard.press('Enter');
    await keyboard.type('Two');
    await waitUntilLong(world, 7);
    await workbench.runCommand('View: Close Editor');
    await eventually('the tab to close', async () => (await workbench.editors.titles()).length === 0);
    await view.inlineAction(view.row(answerable), 'Quick Reply…');
    await waitUntilShown(world);
    assert.match(await lines(world), /^One\nTwo\n/);
    await workbench.reloadWindow();
    await workbench.editors.awaitTab(TAB);
    await eventually('the text', async () => (await lines(world)).startsWith('One\nTwo\n'));
    assert.deepEqual(texts(world), []);
  });
});
