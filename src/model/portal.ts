import { Decisions } from './decisions';
import type { Drafts } from './drafts';
import type { Disposable } from './emitter';
import type { History } from './history';
import { Inbox } from './inbox';
import type { NotificationCentre } from './notification';
import type { Outbox } from './outbox';
import { Poller } from './poller';
import { Triage } from './triage';
import { TypeNames } from './typeNames';
import type { NotificationSchema } from './typeNames';

/** Whose notification centre it is. */
export interface Account {
  /** `https://portal.example`, without a path. */
  readonly origin: string;
  /** A number, or the login. */
  readonly userId: string;
}

/** All that the portal does for an account. */
export type PortalClient = NotificationCentre & History & Outbox & NotificationSchema;

export interface PortalOptions {
  readonly account: Account;
  readonly client: PortalClient;
  readonly intervalMs: number;
  readonly drafts: Drafts;
  /** Ends the client's calls. */
  readonly hangUp: () => void;
}

/** A connected account: what is known of it and what can be done with it, made together and ended together. */
export class Portal implements Disposable {
  readonly account: Account;
  readonly inbox: Inbox;
  readonly poller: Poller;
  readonly triage: Triage;
  readonly decisions: Decisions;
  readonly typeNames: TypeNames;
  readonly history: History;
  readonly outbox: Outbox;
  readonly drafts: Drafts;
  readonly #client: PortalClient;
  readonly #hangUp: () => void;
  readonly #subscription: Disposable;

  constructor({ account, client, intervalMs, drafts, hangUp }: PortalOptions) {
    this.account = account;
    this.inbox = new Inbox(client);
    this.triage = new Triage(client, this.inbox);
    this.decisions = new Decisions(client, this.inbox);
    this.poller = new Poller(this.inbox, intervalMs);
    this.typeNames = new TypeNames(client);
    this.history = client;
    this.outbox = client;
    this.drafts = drafts;
    this.#client = client;
    this.#hangUp = hangUp;
    this.#subscription = this.inbox.onDidRefresh(() => {
      if (this.inbox.failure === undefined) {
        void this.typeNames.load();
      }
    });
  }

  /**
   * Sends a quick reply (`im.notify.answer`), never twice. Resolves to the portal's own words, or to `undefined`
   * where the notification is gone or can't be answered.
   *
   * @throws PortalFailure
   */
  answer(id: number, text: string): Promise<readonly string[] | undefined> {
    return this.#client.answer(id, text.trim());
  }

  dispose(): void {
    this.#hangUp();
    this.#subscription.dispose();
    this.triage.dispose();
    this.poller.dispose();
  }
}
