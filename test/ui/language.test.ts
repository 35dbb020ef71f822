import { eventually } from '../vscode/eventually';
import { newest } from '../vscode/versions';
import { openWorkbench } from '../vscode/workbench';
import { serverOf } from './servers';
import { freshBrowser, standIn } from './traces';

describe('In Russian', () => {
  const ends: (() => Promise<void>)[] = [];

  after(async () => {
    for (const end of ends) {
      await end();
    }
  });

  it('the view, its rows and its messages speak Russian', async () => {
    const portal = await standIn({ seed: 'sample' });
    ends.unshift(() => portal.close());
    const { server } = await serverOf(newest, 'ru');
    const browser = await freshBrowser();
    ends.unshift(() => browser.close());
    const workbench = await openWorkbench({ server, browser });
    const view = await workbench.openView();
    await eventually('the welcome', async () =>
      (await view.welcomeText())?.startsWith('Просматривайте здесь уведомления Битрикс24'),
    );
    await view.welcomeAction('Подключить портал…');
    await workbench.quickInput.waitUntilShown('Подключение портала Битрикс24');
    await workbench.quickInput.pick('Входящий вебхук');
    await eventually('the box for the address', () => workbench.quickInput.isPassword());
    await workbench.quickInput.type(portal.webhook);
    await workbench.quickInput.accept();
    await workbench.toast(/^Подключён портал 127\.0\.0\.1:\d+, вы — Alex Morgan\.$/);
    await view.row(/^Не прочитано, 7$/).waitFor();
    await view.row(/^Не прочитано, Можно ответить, Anna, .*, 8\sмин$/).waitFor();
    await workbench.statusBarItem('Битрикс24: непрочитанных 10').waitUntilShown();
  });
});
