import * as v from 'valibot';
import type { Author, Notification, NotificationKind, Other } from '../../model/notification';
import { readBbCode } from '../bbcode';
import { decodeAttachments } from './attachments';
import { decodeButtons } from './buttons';
import { anyName, id, integer, readable, text } from './schemas';

const MOST_OTHERS = 100;

/** Days that lie further away have no midnight in every time zone. */
const FURTHEST_MS = 8.6e15;

/** Without any it may be `null`, or `[]`, which is PHP's empty map. */
const params = v.fallback(
  v.nullish(
    v.object({
      CAN_ANSWER: v.optional(v.unknown()),
      USERS: v.optional(v.unknown()),
      ATTACH: v.optional(v.unknown()),
    }),
  ),
  null,
);

const notificationSchema = v.object({
  id,
  author_id: v.fallback(integer, 0),
  date: v.pipe(
    v.string(),
    v.transform(text => Date.parse(text)),
    v.number(),
    v.check(at => Math.abs(at) < FURTHEST_MS),
  ),
  notify_type: integer,
  notify_title: v.fallback(v.nullish(text, ''), ''),
  setting_name: anyName,
  text: v.nullish(text, ''),
  notify_buttons: v.optional(v.unknown()),
  params,
  notify_read: v.fallback(v.string(), 'N'),
});

/** What the portal tells of a page's authors. */
export type Authors = ReadonlyMap<number, Author>;

/** One notification of `im.notify.get`; `undefined` where a field that it can't do without is wrong. */
export function decodeNotification(
  item: unknown,
  authors: Authors,
  origin: string,
): Notification | undefined {
  const parsed = v.safeParse(notificationSchema, item);
  if (!parsed.success) {
    return undefined;
  }
  const raw = parsed.output;
  const kind = kindOf(raw.notify_type);
  const author = authors.get(raw.author_id);
  return {
    id: raw.id,
    kind,
    ...(author === undefined ? {} : { author }),
    others: decodeOthers(raw.params?.USERS, raw.author_id, authors),
    typeId: raw.setting_name,
    date: raw.date,
    text: readBbCode(raw.text.trim() === '' ? raw.notify_title : raw.text, origin),
    attachments: decodeAttachments(raw.params?.ATTACH, origin),
    buttons: kind === 'confirmation' ? decodeButtons(raw.notify_buttons) : [],
    isRead: raw.notify_read === 'Y',
    canAnswer: raw.params?.CAN_ANSWER === 'Y',
  };
}

function decodeOthers(users: unknown, authorId: number, authors: Authors): readonly Other[] {
  const others = new Set(readable(id, users).filter(other => other !== authorId));
  return Array.from(others, other => authors.get(other) ?? { id: other }).slice(0, MOST_OTHERS);
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
