import * as v from 'valibot';
import type { Person } from '../../model/compose/sendApi';
import type { Author } from '../../model/notification/notification';
import { PortalFailure } from '../../model/portalFailure';
import { stripFormatting } from './html';
import {
  idSchema,
  integerSchema,
  listSchema,
  nameOrEmptySchema,
  parseOrThrow,
  parseValidItems,
  textSchema,
  toArray,
} from './schemas';

/** One page. */
const MAX_PEOPLE = 50;

const personSchema = v.object({
  ID: idSchema,
  ACTIVE: v.optional(v.unknown()),
  NAME: nameOrEmptySchema,
  LAST_NAME: nameOrEmptySchema,
  WORK_POSITION: nameOrEmptySchema,
});

/**
 * Decodes the active employees from `user.search`: `[{ID, ACTIVE, NAME, LAST_NAME, WORK_POSITION, …}]`, as far as the
 * scope allows. Invalid items are skipped.
 *
 * @throws PortalFailure `malformed`
 */
export function decodePeople(result: unknown): readonly Person[] {
  return parseValidItems(personSchema, parseOrThrow(listSchema(MAX_PEOPLE), result), MAX_PEOPLE)
    .filter(({ ACTIVE }) => ACTIVE !== false && ACTIVE !== 'N')
    .map(person => ({ id: person.ID, name: fullNameOrId(person), position: person.WORK_POSITION }));
}

/** Returns the full name, or `#<id>` if the portal returns no name. */
function fullNameOrId(person: { readonly ID: number; readonly NAME: string; readonly LAST_NAME: string }): string {
  return `${person.NAME} ${person.LAST_NAME}`.trim() || `#${person.ID}`;
}

const profileSchema = v.object({ ID: integerSchema, NAME: nameOrEmptySchema, LAST_NAME: nameOrEmptySchema });

/**
 * Decodes the account's id and name from `profile`, which returns `[]` for an inactive user.
 *
 * @throws PortalFailure `unauthorized` for an inactive user, `malformed`
 */
export function decodeProfile(result: unknown): Author {
  if (Array.isArray(result) && result.length === 0) {
    throw new PortalFailure({ kind: 'unauthorized', code: 'authorization_error' });
  }
  const profile = parseOrThrow(profileSchema, result);
  return { id: profile.ID, name: fullNameOrId(profile) };
}

const MAX_SCOPES = 200;

/**
 * Decodes the granted scopes from `scope`. They are displayed, so anything that can't be one is skipped.
 *
 * @throws PortalFailure `malformed`
 */
export function decodeScope(result: unknown): readonly string[] {
  return parseOrThrow(stringsSchema(MAX_SCOPES), result).filter(scope => /^[\w.]{1,64}$/.test(scope));
}

const MAX_MESSAGES = 20;

const answerSchema = v.object({ result_message: v.unknown() });

/**
 * Decodes the result of `im.notify.answer` and `im.notify.confirm`: `{result_message: string[] | false}`. Messages
 * may contain simple HTML, which is removed. Returns `undefined` if the notification is gone or
 * can't be answered.
 *
 * @throws PortalFailure `malformed`
 */
export function decodeResultMessages(result: unknown): readonly string[] | undefined {
  const { result_message: messages } = parseOrThrow(answerSchema, result);
  return messages === false ? undefined : parseOrThrow(stringsSchema(MAX_MESSAGES), messages).map(stripFormatting);
}

function stringsSchema(max: number) {
  return v.pipe(listSchema(max), v.array(textSchema));
}

const countersSchema = v.object({ TYPE: v.object({ NOTIFY: v.pipe(integerSchema, v.minValue(0)) }) });

/**
 * Decodes the number of unread notifications from `im.counters.get`.
 *
 * @throws PortalFailure `malformed`
 */
export function decodeUnreadCount(result: unknown): number {
  return parseOrThrow(countersSchema, result).TYPE.NOTIFY;
}

const moduleSchema = v.object({ NAME: nameOrEmptySchema, MODULE_ID: nameOrEmptySchema, LIST: v.optional(v.unknown()) });
const MAX_MODULES = 500;
const MAX_TYPES = 2000;
const typeSchema = v.object({ ID: nameOrEmptySchema, NAME: nameOrEmptySchema });

/**
 * Decodes `im.notify.schema.get`: `{<module>: {NAME, MODULE_ID, LIST: [{ID: 'module|event', NAME}]}}`, or `[]` if
 * there are none. Returns the names by `module|event` and by module id. Invalid items are skipped.
 *
 * @throws PortalFailure `malformed`
 */
export function decodeTypeNames(result: unknown): ReadonlyMap<string, string> {
  const modules = parseValidItems(moduleSchema, parseOrThrow(v.record(v.string(), v.unknown()), result), MAX_MODULES);
  const lists = modules.flatMap(({ LIST }) => toArray(LIST).slice(0, MAX_TYPES));
  const types = parseValidItems(typeSchema, lists, MAX_TYPES);
  return new Map(
    [...modules.map(({ MODULE_ID, NAME }) => ({ ID: MODULE_ID, NAME })), ...types]
      .filter(({ ID, NAME }) => ID !== '' && NAME !== '')
      .map(({ ID, NAME }) => [ID, NAME]),
  );
}
