import type { Notification } from './notification';

/** What to look for in the account's whole history. What is left out does not narrow the search. */
export interface HistoryQuery {
  readonly text: string;
  /** `module|event`. */
  readonly typeId?: string;
  /** Any of them; empty: anybody. */
  readonly authorIds: readonly number[];
  readonly days?: DayRange;
}

/** Whole days of the local calendar, milliseconds since the epoch: from the start of the first to the start of the day after the last. */
export interface DayRange {
  readonly from: number;
  readonly to: number;
}

export interface HistoryPage {
  /** Of all kinds, newest first. */
  readonly notifications: readonly Notification[];
  /** LAST_ID of the next page; absent on the last one. */
  readonly next?: number;
  /** How many there are in all; only the first page tells. */
  readonly total?: number;
}

/** `im.notify.history.search`. Rejects with a `PortalFailure` alone. */
export interface History {
  search(query: HistoryQuery, after?: number): Promise<HistoryPage>;
}
