import { accountId } from './account';
import type { Account } from './account';
import { Decisions } from './decisions';
import { Drafts } from './drafts';
import type { Disposable } from './emitter';
import { Exchange } from './exchange';
import type { History } from './history';
import { Inbox } from './inbox';
import type { Kept } from './kept';
import type { NotificationCentre } from './notification';
import type { Outbox } from './outbox';
import { Poller } from './poller';
import { Replies } from './replies';
import type { SharedState } from './sharedState';
import { Triage } from './triage';
import { TypeNames } from './typeNames';
import type { NotificationSchema } from './typeNames';
import type { AccountInWindows } from './windows';

/** All that the portal does for an account. */
export type PortalClient = NotificationCentre & History & Outbox & NotificationSchema & Permissions;

/** `scope`. Rejects with a `PortalFailure` alone. */
export interface Permissions {
  permissions(): Promise<readonly string[]>;
}

export interface PortalOptions {
  readonly account: Account;
  /** What a person calls it. */
  readonly name: string;
  readonly client: PortalClient;
  readonly intervalMs: number;
  readonly shared: SharedState;
  readonly windows: AccountInWindows;
  readonly kept: Kept;
  /** Ends the client's calls. */
  readonly hangUp: () => void;
}

/** A connected account: what is known of it and what can be done with it, made together and ended together. */
export class Portal implements Disposable {
  readonly account: Account;
  readonly id: string;
  /** What a person calls it. */
  name: string;
  /** What tells it from the others that are connected; empty where there are none. */
  nameAmong = '';
  readonly inbox: Inbox;
  readonly poller: Poller;
  readonly triage: Triage;
  readonly decisions: Decisions;
  readonly typeNames: TypeNames;
  readonly history: History;
  readonly outbox: Outbox;
  readonly drafts: Drafts;
  readonly replies: Replies;
  readonly #client: PortalClient;
  readonly #hangUp: () => void;
  readonly #exchange: Exchange;
  readonly #subscriptions: readonly Disposable[];

  constructor({ account, name, client, intervalMs, shared, windows, kept, hangUp }: PortalOptions) {
    this.account = account;
    this.id = accountId(account);
    this.name = name;
    this.inbox = new Inbox(client);
    this.triage = new Triage(client, this.inbox);
    this.decisions = new Decisions(client, this.inbox);
    this.poller = new Poller(this.inbox, { intervalMs, ...windows });
    this.#exchange = new Exchange({ inbox: this.inbox, kept, ...windows });
    this.typeNames = new TypeNames(client, kept.typeNames);
    void this.typeNames.recall();
    this.history = client;
    this.outbox = client;
    this.drafts = new Drafts(shared, this.id);
    this.replies = new Replies({
      shared,
      accountId: this.id,
      answer: (id, text) => client.answer(id, text),
    });
    this.#client = client;
    this.#hangUp = hangUp;
    this.#subscriptions = [
      this.inbox.onDidRefresh(() => {
        if (this.inbox.failure === undefined) {
          void this.typeNames.load();
        }
      }),
      windows.pulse.onDidBeat(() => {
        this.drafts.look();
        this.replies.look();
      }),
      this.#exchange,
      windows.turn,
      this.triage,
      this.replies,
      this.poller,
    ];
  }

  /** What the account's credential may do (`scope`): `im`, `user`… Rejects with a `PortalFailure`. */
  permissions(): Promise<readonly string[]> {
    return this.#client.permissions();
  }

  /** Its account is no longer connected: what was kept of it goes. */
  forget(): Promise<void> {
    return this.#exchange.forget();
  }

  dispose(): void {
    this.#hangUp();
    for (const each of this.#subscriptions) {
      each.dispose();
    }
    this.drafts.save();
  }
}
