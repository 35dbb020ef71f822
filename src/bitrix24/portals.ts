import { accountId, hostOf } from '../model/account';
import { DraftsByAccount } from '../model/drafts';
import type { Author } from '../model/notification';
import { Portal } from '../model/portal';
import type { Session } from '../model/session';
import type { Windows } from '../model/windows';
import type { ApplicationCredential, Grant, LocalApplication } from './access/applicationCredential';
import type { Redirect } from './access/authorization';
import { isSameWayIn } from './access/credential';
import type { Credential } from './access/credential';
import { Client } from './client';
import { keptOn } from './kept';
import type { Shelf } from './kept';
import { TokenServer } from './tokenServer';
import { Tokens } from './tokens';
import type { Keeper } from './tokens';
import { Transport } from './transport';
import type { CallRecord } from './transport';

/** A portal to be connected. */
export interface Connectable {
  /** What a person calls it; empty where they gave it no name. */
  readonly name: string;
  readonly credential: Credential;
}

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
  readonly intervalMs: () => number;
  readonly onCall: (record: CallRecord) => void;
  /** Told how many notifications of a page were left out because they could not be read. */
  readonly onLeftOut: (count: number) => void;
}

interface Open {
  readonly credential: Credential;
  readonly tokens: Tokens | undefined;
  readonly portal: Portal;
}

/** Makes what belongs to a portal together, and keeps it for as long as the way in is the same. */
export class Portals {
  readonly #options: PortalsOptions;
  readonly #drafts = new DraftsByAccount();
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
    return this.#client(credential, this.#tokens(credential, keeper, signal), signal).account();
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
    const tokens = this.#tokens(credential, this.#keeper(accountId(credential)), gone.signal);
    const account = { origin: credential.origin, userId: credential.userId };
    const portal = new Portal({
      account,
      name,
      client: this.#client(credential, tokens, gone.signal),
      intervalMs: this.#options.intervalMs(),
      drafts: this.#drafts.of(credential),
      windows: this.#options.windows.of(accountId(account)),
      kept: keptOn(this.#options.shelf, account),
      hangUp: () => {
        gone.abort();
      },
    });
    return { credential, tokens, portal };
  }

  #client({ address, origin }: Credential, tokens: Tokens | undefined, signal?: AbortSignal): Client {
    const { onCall, onLeftOut } = this.#options;
    return new Client({ transport: new Transport({ address, tokens, onCall, signal }), origin, onLeftOut });
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

/** What has no name is called by its host. What would be called as another one is told apart by its user or its host. */
function named(all: readonly Connectable[]): readonly Connectable[] {
  const called = ({ name, credential }: Connectable): string => name || hostOf(credential);
  return all.map(each => {
    const { credential } = each;
    const name = called(each);
    const namesakes = all.filter(other => other !== each && called(other) === name);
    const isSameHost = namesakes.some(other => other.credential.origin === credential.origin);
    const byUser = isSameHost ? ` #${credential.userId}` : '';
    const byHost = namesakes.some(other => other.credential.origin !== credential.origin);
    return {
      name: name + (byHost && name !== hostOf(credential) ? ` · ${hostOf(credential)}` : '') + byUser,
      credential,
    };
  });
}
