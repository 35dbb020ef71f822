import { toPortalQuery } from '../../model/search/historyQuery';
import type { DayRange, HistoryQuery } from '../../model/search/historyQuery';

/** The portal searches this far beyond SEARCH_DATE_TO. */
const DAY_MS = 24 * 60 * 60_000;

/**
 * Returns the parameters of `im.notify.history.search`; `undefined` if the portal would refuse them. Only a single
 * type is sent: for several (`SEARCH_TYPES`), the portal only compares their modules.
 */
export function historySearchParams(query: HistoryQuery): Readonly<Record<string, unknown>> | undefined {
  const asked = toPortalQuery(query);
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

/** A day made longer than 24 hours by a clock change needs a range. */
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
