import { decodeXML } from 'entities/decode';
import * as v from 'valibot';
import type { Author, Cursor, Notification, NotificationKind, Page } from '../model/notification';
import { PortalFailure } from '../model/portalFailure';
import { readBbCode } from './bbcode';
import { cleanText } from './cleanText';

/** Numbers arrive as numbers or as strings: the portal's types follow its database. */
const integer = v.pipe(v.unknown(), v.transform(toNumber), v.safeInteger());

const text = v.pipe(v.string(), v.transform(cleanText));

/** Of `params` one key matters; without it they may be `null`, a map, or `[]`, which is PHP's empty map. */
const params = v.fallback(v.nullish(v.object({ CAN_ANSWER: v.nullish(v.unknown()) })), null);

const notificationSchema = v.object({
  id: integer,
  author_id: v.fallback(integer, 0),
  date: v.pipe(
    v.string(),
    v.transform(text => Date.parse(text)),
    v.number(),
  ),
  notify_type: integer,
  notify_title: v.fallback(v.nullish(text, ''), ''),
  text: v.nullish(text, ''),
  params,
  notify_read: v.fallback(v.string(), 'N'),
});

/** On one line, and no longer than a name can be. */
const name = v.pipe(
  text,
  v.transform(words => words.replace(/\s+/g, ' ').trim().slice(0, 100)),
);

const userSchema = v.object({ id: integer, name });

const pageSchema = v.object({
  notifications: v.array(v.unknown()),
  users: v.fallback(v.array(v.unknown()), []),
  total_unread_count: v.nullish(integer),
});

export interface DecodedPage {
  readonly page: Page;
  /** How many notifications were left out because a field of theirs was wrong. */
  readonly leftOut: number;
}

/**
 * A page of `im.notify.get`: `{notifications, users, total_unread_count?}`, the count being absent where the
 * notification chat is empty. `limit` is what was asked for: fewer notifications mean the last page.
 *
 * @throws PortalFailure `malformed`
 */
export function decodePage(result: unknown, limit: number, origin: string): DecodedPage {
  const raw = checked(pageSchema, result);
  const authors = decodeUsers(raw.users);
  const notifications = raw.notifications.flatMap(item => decodeNotification(item, authors, origin));
  const next = raw.notifications.length < limit ? undefined : cursorAfter(raw.notifications);
  const unread = notifications.filter(notification => !notification.isRead).length;
  return {
    page: {
      notifications,
      unreadTotal: Math.max(raw.total_unread_count ?? unread, 0),
      ...(next === undefined ? {} : { next }),
    },
    leftOut: raw.notifications.length - notifications.length,
  };
}

/**
 * What `im.notify.answer` gives back: `{result_message: string[] | false}`. The messages may hold a little HTML
 * (`a b u i br span`), which is taken out here. `undefined`: the notification is gone or can't be answered.
 *
 * @throws PortalFailure `malformed`
 */
export function decodeAnswer(result: unknown): readonly string[] | undefined {
  const { result_message: messages } = checked(answerSchema, result);
  return messages === false
    ? undefined
    : checked(stringsSchema, messages).map(message => cleanText(withoutHtml(message)));
}

const answerSchema = v.object({ result_message: v.unknown() });
const stringsSchema = v.array(v.string());

/**
 * The account's id and name from `profile`; an inactive person gets `[]`.
 *
 * @throws PortalFailure `unauthorized` for an inactive person, `malformed`
 */
export function decodeProfile(result: unknown): Author {
  if (Array.isArray(result) && result.length === 0) {
    throw new PortalFailure({ kind: 'unauthorized', code: 'authorization_error' });
  }
  const profile = checked(profileSchema, result);
  return { id: profile.ID, name: `${profile.NAME} ${profile.LAST_NAME}`.trim() || `#${profile.ID}` };
}

const profileSchema = v.object({
  ID: integer,
  NAME: v.fallback(name, ''),
  LAST_NAME: v.fallback(name, ''),
});

/**
 * The granted scopes, from `scope`.
 *
 * @throws PortalFailure `malformed`
 */
export function decodeScope(result: unknown): readonly string[] {
  return checked(stringsSchema, result);
}

function decodeUsers(users: readonly unknown[]): ReadonlyMap<number, Author> {
  return new Map(
    users.flatMap(item => {
      const user = v.safeParse(userSchema, item);
      return user.success && user.output.name !== '' ? [[user.output.id, user.output]] : [];
    }),
  );
}

function decodeNotification(
  item: unknown,
  authors: ReadonlyMap<number, Author>,
  origin: string,
): Notification[] {
  const parsed = v.safeParse(notificationSchema, item);
  if (!parsed.success || parsed.output.id < 1) {
    return [];
  }
  const raw = parsed.output;
  const author = authors.get(raw.author_id);
  return [
    {
      id: raw.id,
      kind: kindOf(raw.notify_type),
      ...(author === undefined ? {} : { author }),
      date: raw.date,
      text: readBbCode(raw.text.trim() === '' ? raw.notify_title : raw.text, origin),
      isRead: raw.notify_read === 'Y',
      canAnswer: raw.params?.CAN_ANSWER === 'Y',
    },
  ];
}

function kindOf(type: number): NotificationKind {
  switch (type) {
    case 1:
      return 'confirmation';
    case 4:
      return 'system';
    default:
      return 'personal';
  }
}

/** LAST_TYPE tells the stage, not the type: 1 goes on among the confirmations, 3 among all others. */
function cursorAfter(items: readonly unknown[]): Cursor | undefined {
  for (const item of items.toReversed()) {
    const last = v.safeParse(cursorSchema, item);
    if (last.success) {
      return { lastId: last.output.id, lastType: last.output.notify_type === 1 ? 1 : 3 };
    }
  }
  return undefined;
}

const cursorSchema = v.object({ id: integer, notify_type: integer });

function withoutHtml(message: string): string {
  return decodeXML(
    message.replace(/<br\s*\/?>/gi, '\n').replace(/<\/?(?:a|b|u|i|span)\b[^<>]*>/gi, ''),
  ).trim();
}

/** Blank strings and other types are no numbers. */
function toNumber(value: unknown): number {
  return typeof value === 'number' || (typeof value === 'string' && value.trim() !== '')
    ? Number(value)
    : NaN;
}

function checked<T extends v.GenericSchema>(schema: T, value: unknown): v.InferOutput<T> {
  const parsed = v.safeParse(schema, value);
  if (!parsed.success) {
    throw new PortalFailure({ kind: 'malformed' });
  }
  return parsed.output;
}
