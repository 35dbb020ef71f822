import * as v from 'valibot';
import type {
  ConfirmationButton,
  Notification,
  NotificationKind,
  OtherAuthor,
} from '../../model/notification/notification';
import { toSingleLineText } from '../../model/notification/richText';
import { sanitizeText, toSingleLineName } from '../../model/sanitizeText';
import { isTime } from '../../model/unknownValue';
import { parseBbCode } from '../text/bbcode';
import { decodeAttachments } from './attachments';
import { type AuthorsById, decodeComponent } from './component';
import { decodeHtmlEntities } from './html';
import { idSchema, integerSchema, nameOrEmptySchema, parseValidItems, textSchema } from './schemas';

const MAX_BUTTONS = 20;
/** With separators between them, and disabled ones. */
const MAX_KEYBOARD_ITEMS = 100;
const ACCEPT_COLOR = '#8bc84b';

/** `<id>|<value>`; the value may contain further `|`. */
const SENT_VALUE = /^[^|]*\|([^]+)$/;

const jsonSchema = v.fallback(v.pipe(v.string(), v.parseJson()), undefined);

const buttonSchema = v.object({
  COMMAND: v.literal('notifyConfirm'),
  COMMAND_PARAMS: v.pipe(v.string(), v.regex(SENT_VALUE)),
  TEXT: v.pipe(
    v.string(),
    v.transform(title => toSingleLineName(sanitizeText(decodeHtmlEntities(title)))),
    v.nonEmpty(),
  ),
  BG_COLOR: v.fallback(v.string(), ''),
  DISABLED: v.fallback(v.nullish(v.string()), undefined),
});

/**
 * Decodes the buttons in `notify_buttons`, a JSON string: `[{COMMAND, COMMAND_PARAMS: '<id>|<value>', TEXT, BG_COLOR,
 * DISABLED}]`. The value is sent back unchanged; titles are HTML-escaped. Invalid and disabled buttons are skipped.
 */
export function decodeButtons(json: unknown): readonly ConfirmationButton[] {
  return parseValidItems(buttonSchema, v.parse(jsonSchema, json), MAX_KEYBOARD_ITEMS)
    .filter(({ DISABLED }) => DISABLED !== 'Y')
    .slice(0, MAX_BUTTONS)
    .map(({ COMMAND_PARAMS, TEXT, BG_COLOR }) => ({
      label: TEXT,
      value: COMMAND_PARAMS.replace(SENT_VALUE, '$1'),
      isAccept: BG_COLOR.toLowerCase() === ACCEPT_COLOR,
    }));
}

/** By `notify_type`; all others are personal. */
const KINDS: Readonly<Record<number, NotificationKind>> = { 1: 'confirmation', 4: 'system' };

const MAX_OTHERS = 100;
/** Among them may be the author, and one several times. */
const MAX_OTHER_IDS = 500;

const notificationSchema = v.object({
  id: idSchema,
  author_id: v.fallback(integerSchema, 0),
  date: v.pipe(
    v.string(),
    v.transform(text => Date.parse(text)),
    v.number(),
    v.check(at => isTime(at)),
  ),
  notify_type: integerSchema,
  notify_title: v.fallback(v.nullish(textSchema, ''), ''),
  setting_name: nameOrEmptySchema,
  text: v.nullish(textSchema, ''),
  notify_buttons: v.optional(v.unknown()),
  /** If empty, it may be `null` or `[]`, which is PHP's empty map. */
  params: v.fallback(v.record(v.string(), v.unknown()), {}),
  notify_read: v.fallback(v.string(), 'N'),
});

/** Decodes one notification of `im.notify.get`; returns `undefined` if a required field is invalid. */
export function decodeNotification(item: unknown, authors: AuthorsById, origin: string): Notification | undefined {
  const parsed = v.safeParse(notificationSchema, item);
  if (!parsed.success) return undefined;
  const raw = parsed.output;
  const kind = KINDS[raw.notify_type] ?? 'personal';
  const author = authors.get(raw.author_id);
  const others = decodeOthers(raw.params.USERS, raw.author_id, authors);
  const body = parseBbCode(raw.text, origin);
  const attachments = decodeAttachments(raw.params.ATTACH, origin);
  const text = toSingleLineText(body, String) === '' ? parseBbCode(raw.notify_title, origin) : body;
  return {
    id: raw.id,
    kind,
    ...(author !== undefined && { author }),
    others,
    typeId: raw.setting_name,
    date: raw.date,
    ...decodeComponent(raw.params.COMPONENT_PARAMS, { text, attachments, author, others, authors, origin }),
    attachments,
    buttons: kind === 'confirmation' ? decodeButtons(raw.notify_buttons) : [],
    isRead: raw.notify_read === 'Y',
    canAnswer: raw.params.CAN_ANSWER === 'Y',
  };
}

function decodeOthers(users: unknown, authorId: number, authors: AuthorsById): readonly OtherAuthor[] {
  const others = new Set(parseValidItems(idSchema, users, MAX_OTHER_IDS).filter(other => other !== authorId));
  return Array.from(others, other => authors.get(other) ?? { id: other }).slice(0, MAX_OTHERS);
}
