import type { InboxState } from '../../model/inbox/inboxState';
import { movedOriginOf } from '../../model/portalFailure';
import { inboxProblemIcon, inboxProblemText } from '../text/failureText';
import type { Times } from '../text/times';
import { groupTitle } from './groupTitle';
import { portalDescription, statusText } from './portalItems';
import type { Row } from './rows';
import { readWords } from './treeItems';
import type { RenderContext } from './treeItems';

/**
 * Returns the values a row is rendered from, without its children: equal values render the same. Unchanged properties
 * of a notification are the same objects, even if it was marked as read and back.
 */
export function lookOf(row: Row, look: RenderContext): readonly unknown[] {
  switch (row.kind) {
    case 'portal':
      return [row.portal.name, portalDescription(row, look.times), ...troubleParts(row.inbox, look.times)];
    case 'note':
      return [row.view, statusText(row, look.times)];
    case 'group':
      return [groupTitle(row, look), row.group.notifications.length, ...readWords(row)];
    case 'notification': {
      const { notification, failedChange, isDeciding, reply } = row;
      const parts: readonly unknown[] = Object.values(notification);
      return [...parts, failedChange, isDeciding, reply, look.times.short(notification.date, look.now)];
    }
    case 'left':
      return [row.rows.length];
    case 'reply':
      return [row.reply.stage, row.reply.reason, row.reply.to, row.reply.text];
    case 'rest':
      return [row.count];
    case 'more':
    case 'older':
      return [];
  }
}

function troubleParts(inbox: InboxState, times: Times): readonly unknown[] {
  const failure = inbox.kind === 'loading' ? undefined : inbox.failure;
  return [inboxProblemText(inbox, times), inboxProblemIcon(inbox), failure?.kind, movedOriginOf(failure)];
}
