import type { DayRange, HistoryQuery } from '../model/history';
import { portalQuery } from '../model/historyQuery';

/** By so much the portal goes beyond the moment that it is told as the last. */
const DAY_MS = 24 * 60 * 60_000;

/**
 * The parameters of `im.notify.history.search`; `undefined` where the portal would refuse. The type is told alone:
 * among several (`SEARCH_TYPES`) the portal looks at their modules only.
 */
export function historyParams(query: HistoryQuery): Readonly<Record<string, unknown>> | undefined {
  const asked = portalQuery(query);
  if (asked === undefined) {
    return undefined;
  }
  const { text, typeId, authorIds, days } = asked;
  return {
    ...(text === '' ? {} : { SEARCH_TEXT: text }),
    ...(typeId === undefined ? {} : { SEARCH_TYPE: typeId }),
    ...(authorIds.length === 0 ? {} : { SEARCH_AUTHORS: authorIds }),
    ...(days === undefined ? {} : dateParams(days)),
  };
}

/** A day that the clocks make longer is a range of its own. */
function dateParams({ from, to }: DayRange): Readonly<Record<string, string>> {
  const last = to - DAY_MS;
  return last <= from
    ? { SEARCH_DATE: rfc3339(from) }
    : { SEARCH_DATE_FROM: rfc3339(from), SEARCH_DATE_TO: rfc3339(last) };
}

/** UTC, whole seconds. */
function rfc3339(at: number): string {
  return new Date(at).toISOString().replace(/\.\d+Z$/, 'Z');
}
