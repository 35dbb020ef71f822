import { leftIn } from '../../model/reply';
import type { Reply } from '../../model/reply';
import type { Drawn, RowPortal } from './rows';

/** The group of the replies that are left to a person. */
export interface LeftRow {
  readonly kind: 'left';
  readonly portal: RowPortal;
  readonly rows: readonly ReplyRow[];
}

export interface ReplyRow {
  readonly kind: 'reply';
  readonly portal: RowPortal;
  readonly reply: Reply;
}

/** Over everything else, whatever the list is like; none where nothing is left. */
export function leftRows({ portal, replies }: Pick<Drawn, 'portal' | 'replies'>): readonly LeftRow[] {
  const rows = leftIn(replies).map((reply): ReplyRow => ({ kind: 'reply', portal, reply }));
  return rows.length === 0 ? [] : [{ kind: 'left', portal, rows }];
}
