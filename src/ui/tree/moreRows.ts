import type { RowPortal } from './rows';

/** There is more, and no room for it: it can be searched for. */
export interface OlderRow {
  readonly kind: 'older';
  readonly portal: RowPortal;
}

/** At the end of a list that is longer than what is shown of it. */
export interface RestRow {
  readonly kind: 'rest';
  readonly portal: RowPortal;
  /** The id of the row over it; empty at the top. */
  readonly listId: string;
  /** How many are not shown. */
  readonly count: number;
}
