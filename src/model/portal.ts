import { accountId } from './account';
import type { Account } from './account';
import { Decisions } from './decisions';
import { Drafts } from './drafts';
import type { Disposable } from './emitter';
import type { History } from './history';
import { Inbox } from './inbox';
import type { NotificationCentre } from './notification';
import type { Outbox } from './outbox';
import { Poller } from './poller';
import { Replies } from './replies';
import type { SharedState } from './sharedState';
import { Triage } from './triage';
import { TypeNames } from './typeNames';
import type { NotificationSchema } from './typeNames';

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
  readonly #subscription: Disposable;

  constructor({ account, name, client, intervalMs, shared, hangUp }: PortalOptions) {
    this.account = account;
    this.id = accountId(account);
    this.name = name;
    this.inbox = new Inbox(client);
    this.triage = new Triage(client, this.inbox);
    this.decisions = new Decisions(client, this.inbox);
    this.poller = new Poller(this.inbox, intervalMs);
    this.typeNames = new TypeNames(client);
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
    this.#subscription = this.inbox.onDidRefresh(() => {
      if (this.inbox.failure === undefined) {
        void this.typeNames.load();
      }
    });
  }

  /** What the account's credential may do (`scope`): `im`, `user`… Rejects with a `PortalFailure`. */
  permissions(): Promise<readonly string[]> {
    return this.#client.permissions();
  }

  dispose(): void {
    this.#hangUp();
    this.#subscription.dispose();
    this.triage.dispose();
    this.replies.dispose();
    this.drafts.save();
    this.poller.dispose();
  }
}
