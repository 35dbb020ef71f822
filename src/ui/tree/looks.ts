import type { InboxState } from '../../model/inboxState';
import { movedTo } from '../../model/portalFailure';
import { portalTrouble, troubleIcon } from '../text/portalTrouble';
import type { Times } from '../text/times';
import { titleOf } from './groupTitle';
import { noteWords, portalWords } from './portalItems';
import type { Row } from './rows';
import { readWords } from './treeItems';
import type { Look } from './treeItems';

/**
 * What a row is drawn from, without those below it: where these values are the same, so is its picture. What has not
 * changed of a notification is the same object, also in one that was marked twice.
 */
export function lookOf(row: Row, look: Look): readonly unknown[] {
  switch (row.kind) {
    case 'portal':
      return [row.portal.name, portalWords(row, look.times), ...troubleParts(row.inbox, look.times)];
    case 'note':
      return [row.look, noteWords(row, look.times)];
    case 'group':
      return [titleOf(row, look), row.group.notifications.length, ...readWords(row)];
    case 'notification': {
      const { notification, trouble, isDeciding, reply } = row;
      const parts: readonly unknown[] = Object.values(notification);
      return [...parts, trouble, isDeciding, reply, look.times.short(notification.date, look.now)];
    }
    case 'left':
      return [row.rows.length];
    case 'reply':
      return [row.reply.stage, row.reply.why, row.reply.to, row.reply.text];
    case 'rest':
      return [row.count];
    case 'more':
    case 'older':
      return [];
  }
}

function troubleParts(inbox: InboxState, times: Times): readonly unknown[] {
  const failure = inbox.kind === 'loading' ? undefined : inbox.failure;
  return [portalTrouble(inbox, times), troubleIcon(inbox), failure?.kind, movedTo(failure)];
}
