import { DAY_MS } from './clock';
import { mergedUsers } from './mergedUsers';
import type { PhpMap } from './php';
import { makeNotification, type Notification, type SeedNotification } from './notification';

/** An answer that reached a notification. */
export interface Answer {
  readonly id: number;
  /** As the caller sent it, trimmed. */
  readonly text: string;
  /** As it was handed to the notification's module: with the author's mention in front. */
  readonly storedText: string;
  /** What the caller was told. */
  readonly messages: readonly string[];
}

export interface Confirmation {
  readonly id: number;
  readonly value: string;
  readonly messages: readonly string[];
}

export interface AddOptions {
  /** Whether a tag is unique, as it is for the core: older ones go and their authors move to `params.USERS`. */
  readonly isTagUnique?: boolean;
}

const LIFETIME_DAYS = 60;

/** A person's notification chat. */
export class NotificationBox {
  readonly answers: Answer[] = [];
  readonly confirmations: Confirmation[] = [];
  /** The types that the owner does not want, `module|event`: nothing of them is stored. */
  readonly switchedOff = new Set<string>();
  /** How many messages are unread in the owner's chats, by chat ID. */
  readonly unreadInChats = new Map<number, number>();
  /** Told of each change, by the command that the core sends to the owner's private channel. */
  onChange: (command: string, params: PhpMap) => void = () => undefined;
  private readonly notifications = new Map<number, Notification>();
  /** The list as it was last given; forgotten with each change. */
  private listed: readonly Notification[] | undefined;

  constructor(
    readonly ownerId: number,
    readonly chatId: number,
    private readonly takeId: (wanted?: number) => number,
    private readonly now: () => number,
  ) {}

  /** Makes a notification arrive. */
  add(seed: SeedNotification = {}, options: AddOptions = {}): number {
    const fresh = makeNotification(seed, this.takeId(seed.id), this.now());
    const older = this.tagged(fresh.tag);
    this.listed = undefined;
    if (older.length > 0 && options.isTagUnique !== false) {
      for (const { id } of older) this.notifications.delete(id);
      this.notifications.set(fresh.id, mergedUsers(fresh, older));
    } else {
      this.notifications.set(fresh.id, fresh);
    }
    this.onChange('notifyAdd', { id: fresh.id, onlyFlash: false, counter: this.unreadCount });
    return fresh.id;
  }

  get(id: number): Notification | undefined {
    return this.notifications.get(id);
  }

  /** The newest first, whatever the type. */
  list(): readonly Notification[] {
    return (this.listed ??= newestFirst(this.notifications.values()));
  }

  tagged(tag: string | null): readonly Notification[] {
    if (tag === null || tag === '') return [];
    return this.list().filter(item => item.tag === tag);
  }

  get count(): number {
    return this.notifications.size;
  }

  /** Not capped, unlike the number the portal tells. */
  get unreadCount(): number {
    return this.list().filter(item => !item.isRead).length;
  }

  remove(id: number): boolean {
    this.listed = undefined;
    const isGone = this.notifications.delete(id);
    if (isGone) this.onChange('notifyDelete', { id: { [id]: 1 } });
    return isGone;
  }

  clear(): void {
    this.listed = undefined;
    this.notifications.clear();
  }

  mark(ids: Iterable<number>, isRead: boolean): void {
    this.listed = undefined;
    const list = [...ids];
    for (const id of list) {
      const item = this.notifications.get(id);
      if (item) this.notifications.set(id, { ...item, isRead });
    }
    this.onChange(isRead ? 'notifyRead' : 'notifyUnread', { chatId: this.chatId, list });
  }

  /** What the portal's nightly agent does. */
  purge(): void {
    const oldest = this.now() - LIFETIME_DAYS * DAY_MS;
    for (const item of this.list()) if (item.dateMs < oldest) this.remove(item.id);
  }
}

function newestFirst(items: Iterable<Notification>): Notification[] {
  return [...items].sort((a, b) => b.dateMs - a.dateMs || b.id - a.id);
}
