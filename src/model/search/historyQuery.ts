import type { Notification } from '../notification/notification';

/** What to search for in the account's whole history. Absent properties don't narrow the search. */
export interface HistoryQuery {
  readonly text: string;
  /** `module|event`. */
  readonly typeId?: string;
  /** Any of these authors; if empty, any author. */
  readonly authorIds: readonly number[];
  readonly days?: TimeRange;
}

/**
 * Whole days in local time, as milliseconds since the epoch: from the start of the first day to the start of the day
 * after the last.
 */
export interface TimeRange {
  readonly from: number;
  readonly to: number;
}

export interface HistoryPage {
  /** All kinds, newest first. */
  readonly notifications: readonly Notification[];
  /** `LAST_ID` of the next page; absent on the last page. */
  readonly next?: number;
  /** The total number of results; only on the first page. */
  readonly total?: number;
}

/** `im.notify.history.search`. Rejects only with a `PortalFailure`. */
export interface HistoryApi {
  search(query: HistoryQuery, after?: number): Promise<HistoryPage>;
}

/** The portal doesn't search for shorter text. */
const MIN_SEARCH_LENGTH = 3;

export const EMPTY_QUERY: HistoryQuery = { text: '', authorIds: [] };

/** Splits a text into words as the portal does, which searches for each of them. */
export function splitPortalWords(text: string): readonly string[] {
  return text.match(/[\p{L}\p{Nd}_]+/gu) ?? [];
}

function hasFilter({ typeId, authorIds, days }: HistoryQuery): boolean {
  return typeId !== undefined || authorIds.length > 0 || days !== undefined;
}

/** Returns what the portal can search for; `undefined` if nothing. */
export function toPortalQuery(query: HistoryQuery): HistoryQuery | undefined {
  const text = portalText(query.text);
  return hasFilter(query) || text !== '' ? { ...query, text } : undefined;
}

export function isSameQuery(one: HistoryQuery | undefined, other: HistoryQuery | undefined): boolean {
  return one?.text === other?.text && isSameFilter(one, other);
}

export function isSameFilter(one: HistoryQuery | undefined, other: HistoryQuery | undefined): boolean {
  return (
    one?.typeId === other?.typeId &&
    one?.authorIds.join() === other?.authorIds.join() &&
    one?.days?.from === other?.days?.from &&
    one?.days?.to === other?.days?.to
  );
}

/** Returns an empty string for short or wordless text: the portal would ignore it and return everything. */
function portalText(text: string): string {
  const trimmed = text.trim().replace(/\s+/gu, ' ');
  return Array.from(trimmed).length >= MIN_SEARCH_LENGTH && splitPortalWords(trimmed).length > 0 ? trimmed : '';
}
