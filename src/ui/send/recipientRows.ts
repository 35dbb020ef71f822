import type { Author, Notification } from '../../model/notification';
import type { Person } from '../../model/outbox';
import { isName } from '../../model/peopleSearch';
import type { PeopleSearchState } from '../../model/peopleSearch';
import type { Failure } from '../../model/portalFailure';
import type { Recipient } from './letter';

/** What stands in the list of people to send to. */
export type RecipientRow =
  | {
      readonly kind: 'recipient';
      readonly recipient: Recipient;
      /** Empty where nobody knows. */
      readonly position: string;
      /** Named by the id that is typed. */
      readonly isById: boolean;
    }
  | { readonly kind: 'failure'; readonly failure: Failure }
  | { readonly kind: 'note'; readonly name: 'asking' | 'tooShort' | 'nobody' };

export interface RecipientChoice {
  readonly typed: string;
  readonly me: Author | undefined;
  /** How the row of yourself is called. */
  readonly myself: string;
  /** People met so far; the first with an id counts. */
  readonly known: readonly (Author | Person)[];
  readonly search: PeopleSearchState;
}

const GREATEST_ID = 2 ** 31 - 1;

/** Yourself first, then those known, then those the portal found: what is typed is in their names, but for the last. */
export function recipientRows({
  typed,
  me,
  myself,
  known,
  search,
}: RecipientChoice): readonly RecipientRow[] {
  const { found, isAsking, failure } = search;
  const self = me && (me.name === '' ? nameOf(me.id, known) : me);
  const mine = self !== undefined && (fits(self.name, typed) || fits(myself, typed)) ? [self] : [];
  const others = known.filter(({ name }) => fits(name, typed));
  const people = firstOfEach([...mine, ...others, ...found]);
  const row = (person: Author, isById: boolean): RecipientRow => ({
    kind: 'recipient',
    recipient: { id: person.id, name: person.name, isMe: person.id === me?.id },
    position: positionOf(person.id, [...found, ...known]),
    isById,
  });
  const id = typedId(typed);
  const byId = id === undefined ? [] : [nameOf(id, self === undefined ? known : [self, ...known])];
  const rows = [...byId.map(person => row(person, true)), ...people.map(person => row(person, false))];
  if (failure !== undefined) {
    return [...rows, { kind: 'failure', failure }];
  }
  return rows.length > 0 ? rows : [{ kind: 'note', name: noteOf(typed, isAsking) }];
}

/** Tells a row from the others of the same list, and again in the next. */
export function recipientKey(row: RecipientRow): string {
  return row.kind === 'recipient' ? `recipient:${row.recipient.id}` : row.kind;
}

/** Everybody who is named in these notifications, each once. */
export function peopleIn(notifications: readonly Notification[]): readonly Author[] {
  const named = notifications.flatMap(({ author, others }) => [
    ...(author === undefined ? [] : [author]),
    ...others.flatMap(({ id, name }) => (name === undefined ? [] : [{ id, name }])),
  ]);
  return firstOfEach(named);
}

function noteOf(typed: string, isAsking: boolean): 'asking' | 'tooShort' | 'nobody' {
  if (isAsking) {
    return 'asking';
  }
  return isName(typed) ? 'nobody' : 'tooShort';
}

/** `42` or `#42`. */
function typedId(typed: string): number | undefined {
  const id = Number(/^#?(\d{1,10})$/.exec(typed.trim())?.[1] ?? Number.NaN);
  return id >= 1 && id <= GREATEST_ID ? id : undefined;
}

/** Every word that is typed stands in the name. */
function fits(name: string, typed: string): boolean {
  const lowered = name.toLocaleLowerCase();
  return typed
    .toLocaleLowerCase()
    .split(/\s+/)
    .every(word => lowered.includes(word));
}

function firstOfEach<T extends Author>(people: readonly T[]): readonly T[] {
  const seen = new Set<number>();
  return people.filter(({ id }) => seen.size < seen.add(id).size);
}

function nameOf(id: number, people: readonly Author[]): Author {
  return people.find(person => person.id === id) ?? { id, name: '' };
}

function positionOf(id: number, people: readonly (Author | Person)[]): string {
  const known = people.find((person): person is Person => person.id === id && 'position' in person);
  return known?.position ?? '';
}
