import * as v from 'valibot';
import type { Person } from '../../model/outbox';
import { anyName, checked, id, readable } from './schemas';

/** A page of them. */
const MOST_PEOPLE = 50;

const peopleSchema = v.array(v.unknown());
const personSchema = v.object({
  ID: id,
  ACTIVE: v.optional(v.unknown()),
  NAME: anyName,
  LAST_NAME: anyName,
  WORK_POSITION: anyName,
});

/**
 * Those of `user.search` who work here: `[{ID, ACTIVE, NAME, LAST_NAME, WORK_POSITION, …}]`, as far as the scope
 * allows. Who can't be read is left out.
 *
 * @throws PortalFailure `malformed`
 */
export function decodePeople(result: unknown): readonly Person[] {
  return readable(personSchema, checked(peopleSchema, result), MOST_PEOPLE)
    .filter(({ ACTIVE }) => ACTIVE !== false && ACTIVE !== 'N')
    .map(person => ({ id: person.ID, name: fullName(person), position: person.WORK_POSITION }));
}

/** By the number where the portal tells no name. */
export function fullName(person: {
  readonly ID: number;
  readonly NAME: string;
  readonly LAST_NAME: string;
}): string {
  return `${person.NAME} ${person.LAST_NAME}`.trim() || `#${person.ID}`;
}
