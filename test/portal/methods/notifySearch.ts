import { DAY_MS } from '../clock';
import { imMethod, type MethodCall, type Param } from '../method';
import type { Notification } from '../notification';
import { isArray, isEmpty, isList, isSet, toInt, toText, trim, upperKeys, type PhpMap } from '../php';
import { Refusal } from '../refusal';
import { lastId } from './notifyGet';
import { authorsOf, limited, onTheWire } from './page';

const MOST = 50;
const SHORTEST_TEXT = 3;

/** `im.notify.history.search`: all types in one list, the newest first. */
export const notifySearch = imMethod(search, { isPrivate: true });

function search({ params, box, company }: MethodCall): unknown {
  const upper = upperKeys(params);
  refuseShortText(upper);
  const cursor = lastId(upper.LAST_ID);
  const limit = isSet(upper.LIMIT) ? Math.min(toInt(upper.LIMIT), MOST) : MOST;
  const filters = filtersOf(upper);
  if (box.count === 0 || filters.length === 0) return [];

  const found = box.list().filter(item => filters.every(accepts => accepts(item)));
  const items = limited(
    found.filter(item => cursor === 0 || item.id < cursor),
    limit,
  );
  return {
    chat_id: box.chatId,
    notifications: onTheWire(items, box.chatId),
    users: authorsOf(items, company),
    ...(cursor === 0 ? { total_results: found.length } : {}),
  };
}

function refuseShortText(upper: PhpMap): void {
  const others = ['SEARCH_TYPE', 'SEARCH_DATE', 'SEARCH_AUTHORS', 'SEARCH_TYPES', 'SEARCH_DATE_FROM', 'SEARCH_DATE_TO'];
  if (others.some(key => !isEmpty(upper[key]))) return;
  if (trim(toText(upper.SEARCH_TEXT)).length >= SHORTEST_TEXT) return;
  throw new Refusal('SEARCH_TEXT_ERROR', { description: "SEARCH_TEXT can't be less then 3 symbols" });
}

type Filter = (item: Notification) => boolean;

function filtersOf(upper: PhpMap): readonly Filter[] {
  return [byText(upper.SEARCH_TEXT), byType(upper), byDate(upper), byAuthor(upper.SEARCH_AUTHORS)].filter(
    filter => filter !== undefined,
  );
}

/** Each word has to occur; a text without a word narrows nothing. */
function byText(value: Param): Filter | undefined {
  if (isEmpty(value)) return undefined;
  const words = toText(value)
    .toUpperCase()
    .split(/[^\p{L}\d_]/u)
    .filter(word => word !== '');
  return item => words.every(word => item.text.toUpperCase().includes(word));
}

/** Two types or more are compared with the module alone, so a `module|event` among them finds nothing. */
function byType(upper: PhpMap): Filter | undefined {
  const { SEARCH_TYPE, SEARCH_TYPES } = upper;
  const listed = isList(SEARCH_TYPES) ? SEARCH_TYPES.filter(type => typeof type === 'string' && type !== '') : [];
  const types = listed.length > 0 ? listed.map(toText) : isEmpty(SEARCH_TYPE) ? [] : [toText(SEARCH_TYPE)];
  const [only, another] = types;
  if (only === undefined) return undefined;
  if (another !== undefined) return item => types.includes(item.module);
  const [module, event] = only.split('|');
  return item => item.module === module && (event === undefined || item.event === event);
}

function byDate({ SEARCH_DATE, SEARCH_DATE_FROM, SEARCH_DATE_TO }: PhpMap): Filter | undefined {
  const isRange = isSet(SEARCH_DATE_FROM) && isSet(SEARCH_DATE_TO);
  const from = isRange ? SEARCH_DATE_FROM : SEARCH_DATE;
  const to = isRange ? SEARCH_DATE_TO : SEARCH_DATE;
  if (isEmpty(from) || isEmpty(to)) return undefined;
  const fromMs = milliseconds(from);
  const toMs = milliseconds(to) + DAY_MS;
  return item => item.dateMs >= fromMs && item.dateMs <= toMs;
}

function milliseconds(date: Param): number {
  const text = toText(date);
  const ms = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)$/.test(text) ? Date.parse(text) : NaN;
  if (Number.isNaN(ms)) throw new Refusal('ERROR_CORE', { status: 400, description: `Incorrect date/time: ${text}` });
  return ms;
}

function byAuthor(value: Param): Filter | undefined {
  if (!isArray(value)) return undefined;
  const ids = Object.values(value)
    .map(id => (/^\s*\d+(\.\d+)?$/.test(toText(id)) ? toInt(id) : -1))
    .filter(id => id >= 0);
  return ids.length === 0 ? undefined : item => ids.includes(item.authorId);
}
