import { attached, invoice, review } from './rows';
import type { Studio } from './studio';

const second = /^Unread, (Accepts replies, )?Иван, упомянул/;

/** The groupings, each with a group that it makes. */
const GROUPS: readonly (readonly [string, RegExp | undefined])[] = [
  ['Type', /^Reminders, 1$/],
  ['Author', /^Bitrix24, \d+$/],
  ['Day', /^Today, \d+$/],
  ['Not grouped', undefined],
  ['State', /^Unread, \d+$/],
];

export async function takeTriage(studio: Studio): Promise<void> {
  const { workbench, view, portal } = studio;
  const { page, quickInput } = workbench;
  await clearToasts(studio);
  await view.hover(view.row(review));
  await studio.take('hoverDecision');
  await view.row(attached).scrollIntoViewIfNeeded();
  await view.hover(view.row(attached));
  await studio.take('hoverAttached');
  await view.row(review).hover();
  await studio.take('decisionIcons');
  await view.inlineAction(view.row(invoice), 'Decide…');
  await quickInput.waitUntilShown();
  await studio.take('decide');
  await quickInput.escape();

  await view.inlineAction(view.row(second), 'Mark as Read');
  await workbench.toast(/^Marked as read/);
  await studio.take('undo');
  await clearToasts(studio);
  portal.faults.add({ method: 'im.notify.read.list', fault: { kind: 'reset' } });
  await view.inlineAction(view.row(/^Unread, Zoë Martin/), 'Mark as Read');
  await view.hover(view.row(/^Not marked as read/));
  await studio.take('trouble');
  await view.row(/^Not marked as read/).click({ button: 'right' });
  await page.locator('.monaco-menu').getByText('Delete').waitFor();
  await studio.take('contextMenu');
  await page.keyboard.press('Escape');

  await view.row(attached).click();
  await page.keyboard.press('Enter');
  await workbench.editors.preview.waitUntilShown();
  await studio.take('fullText');
  await workbench.runCommand('View: Close All Editors');
  for (const [grouping, group] of GROUPS) {
    await workbench.runCommand('Bitrix24: Group By…');
    await quickInput.waitUntilShown('Group By');
    if (grouping === 'Author') {
      await studio.take('groupBy');
    }
    await quickInput.pick(grouping);
    await quickInput.waitUntilHidden();
    if (group === undefined) await view.row(/^Today, \d+$/).waitFor({ state: 'hidden' });
    else await view.row(group).first().waitFor();
    await studio.take(`groupedBy${grouping.replace(' ', '')}`);
  }
  await view.titleAction('Show Unread Only');
  await studio.take('unreadOnly');
  await view.titleAction('Show All');
  await workbench.runCommand('Bitrix24: Keyboard Shortcuts');
  await page.locator('.keybindings-editor').getByText('Quick Reply').first().waitFor();
  await studio.take('keyboardShortcuts');
  await workbench.runCommand('View: Close All Editors');
}

async function clearToasts({ workbench }: Studio): Promise<void> {
  await workbench.runCommand('Notifications: Clear All Notifications');
}
