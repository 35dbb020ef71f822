import { eventually } from '../vscode/eventually';
import type { Studio } from './studio';

export async function takeSearching(studio: Studio): Promise<void> {
  const { workbench, portal } = studio;
  const { quickInput, page } = workbench;
  await workbench.runCommand('Bitrix24: Search Notification History…');
  await quickInput.waitUntilShown();
  await studio.take('search');
  await quickInput.type('task');
  await portal.journal.next('im.notify.history.search');
  await eventually('what was found', async () => (await quickInput.items()).length > 2);
  await studio.take('searchFound');
  await quickInput.type('no such words');
  await portal.journal.next('im.notify.history.search');
  await quickInput.widget.getByText('Nothing found for “no such words”').waitFor();
  await studio.take('searchNothing');
  await quickInput.type('');
  for (const [button, what] of [
    ['Filter by Type…', 'searchType'],
    ['Filter by Author…', 'searchAuthor'],
    ['Filter by Date…', 'searchDate'],
  ] as const) {
    await quickInput.widget.getByRole('button', { name: button }).click();
    await quickInput.waitUntilShown(button.replace('…', ''));
    await studio.take(what);
    await page.keyboard.press('Escape');
    await quickInput.waitUntilShown('Search Notification History');
  }
  await quickInput.escape();

  await workbench.runCommand('Bitrix24: Send Notification…');
  await quickInput.widget.getByText(/^Send Notification/).waitFor();
  await studio.take('sendRecipient');
  await quickInput.type('an');
  await portal.journal.next('user.search');
  await studio.take('sendRecipientFound');
  await quickInput.pick('Anna Orlova');
  await quickInput.widget.getByText('You', { exact: true }).waitFor();
  await studio.take('sendSender');
  await quickInput.pick('You');
  await eventually('the text', async () => (await quickInput.placeholder()) === 'Your text');
  await quickInput.type('The demo is ready, have a look!');
  await studio.take('sendText');
  await quickInput.accept();
  await workbench.toast(/^Sent to/);
  await studio.take('sent');
}
