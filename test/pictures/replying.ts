import { answerable } from './rows';
import type { Studio } from './studio';

export async function takeReplying(studio: Studio): Promise<void> {
  const { workbench, view } = studio;
  const { quickInput } = workbench;
  await view.hover(view.row(answerable));
  await studio.take('hover');
  await view.inlineAction(view.row(answerable), 'Quick Reply…');
  await quickInput.waitUntilShown();
  await quickInput.type('The dates are in, thank you!');
  await studio.take('reply');
  await quickInput.accept();
  await workbench.toast(/Comment/);
  await studio.take('replied');
  await workbench.runCommand('Bitrix24: Quick Reply…');
  await quickInput.waitUntilShown('Quick Reply');
  await studio.take('pick');
  await quickInput.escape();
  await view.contextMenu(view.row(/^Unread, Anna Orlova, Assigned/), 'Quick Reply…');
  await quickInput.waitUntilShown();
  await studio.take('replyNotAnswerable');
  await quickInput.escape();
}
