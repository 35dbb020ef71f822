import { titleOf } from './groupTitle';
import { noteWords, portalWords } from './portalItems';
import { childRows } from './rows';
import type { Row } from './rows';
import type { Look } from './treeItems';

/**
 * What the tree is drawn from, one value after the other: where these are the same, so is the picture. A notification
 * that has not changed is the same object.
 */
export function looks(rows: readonly Row[], look: Look): readonly unknown[] {
  return rows.flatMap(row => [...lookOf(row, look), ...looks(childRows(row), look)]);
}

function lookOf(row: Row, look: Look): readonly unknown[] {
  switch (row.kind) {
    case 'portal':
      return [row.portal, row.portal.name, portalWords(row, look.times)];
    case 'note':
      return [row.portal, noteWords(row, look.times)];
    case 'group':
      return [row.group.id, titleOf(row, look), row.group.notifications.length];
    case 'notification': {
      const { notification, trouble, isDeciding, reply } = row;
      return [notification, trouble, isDeciding, reply, look.times.short(notification.date, look.now)];
    }
    case 'left':
      return [row.kind, row.rows.length];
    case 'reply':
      return [row.reply.key, row.reply.stage, row.reply.why];
    case 'more':
      return [row.kind];
  }
}
