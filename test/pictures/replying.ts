import { answerable } from './rows';
import type { Studio } from './studio';

export async function takeReplying(studio: Studio): Promise<void> {
  const { workbench, view, portal } = studio;
  const { quickInput } = workbench;
  await view.hover(view.row(answerable));
  await studio.take('hover');
  await view.inlineAction(view.row(answerable), 'Quick Reply…');
  await quickInput.waitUntilShown();
  await quickInput.type('The dates are in, thank you!');
  await studio.take('reply');
  await quickInput.accept();
  await workbench.toast('Replying to Anna Orlova');
  await studio.take('replying');
  await workbench.toast(/Comment/);
  await studio.take('replied');
  await workbench.runCommand('Bitrix24: Quick Reply…');
  await quickInput.waitUntilShown('Quick Reply');
  await studio.take('pick');
  await quickInput.escape();
  await view.contextMenu(view.row(/^Unread, (Accepts replies, )?Anna, Assigned/), 'Quick Reply…');
  await quickInput.waitUntilShown();
  await studio.take('replyNotAnswerable');
  portal.faults.add({ method: 'im.notify.answer', fault: { kind: 'reset', when: 'before' } });
  await quickInput.type('Did this arrive? The connection is shaky here.');
  await quickInput.accept();
  const toast = await workbench.toast(/^It is unknown whether the reply to Anna Orlova was delivered/);
  await studio.take('replyUnconfirmed');
  await toast.dismiss();
  const left = view.row(/^Reply not confirmed, Anna Orlova, Did this/);
  await view.hover(left);
  await studio.take('repliesLeft');
  await view.inlineAction(left, 'Discard Reply…');
  await workbench.modal.waitUntilShown();
  await studio.take('discardReply');
  await workbench.modal.click('Discard');
}
