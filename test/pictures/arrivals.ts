import { sampleArrivals } from '../portal/sample/arrivals';
import type { Toast } from '../vscode/toasts';
import type { Studio } from './studio';

/** What the sample's arrivals are announced with. */
const ANNOUNCED = [/Thank you! When will/, /Icons for the new theme/, /сборка готова/];

export async function takeArrivals(studio: Studio): Promise<void> {
  const { workbench, view } = studio;
  const { page, quickInput } = workbench;
  const reply = await arrive(studio, [0], ANNOUNCED[0]);
  await studio.take('toastReply');
  await reply.click('Mute…');
  await quickInput.waitUntilShown('Mute');
  await studio.take('toastMute');
  await quickInput.escape();
  const decision = await arrive(studio, [1], ANNOUNCED[1]);
  await studio.take('toastDecision');
  await decision.dismiss();
  const several = await arrive(studio, [0, 2], /^2 new: /);
  await studio.take('toastSeveral');
  await several.dismiss();

  await workbench.runCommand('Bitrix24: Pause Notifications…');
  await quickInput.waitUntilShown('Pause Notifications');
  await studio.take('pause');
  await quickInput.pick('Pause All for an Hour');
  const item = page.locator('.statusbar-item[id*="bitrix24"]').first();
  await item.locator('.codicon-bell-slash-dot').waitFor();
  await item.hover();
  await page.locator('.monaco-hover:visible').first().waitFor();
  await studio.take('paused');
  await workbench.runCommand('Bitrix24: Resume Notifications');

  const row = view.row(/сборка готова/).first();
  await row.click({ button: 'right' });
  await page.locator('.monaco-menu').getByText('Mute Author').waitFor();
  await studio.take('muteMenu');
  await page.locator('.monaco-menu').getByText('Mute Author').click();
  await view
    .row(/Muted$/)
    .first()
    .waitFor();
  await page.mouse.move(700, 300);
  await studio.take('muted');
  await workbench.runCommand('Bitrix24: Muted Types and Authors…');
  await quickInput.waitUntilShown();
  await studio.take('mutedList');
  await quickInput.escape();
}

/** Makes these of the sample's arrive, and waits for what announces them. */
async function arrive({ workbench, portal }: Studio, indexes: readonly number[], words = /./): Promise<Toast> {
  for (const index of indexes) portal.box.add({ ...sampleArrivals[index], tag: null });
  await workbench.runCommand('Bitrix24: Refresh');
  return workbench.toast(words);
}
