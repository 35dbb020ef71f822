import { sampleArrivals } from '../portal/sample/arrivals';
import type { Toast } from '../vscode/toasts';
import { answerable } from './rows';
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
    .row(/^Muted, /)
    .first()
    .waitFor();
  await page.mouse.move(700, 300);
  await studio.take('muted');
  await workbench.runCommand('Bitrix24: Muted Types and Authors…');
  await quickInput.waitUntilShown();
  await studio.take('mutedList');
  await quickInput.escape();
}

export async function takeSnoozing({ workbench, view, take }: Studio): Promise<void> {
  const { page, quickInput } = workbench;
  await view.row(answerable).last().click();
  await page.keyboard.press('s');
  await quickInput.waitUntilShown('Snooze');
  await take('snooze');
  await quickInput.pick('Date and Time…');
  await quickInput.type('25:00');
  await quickInput.accept();
  await page.getByText('This date or time does not exist.').waitFor();
  await take('snoozeTime');
  await quickInput.type('2d');
  await quickInput.accept();
  await view.titleAction('Collapse All');
  await view.row(/^Snoozed, 1$/).click();
  await view.row(/^Unread, /).click();
  await take('snoozed');
  await view.hover(view.row(/^Snoozed, Unread/));
  await take('hoverSnoozed');
  await page.locator('.statusbar-item[id*="bitrix24"]').first().hover();
  await page.locator('.monaco-hover:visible').getByText('1 snoozed.').waitFor();
  await take('statusSnoozed');
  await page.mouse.move(700, 300);
  await view.inlineAction(view.row(/^Snoozed, Unread/), 'Unsnooze');
  await workbench.runCommand('Preferences: Open Settings (UI)');
  await page.locator('.settings-editor .suggest-input-container').first().click();
  await page.keyboard.type('bitrix24.notifications');
  await page.getByText('Quiet Hours').first().waitFor();
  await take('notificationSettings');
  await workbench.runCommand('View: Close All Editors');
}

/** Makes these of the sample's arrive, and waits for what announces them. */
async function arrive({ workbench, portal }: Studio, indexes: readonly number[], words = /./): Promise<Toast> {
  for (const index of indexes) portal.box.add({ ...sampleArrivals[index], tag: null });
  await workbench.runCommand('Bitrix24: Refresh');
  return workbench.toast(words);
}
