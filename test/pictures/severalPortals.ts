import { startPortal } from '../portal/portal';
import { eventually } from '../vscode/eventually';
import type { Studio } from './studio';

/** A second and a third portal beside the first, of which one goes down. */
export async function takeSeveralPortals(studio: Studio): Promise<void> {
  const { workbench, view } = studio;
  const { quickInput, page } = workbench;
  const second = await startPortal({ scope: ['im', 'user'] });
  const third = await startPortal({ seed: 'empty' });
  for (const [portal, name] of [
    [second, 'Northwind'],
    [third, 'Contoso'],
  ] as const) {
    await workbench.runCommand('Bitrix24: Connect to a Portal…');
    await quickInput.waitUntilShown('Connect to a Bitrix24 Portal');
    await quickInput.pick('Inbound webhook');
    await eventually('the box for the address', () => quickInput.isPassword());
    await quickInput.type(portal.webhook);
    await quickInput.accept();
    await quickInput.waitUntilHidden();
    await (await workbench.toast(/^Connected to/)).dismiss();
    await workbench.runCommand('Bitrix24: Rename Portal…');
    await quickInput.pick(new URL(portal.origin).host);
    await quickInput.waitUntilShown(`Rename ${new URL(portal.origin).host}`);
    await quickInput.type(name);
    await quickInput.accept();
    await view.collapse(view.row(new RegExp(`^${new URL(studio.portal.origin).host}`)));
    await view.row(new RegExp(`^${name}`)).waitFor();
  }
  await third.close();
  await workbench.runCommand('Bitrix24: Refresh');
  await view.row(/^Contoso.*can’t be reached/).waitFor();
  await page.mouse.move(700, 500);
  await studio.take('portals');
  await workbench.statusBarItem(/^Bitrix24: .* unread/).tooltip();
  await studio.take('portalsStatus');
  await workbench.runCommand('Bitrix24: Manage Portals…');
  await quickInput.waitUntilShown('Manage Portals');
  await quickInput.awaitItems('the permissions', items => items.some(({ detail }) => detail.includes('im, user')));
  await studio.take('portalsManaged');
  await quickInput.escape();
  await workbench.runCommand('Bitrix24: Search Notification History…');
  await quickInput.waitUntilShown('Search Notification History');
  await studio.take('portalsSearched');
  await quickInput.escape();
  await workbench.runCommand('Bitrix24: Mark All as Read');
  await quickInput.waitUntilShown('Mark All as Read');
  await studio.take('portalsAsked');
  await quickInput.escape();
  for (const name of ['Northwind', 'Contoso']) {
    await workbench.runCommand('Bitrix24: Disconnect');
    await quickInput.pick(name);
    await (await workbench.toast(/^Disconnected from/)).dismiss();
  }
  await second.close();
}
