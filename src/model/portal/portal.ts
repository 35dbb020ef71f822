import { type Account, accountId } from '../account';
import { ArrivalWatch } from '../arrivals/arrivalWatch';
import type { CacheEntry } from '../cache';
import type { SendApi } from '../compose/sendApi';
import { type Disposable, disposeAll } from '../emitter';
import { Inbox } from '../inbox/inbox';
import type { InboxSnapshot } from '../inbox/inboxSnapshot';
import { InboxSync, type IsMovedOrigin } from '../inbox/inboxSync';
import { Poller } from '../inbox/poller';
import { type PushChannel, SharedPush } from '../inbox/push';
import type { NotificationApi } from '../notification/notification';
import { type CachedTypeNames, TypeNames, type TypeNamesApi } from '../notification/typeNames';
import { ReplyDrafts } from '../replies/replyDrafts';
import { ReplyOutbox } from '../replies/replyOutbox';
import type { HistoryApi } from '../search/historyQuery';
import { Decisions } from '../triage/decisions';
import { Snoozes } from '../triage/snoozes';
import { Triage } from '../triage/triage';
import type { AccountWindows } from '../windows/windows';

/** Everything the portal's REST API does for an account. */
export interface PortalApi extends NotificationApi, HistoryApi, SendApi, TypeNamesApi {
  /** `scope`. Rejects only with a `PortalFailure`. */
  getPermissions(): Promise<readonly string[]>;
}

/** The cached data of an account, for the other windows and the next start. */
export interface AccountCache {
  readonly list: CacheEntry<InboxSnapshot>;
  readonly typeNames: CacheEntry<CachedTypeNames>;
  remove(): Promise<void>;
}

interface PortalOptions {
  readonly account: Account;
  /** The name shown to the user. */
  readonly name: string;
  readonly client: PortalApi;
  readonly intervalMs: number;
  readonly windows: AccountWindows;
  readonly cache: AccountCache;
  /** Aborts the client's calls, except for writes already sent. */
  readonly abortCalls: () => void;
  /** Without it, no new origin of the portal is read from the shared state. */
  readonly isMovedOrigin?: IsMovedOrigin;
  /** Absent if the portal offers none to this kind of credential. */
  readonly pushChannel?: PushChannel | undefined;
  /** Called with the name of something that the windows share and that can't be parsed: it is ignored. */
  readonly onIgnored?: ((name: string) => void) | undefined;
}

/** A connected account: its state and its operations, created and disposed of together. */
export class Portal implements Disposable {
  readonly account: Account;
  readonly id: string;
  /** The name shown to the user. */
  name: string;
  /** Distinguishes it from the other connected portals; empty if there are none. */
  label = '';
  readonly inbox: Inbox;
  readonly poller: Poller;
  readonly arrivals: ArrivalWatch;
  readonly push: SharedPush | undefined;
  readonly triage: Triage;
  readonly decisions: Decisions;
  readonly snoozes: Snoozes;
  readonly typeNames: TypeNames;
  readonly history: HistoryApi;
  readonly outbox: SendApi;
  readonly drafts: ReplyDrafts;
  readonly replies: ReplyOutbox;
  readonly #client: PortalApi;
  readonly #abortCalls: () => void;
  readonly #sync: InboxSync;
  readonly #leadership: AccountWindows['leadership'];
  readonly #subscriptions: readonly Disposable[];

  constructor({
    account,
    name,
    client,
    intervalMs,
    windows,
    cache,
    abortCalls,
    isMovedOrigin,
    pushChannel,
    onIgnored = () => undefined,
  }: PortalOptions) {
    this.account = account;
    this.id = accountId(account);
    this.name = name;
    this.inbox = new Inbox(client);
    this.snoozes = new Snoozes({
      accountId: this.id,
      origin: account.origin,
      inbox: this.inbox,
      context: windows.context,
      onUnreadable: () => onIgnored('snooze'),
    });
    this.triage = new Triage(client, this.inbox);
    this.decisions = new Decisions(client, this.inbox);
    this.push = pushChannel && new SharedPush({ channel: pushChannel, accountId: this.id, ...windows });
    this.poller = new Poller(this.inbox, { intervalMs, push: this.push, ...windows });
    this.#sync = new InboxSync({ accountId: this.id, inbox: this.inbox, cache, isMovedOrigin, ...windows });
    this.arrivals = new ArrivalWatch({
      accountId: this.id,
      inbox: this.inbox,
      lastPollAt: this.#sync.lastPollAt,
      onUnreadable: () => onIgnored('arrivals'),
      ...windows,
    });
    this.typeNames = new TypeNames(client, cache.typeNames);
    void this.typeNames.restore();
    this.history = client;
    this.outbox = client;
    this.drafts = new ReplyDrafts(windows.context.memento, this.id);
    this.replies = new ReplyOutbox({
      memento: windows.context.memento,
      accountId: this.id,
      answer: async (id, text) => {
        const messages = await client.answer(id, text);
        if (messages !== undefined) this.snoozes.unsnooze([id]);
        return messages;
      },
    });
    this.#leadership = windows.leadership;
    this.#client = client;
    this.#abortCalls = abortCalls;
    this.#subscriptions = [
      this.inbox.onDidRefresh(() => {
        if (this.inbox.failure === undefined) {
          void this.typeNames.load();
        }
      }),
      windows.context.onDidTick(() => {
        this.drafts.sync();
        this.replies.sync();
      }),
      this.#sync,
      this.snoozes.onDidReturn(({ ids, endedAt }) => this.arrivals.announceReturned(ids, endedAt)),
      this.arrivals,
      this.snoozes,
      // Before the leadership, so that the other windows know that this one's channel is closed.
      ...(this.push === undefined ? [] : [this.push]),
      windows.leadership,
      this.triage,
      this.decisions,
      this.replies,
      this.poller,
    ];
  }

  /** Returns the permissions of the account's credential (`scope`): `im`, `user`… Rejects with a `PortalFailure`. */
  getPermissions(): Promise<readonly string[]> {
    return this.#client.getPermissions();
  }

  /** Deletes what is cached and shared for the account, which is no longer connected; call it after {@link dispose}. */
  forget(): Promise<void> {
    this.#leadership.forget();
    this.arrivals.forget();
    this.snoozes.forget();
    this.push?.forget();
    return this.#sync.forget();
  }

  dispose(): void {
    this.#abortCalls();
    disposeAll(this.#subscriptions);
    this.drafts.save();
  }
}
