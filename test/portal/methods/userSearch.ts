import { isoDate } from '../clock';
import { ListPart, type Method, type MethodCall, type Param } from '../method';
import type { Person } from '../person';
import { isEmpty, isMap, isSet, toInt, toText, trim, upperKeys, type PhpMap } from '../php';

const PAGE_SIZE = 50;
/** The full-text index holds no shorter words. */
const SHORTEST_WORD = 3;

/** `user.search`: people by the beginnings of words; `FIND` looks in all that they are called. */
export const userSearch: Method = {
  scopes: ['user', 'user_basic', 'user_brief'],
  handle({ params, start, caller, company }: MethodCall) {
    const upper = upperKeys(params);
    const filter = isMap(upper.FILTER) ? upperKeys(upper.FILTER) : upper;
    const found = [...company.people.values()].filter(person => isMeant(person, filter));
    const items = found.slice(start, start + PAGE_SIZE);
    if (items.length === 0) return [];
    const next = start + items.length;
    return new ListPart(
      items.map(person => onTheWire(person, caller.scope)),
      { ...(next < found.length ? { next } : {}), total: found.length },
    );
  },
};

function isMeant(person: Person, filter: PhpMap): boolean {
  const { ACTIVE, FIND, NAME, LAST_NAME, WORK_POSITION } = filter;
  if (isSet(ACTIVE) && person.isActive !== (!isEmpty(ACTIVE) && ACTIVE !== 'N')) return false;
  const { id, firstName, lastName, position } = person;
  if (isSet(FIND)) {
    const number = /^\d+$/.test(trim(toText(FIND))) ? toInt(FIND) : undefined;
    return number === undefined ? begins(FIND, `${firstName} ${lastName} ${position}`) : number === id;
  }
  return begins(NAME, firstName) && begins(LAST_NAME, lastName) && begins(WORK_POSITION, position);
}

/** Whether each word that is looked for begins a word of the text. */
function begins(wanted: Param, text: string): boolean {
  const words = wordsOf(text);
  return wordsOf(toText(wanted))
    .filter(word => word.length >= SHORTEST_WORD)
    .every(part => words.some(word => word.startsWith(part)));
}

function wordsOf(text: string): string[] {
  return text
    .toLowerCase()
    .split(/[^\p{L}\d_]/u)
    .filter(word => word !== '');
}

/** The fewer the scope permits, the less is told. */
function onTheWire(person: Person, scope: readonly string[]): PhpMap {
  const isMain = scope.includes('user');
  return {
    ID: String(person.id),
    ACTIVE: person.isActive,
    NAME: person.firstName,
    LAST_NAME: person.lastName,
    ...(isMain || scope.includes('user_basic') ? { EMAIL: person.email } : {}),
    ...(isMain ? { LAST_LOGIN: '' } : {}),
    DATE_REGISTER: isoDate(0),
    IS_ONLINE: 'N',
    TIMESTAMP_X: {},
    LAST_ACTIVITY_DATE: {},
    PERSONAL_GENDER: person.gender,
    PERSONAL_BIRTHDAY: '',
    WORK_POSITION: person.position,
    UF_EMPLOYMENT_DATE: '',
    UF_DEPARTMENT: [1],
    USER_TYPE: 'employee',
  };
}
