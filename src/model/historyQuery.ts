import type { HistoryQuery } from './history';

/** The portal searches for no shorter text. */
const SHORTEST_TEXT = 3;

export const EVERYTHING: HistoryQuery = { text: '', authorIds: [] };

/** The words of a text as the portal tells them apart: it looks for each of them. */
export function wordsIn(text: string): readonly string[] {
  return text.match(/[\p{L}\p{Nd}_]+/gu) ?? [];
}

export function isFiltered({ typeId, authorIds, days }: HistoryQuery): boolean {
  return typeId !== undefined || authorIds.length > 0 || days !== undefined;
}

/** What of a query the portal can be asked; `undefined`: nothing. */
export function portalQuery(query: HistoryQuery): HistoryQuery | undefined {
  const text = portalText(query.text);
  return isFiltered(query) || text !== '' ? { ...query, text } : undefined;
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

/** A short text is none to the portal, nor is one without a word: it would give everything. */
function portalText(text: string): string {
  const trimmed = text.trim().replace(/\s+/gu, ' ');
  return Array.from(trimmed).length >= SHORTEST_TEXT && wordsIn(trimmed).length > 0 ? trimmed : '';
}
