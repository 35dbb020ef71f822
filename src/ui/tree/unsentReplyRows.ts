import { unsentReplies } from '../../model/replies/reply';
import type { PendingReply } from '../../model/replies/reply';
import type { PortalToShow, RowPortal } from './rows';

/** The group of unsent replies. */
export interface UnsentRepliesRow {
  readonly kind: 'left';
  readonly portal: RowPortal;
  readonly rows: readonly ReplyRow[];
}

export interface ReplyRow {
  readonly kind: 'reply';
  readonly portal: RowPortal;
  readonly reply: PendingReply;
}

/** Stands above everything else, whatever the list's state; empty if no reply is unsent. */
export function unsentRepliesRows({
  portal,
  replies,
}: Pick<PortalToShow, 'portal' | 'replies'>): readonly UnsentRepliesRow[] {
  const rows = unsentReplies(replies).map((reply): ReplyRow => ({ kind: 'reply', portal, reply }));
  return rows.length === 0 ? [] : [{ kind: 'left', portal, rows }];
}
