import { accountId } from '../model/account';
import type { Account } from '../model/account';
import { copyAccountState, forgetAccountState } from '../model/accountState';
import type { Author } from '../model/notification';
import { Portal } from '../model/portal';
import type { Session } from '../model/session';
import type { SharedState } from '../model/sharedState';
import type { Windows } from '../model/windows';
import type { ApplicationCredential, Grant, LocalApplication } from './access/applicationCredential';
import type { Redirect } from './access/authorization';
import { isSameWayIn } from './access/credential';
import type { Credential } from './access/credential';
import { Client } from './client';
import { named } from './connectable';
import type { Connectable } from './connectable';
import { keptOn } from './kept';
import type { Shelf } from './kept';
import { Limits } from './limits';
import { Queue } from './queue';
import { TokenServer } from './tokenServer';
import { Tokens } from './tokens';
import type { Keeper } from './tokens';
import { Transport } from './transport';
import type { CallRecord } from './transport';

export interface PortalsOptions {
  readonly session: Pick<Session, 'open'>;
  /** Where the credentials are kept for all windows. */
  readonly credentials: {
    credential(id: string): Promise<Credential | undefined>;
    /** Never rejects. */
    renew(credential: Credential): Promise<void>;
  };
  readonly windows: Pick<Windows, 'of'>;
  readonly shelf: Shelf;
  readonly shared: SharedState;
  readonly intervalMs: () => number;
  readonly onCall: (record: CallRecord) => void;
  /** Told how many notifications of a page were left out because they could not be read. */
  readonly onLeftOut: (count: number) => void;
}

interface Open {
  readonly credential: Credential;
  readonly tokens: Tokens | undefined;
  readonly limits: Limits;
  readonly portal: Portal;
}

/** Makes what belongs to a portal together, and keeps it for as long as the way in is the same. */
export class Portals {
  readonly #options: PortalsOptions;
  #open: readonly Open[] = [];

  constructor(options: PortalsOptions) {
    this.#options = options;
  }

  /**
   * Connects these portals and no others. One that failed is asked again: its credential may be another one now. What
   * was kept of an account that is gone goes too.
   */
  connect(all: readonly Connectable[]): void {
    const before = this.#open;
    this.#open = named(all).map(each => this.#kept(each) ?? this.#opened(each));
    for (const { limits } of before.filter(each => !this.#open.includes(each))) {
      limits.forget();
    }
    this.#options.session.open(this.#open.map(({ portal }) => portal));
    for (const { portal } of this.#open) {
      portal.poller.start();
    }
    for (const { portal } of before) {
      if (!this.#open.some(each => each.portal.id === portal.id)) {
        void portal.forget();
      }
    }
  }

  /** Whose the credential is. Rejects with a `PortalFailure`. */
  check(credential: Credential, signal?: AbortSignal): Promise<Author> {
    const keeper = { read: () => Promise.resolve(undefined), replace: () => Promise.resolve() };
    const tokens = this.#tokens(credential, keeper, signal);
    return this.#client(credential, tokens, new Queue(new Limits()), signal).account();
  }

  /**
   * Whose the credential is where its portal has moved to, and what it is there. What is renewed on the way is kept for
   * the old address: the tokens before it may be spent. Rejects with a `PortalFailure`.
   */
  async checkAt(
    origin: string,
    credential: Credential,
  ): Promise<{ readonly credential: Credential; readonly account: Author }> {
    const keeper = this.#keeper(accountId(credential));
    const there = credential.at(origin);
    const tokens = this.#tokens(there, {
      read: async () => (await keeper.read())?.at(origin),
      replace: renewed => keeper.replace(renewed.at(credential.origin)),
    });
    const account = await this.#client(there, tokens, new Queue(new Limits())).account();
    return { credential: tokens?.credential ?? there, account };
  }

  /** An account has another address from now on, where `move` opens it: what is kept of it goes along. Rejects as `move` does. */
  async move(from: Account, to: Account, move: () => Promise<void>): Promise<void> {
    const { shared } = this.#options;
    const id = accountId(from);
    this.#open.find(({ portal }) => portal.id === id)?.portal.drafts.save();
    await copyAccountState(shared, id, accountId(to));
    await move();
    forgetAccountState(shared, id);
  }

  /** Makes a grant of a code. Rejects with a `PortalFailure`. */
  exchange(
    origin: string,
    application: LocalApplication,
    redirect: Redirect,
    signal?: AbortSignal,
  ): Promise<{ readonly grant: Grant; readonly userId?: string }> {
    return this.#tokenServer(signal).exchange(origin, application, redirect);
  }

  #kept({ name, credential }: Connectable): Open | undefined {
    const open = this.#open.find(each => isSameWayIn(each.credential, credential));
    if (open !== undefined) {
      open.portal.name = name;
      if (credential.kind === 'application') {
        open.tokens?.adopt(credential);
      }
    }
    return open;
  }

  #opened({ name, credential }: Connectable): Open {
    const gone = new AbortController();
    const id = accountId(credential);
    const account = { origin: credential.origin, userId: credential.userId };
    const tokens = this.#tokens(credential, this.#keeper(id), gone.signal);
    const limits = new Limits({ shared: this.#options.shared, key: `bitrix24.limits:${id}` });
    const portal = new Portal({
      account,
      name,
      client: this.#client(credential, tokens, new Queue(limits), gone.signal),
      intervalMs: this.#options.intervalMs(),
      shared: this.#options.shared,
      windows: this.#options.windows.of(id),
      kept: keptOn(this.#options.shelf, account),
      hangUp: () => {
        gone.abort();
      },
    });
    return { credential, tokens, limits, portal };
  }

  #client(
    { address, origin }: Credential,
    tokens: Tokens | undefined,
    queue: Queue,
    signal?: AbortSignal,
  ): Client {
    const { onCall, onLeftOut } = this.#options;
    const transport = new Transport({ address, tokens, queue, onCall, signal });
    return new Client({ transport, origin, onLeftOut });
  }

  #tokens(credential: Credential, keeper: Keeper, signal?: AbortSignal): Tokens | undefined {
    return credential.kind === 'webhook'
      ? undefined
      : new Tokens({ credential, server: this.#tokenServer(signal), keeper });
  }

  #keeper(id: string): Keeper {
    const { credentials } = this.#options;
    return {
      read: async (): Promise<ApplicationCredential | undefined> => {
        const kept = await credentials.credential(id);
        return kept?.kind === 'application' ? kept : undefined;
      },
      replace: credential => credentials.renew(credential),
    };
  }

  #tokenServer(signal?: AbortSignal): TokenServer {
    return new TokenServer({ onCall: this.#options.onCall, signal });
  }
}
