import * as v from 'valibot';
import { type Account, accountId } from '../model/account';
import type { AccountCache } from '../model/portal/portal';
import type { InboxSnapshot } from '../model/inbox/inboxSnapshot';
import type { Attachment, Notification } from '../model/notification/notification';
import type { RichText, RichTextNode } from '../model/notification/richText';
import { sanitizePart } from '../model/sanitizeText';
import { isTime } from '../model/unknownValue';
import { parseWebUrl } from '../model/webUrl';
import { singleLineNameSchema, textSchema } from './decode/schemas';

/** Stores values of accounts outside VS Code's state, for all windows and for the next start. */
export interface AccountCacheStorage {
  /** Rejects if there is no readable value. */
  read(accountId: string, what: string): Promise<unknown>;
  /** Atomic: no reader sees a partially written value. */
  write(accountId: string, what: string, value: unknown): Promise<void>;
  /** Removes everything stored for the account. */
  remove(accountId: string): Promise<void>;
}

/** Values of another version are ignored. */
const VERSION = 1;

const href = v.pipe(
  v.string(),
  v.check(address => parseWebUrl(address) !== undefined),
);
const moment = v.custom<number>(isTime);
/** Of the text itself: any that is a date. */
const textMoment = v.pipe(
  v.number(),
  v.check(at => !Number.isNaN(new Date(at).getTime())),
);
const textPart = v.pipe(v.string(), v.transform(sanitizePart));
const shortName = v.pipe(singleLineNameSchema, v.nonEmpty());
const id = v.pipe(v.number(), v.safeInteger());

const textNode: v.GenericSchema<RichTextNode> = v.variant('kind', [
  v.object({ kind: v.literal('text'), text: textPart }),
  v.object({ kind: v.literal('break') }),
  v.object({ kind: v.literal('code'), text: textPart }),
  v.object({ kind: v.literal('time'), at: textMoment }),
  v.object({
    kind: v.literal('styled'),
    style: v.picklist(['bold', 'italic', 'underline', 'strike']),
    children: v.lazy(() => richText),
  }),
  v.object({ kind: v.literal('quote'), children: v.lazy(() => richText) }),
  v.object({ kind: v.literal('link'), href, children: v.lazy(() => richText) }),
]);
const richText: v.GenericSchema<RichText> = v.array(textNode);

const attachment: v.GenericSchema<Attachment> = v.variant('kind', [
  v.object({ kind: v.literal('message'), text: richText }),
  v.object({
    kind: v.literal('link'),
    href,
    name: textSchema,
    description: richText,
    preview: v.exactOptional(href),
  }),
  v.object({ kind: v.literal('user'), name: textSchema, href: v.exactOptional(href) }),
  v.object({
    kind: v.literal('grid'),
    cells: v.array(v.object({ name: textSchema, value: richText, href: v.exactOptional(href) })),
  }),
  v.object({ kind: v.literal('image'), href, name: textSchema }),
  v.object({ kind: v.literal('file'), href, name: textSchema, size: v.exactOptional(v.number()) }),
  v.object({ kind: v.literal('delimiter') }),
]);

const notification: v.GenericSchema<Notification> = v.object({
  id,
  kind: v.picklist(['confirmation', 'personal', 'system']),
  author: v.exactOptional(v.object({ id, name: shortName, firstName: v.exactOptional(shortName) })),
  others: v.array(v.object({ id, name: v.exactOptional(shortName) })),
  typeId: singleLineNameSchema,
  date: moment,
  text: richText,
  component: v.exactOptional(v.object({ href: v.exactOptional(href), blocks: v.array(attachment) })),
  attachments: v.array(attachment),
  buttons: v.array(v.object({ label: shortName, value: v.string(), isAccept: v.boolean() })),
  isRead: v.boolean(),
  canAnswer: v.boolean(),
});

const snapshot: v.GenericSchema<InboxSnapshot> = v.object({
  askedAt: moment,
  renewedAt: moment,
  fingerprint: v.fallback(v.string(), ''),
  counted: v.number(),
  unreadTotal: v.number(),
  total: v.exactOptional(v.number()),
  notifications: v.array(notification),
  next: v.exactOptional(v.object({ lastId: id, lastType: v.picklist([1, 3]) })),
});

const cachedList = v.object({ version: v.literal(VERSION), list: snapshot });

const cachedNames = v.object({
  version: v.literal(VERSION),
  askedAt: moment,
  names: v.array(v.tuple([singleLineNameSchema, singleLineNameSchema])),
});

/** Creates the cache of an account in this storage. Invalid stored values are treated as missing. */
export function createAccountCache(storage: AccountCacheStorage, account: Account): AccountCache {
  const id = accountId(account);
  const read = <T extends v.GenericSchema>(schema: T, what: string): Promise<v.InferOutput<T> | undefined> =>
    storage.read(id, what).then(
      value => {
        const parsed = v.safeParse(schema, value);
        return parsed.success ? parsed.output : undefined;
      },
      () => undefined,
    );
  return {
    list: {
      read: async () => (await read(cachedList, 'list'))?.list,
      write: list => storage.write(id, 'list', { version: VERSION, list: v.parse(snapshot, list) }),
    },
    typeNames: {
      read: async () => {
        const cached = await read(cachedNames, 'names');
        return cached && { askedAt: cached.askedAt, names: new Map(cached.names) };
      },
      write: ({ askedAt, names }) => storage.write(id, 'names', { version: VERSION, askedAt, names: [...names] }),
    },
    remove: () => storage.remove(id),
  };
}
