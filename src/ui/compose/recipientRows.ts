import { isSearchableName } from '../../model/compose/peopleSearch';
import type { PeopleSearchState } from '../../model/compose/peopleSearch';
import type { Person } from '../../model/compose/sendApi';
import type { Author, Notification } from '../../model/notification/notification';
import type { Failure } from '../../model/portalFailure';
import type { Recipient } from './messageDraft';

/** A row in the list of possible recipients. */
export type RecipientRow =
  | {
      readonly kind: 'recipient';
      readonly recipient: Recipient;
      /** Empty if unknown. */
      readonly position: string;
      /** Listed because its ID was typed. */
      readonly isById: boolean;
    }
  | { readonly kind: 'failure'; readonly failure: Failure }
  | { readonly kind: 'note'; readonly name: 'asking' | 'tooShort' | 'nobody' };

export interface RecipientRowsInput {
  readonly typed: string;
  readonly me: Author | undefined;
  /** Label of the user's own row. */
  readonly myself: string;
  /** People seen so far; the first one with a given ID is used. */
  readonly known: readonly (Author | Person)[];
  readonly search: PeopleSearchState;
}

const MAX_USER_ID = 2 ** 31 - 1;

/** Returns the user and known people, both filtered by the typed name, then people found by the portal. */
export function buildRecipientRows({
  typed,
  me,
  myself,
  known,
  search,
}: RecipientRowsInput): readonly RecipientRow[] {
  const { found, isLoading, failure } = search;
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
  return rows.length > 0 ? rows : [{ kind: 'note', name: noteOf(typed, isLoading) }];
}

/** Returns a key that identifies a row within a list, and again in the next list. */
export function recipientRowKey(row: RecipientRow): string {
  return row.kind === 'recipient' ? `recipient:${row.recipient.id}` : row.kind;
}

/** Returns everyone named in these notifications, without duplicates. */
export function peopleNamedIn(notifications: readonly Notification[]): readonly Author[] {
  const named = notifications.flatMap(({ author, others }) => [
    ...(author === undefined ? [] : [author]),
    ...others.flatMap(({ id, name }) => (name === undefined ? [] : [{ id, name }])),
  ]);
  return firstOfEach(named);
}

function noteOf(typed: string, isLoading: boolean): 'asking' | 'tooShort' | 'nobody' {
  if (isLoading) {
    return 'asking';
  }
  return isSearchableName(typed) ? 'nobody' : 'tooShort';
}

/** Parses `42` or `#42`. */
function typedId(typed: string): number | undefined {
  const id = Number(/^#?(\d{1,10})$/.exec(typed.trim())?.[1] ?? Number.NaN);
  return id >= 1 && id <= MAX_USER_ID ? id : undefined;
}

/** Returns whether the name contains every typed word. */
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
