import * as v from 'valibot';
import { accountId } from '../model/account';
import type { Account } from '../model/account';
import type { Attachment } from '../model/attachment';
import type { Keep } from '../model/exchange';
import type { Notification } from '../model/notification';
import type { Snapshot } from '../model/report';
import type { RichText, TextNode } from '../model/richText';

/** Keeps a value of an account's outside of VS Code's state, for all windows and for the next start. */
export interface Shelf {
  /** `undefined`: there is none. */
  read(accountId: string): Promise<unknown>;
  /** Nobody reads half of it. */
  write(accountId: string, value: unknown): Promise<void>;
  remove(accountId: string): Promise<void>;
}

/** Another version's lists are none. */
const VERSION = 1;

const href = v.pipe(v.string(), v.regex(/^https?:\/\//));
const moment = v.pipe(v.number(), v.finite());
const id = v.pipe(v.number(), v.safeInteger());

const textNode: v.GenericSchema<TextNode> = v.variant('kind', [
  v.object({ kind: v.literal('text'), text: v.string() }),
  v.object({ kind: v.literal('break') }),
  v.object({ kind: v.literal('code'), text: v.string() }),
  v.object({ kind: v.literal('time'), at: moment }),
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
    name: v.string(),
    description: richText,
    preview: v.exactOptional(href),
  }),
  v.object({ kind: v.literal('user'), name: v.string(), href: v.exactOptional(href) }),
  v.object({
    kind: v.literal('grid'),
    cells: v.array(v.object({ name: v.string(), value: richText, href: v.exactOptional(href) })),
  }),
  v.object({ kind: v.literal('image'), href, name: v.string() }),
  v.object({ kind: v.literal('file'), href, name: v.string(), size: v.exactOptional(v.number()) }),
  v.object({ kind: v.literal('delimiter') }),
]);

const notification: v.GenericSchema<Notification> = v.object({
  id,
  kind: v.picklist(['confirmation', 'personal', 'system']),
  author: v.exactOptional(v.object({ id, name: v.string() })),
  others: v.array(v.object({ id, name: v.exactOptional(v.string()) })),
  typeId: v.string(),
  date: moment,
  text: richText,
  attachments: v.array(attachment),
  buttons: v.array(v.object({ label: v.string(), value: v.string(), isAccept: v.boolean() })),
  isRead: v.boolean(),
  canAnswer: v.boolean(),
});

const snapshot: v.GenericSchema<Snapshot> = v.object({
  askedAt: moment,
  counted: v.number(),
  unreadTotal: v.number(),
  notifications: v.array(notification),
  next: v.exactOptional(v.object({ lastId: id, lastType: v.picklist([1, 3]) })),
});

const kept = v.object({ version: v.literal(VERSION), list: snapshot });

/** Keeps an account's list on the shelf; what is found there and is none is as nothing. */
export function keepOn(shelf: Shelf, account: Account): Keep {
  const place = accountId(account);
  return {
    read: async () => {
      try {
        const parsed = v.safeParse(kept, await shelf.read(place));
        return parsed.success ? parsed.output.list : undefined;
      } catch {
        return undefined;
      }
    },
    write: list => shelf.write(place, { version: VERSION, list: v.parse(snapshot, list) }),
    remove: () => shelf.remove(place),
  };
}
