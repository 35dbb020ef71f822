import { type Disposable, disposeAll, Emitter } from '../emitter';
import type { InboxState } from '../inbox/inboxState';
import { reportingFirst, SharedMap } from '../windows/sharedMap';
import type { WindowContext } from '../windows/windowContext';
import { markAfter } from './arrivals';

interface LookedAt {
  readonly portal: { readonly id: string };
  readonly inbox: InboxState;
  /** By notification ID. */
  readonly snoozes?: ReadonlyMap<number, unknown>;
}

/** The newest notification of each account when the user last looked at the view, in any window. */
export class LastLook implements Disposable {
  readonly #ids: SharedMap<number>;
  #connected: ReadonlySet<string> = new Set();
  readonly #changed = new Emitter();
  readonly #subscriptions: readonly Disposable[];

  /** Fires when the user has looked, in this window or another. */
  readonly onDidChange = this.#changed.event;

  /** `onUnreadable` is called once if a stored value can't be parsed, which counts as none. */
  constructor({ memento, onDidTick }: Pick<WindowContext, 'memento' | 'onDidTick'>, onUnreadable?: () => void) {
    const parse = (value: unknown): number | undefined => (Number.isSafeInteger(value) ? (value as number) : undefined);
    this.#ids = new SharedMap(memento, 'bitrix24.lastLook', reportingFirst(parse, onUnreadable));
    this.#subscriptions = [onDidTick(() => this.#ids.sync()), this.#ids.onDidChange(() => this.#changed.fire())];
  }

  /** The user is looking at these. Writes only if there is something newer than at the last look. */
  look(portals: readonly LookedAt[]): void {
    let isNewer = false;
    for (const { portal, inbox } of portals) {
      if (inbox.kind !== 'ready') continue;
      const newest = markAfter(inbox.notifications).id;
      if (newest > (this.#ids.get(portal.id) ?? -1)) {
        this.#ids.set(portal.id, newest);
        isNewer = true;
      }
    }
    if (isNewer) {
      void this.#ids.save();
      this.#changed.fire();
    }
  }

  /** Returns how many loaded unread ones are newer than the last look and not snoozed; 0 if there never was one. */
  countNewer(portals: readonly LookedAt[]): number {
    return portals.reduce((sum, { portal, inbox, snoozes }) => {
      const seen = this.#ids.get(portal.id);
      if (inbox.kind !== 'ready' || seen === undefined) return sum;
      return (
        sum + inbox.notifications.filter(({ id, isRead }) => !isRead && id > seen && snoozes?.has(id) !== true).length
      );
    }, 0);
  }

  /** Forgets the accounts that this window had connected and no longer has. */
  keepPortals(portals: readonly { readonly id: string }[]): void {
    const connected = new Set(portals.map(({ id }) => id));
    const gone = [...this.#connected].filter(id => !connected.has(id) && this.#ids.get(id) !== undefined);
    this.#connected = connected;
    if (gone.length > 0) {
      gone.forEach(id => this.#ids.delete(id));
      void this.#ids.save();
    }
  }

  dispose(): void {
    disposeAll(this.#subscriptions);
  }
}
