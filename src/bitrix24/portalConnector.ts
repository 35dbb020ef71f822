import { accountId, hostOf } from '../model/account';
import type { Account } from '../model/account';
import type { Author } from '../model/notification/notification';
import { Portal } from '../model/portal/portal';
import type { Session } from '../model/portal/session';
import { copyUnsentTexts, deleteUnsentTexts } from '../model/replies/unsentTexts';
import type { Windows } from '../model/windows/windows';
import { createAccountCache } from './accountCache';
import type { CacheStorage } from './accountCache';
import { isSameCredential } from './auth/credential';
import type { Credential } from './auth/credential';
import type { ApplicationCredential, LocalApplication, OAuthGrant, OAuthRedirect } from './auth/oauth';
import { TokenRefresher } from './auth/tokenRefresher';
import type { TokenStore } from './auth/tokenRefresher';
import { TokenServer } from './auth/tokenServer';
import { Bitrix24Client } from './bitrix24Client';
import { RateLimits } from './http/rateLimits';
import { RequestQueue } from './http/requestQueue';
import { Transport } from './http/transport';
import type { CallRecord } from './http/transport';

/** The name and credential of a portal to connect. */
export interface NamedCredential {
  /** The name given by the user; empty if none. */
  readonly name: string;
  readonly credential: Credential;
}

/** Names unnamed portals after their host, and tells equal names apart by adding the host or the user id, or both. */
export function withDisplayNames(all: readonly NamedCredential[]): readonly NamedCredential[] {
  const called = ({ name, credential }: NamedCredential): string => name || hostOf(credential);
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

export interface PortalConnectorOptions {
  readonly session: Pick<Session, 'open'>;
  /** The credential store, shared by all windows. */
  readonly credentials: {
    credential(id: string): Promise<Credential | undefined>;
    /** Never rejects. */
    updateTokens(credential: Credential): Promise<void>;
  };
  readonly windows: Pick<Windows, 'forAccount' | 'context'>;
  readonly cacheStorage: CacheStorage;
  readonly intervalMs: () => number;
  readonly onCall: (record: CallRecord) => void;
  /** Called with the number of notifications of a page that were skipped because they could not be decoded. */
  readonly onSkipped: (count: number) => void;
}

interface Open {
  readonly credential: Credential;
  readonly tokens: TokenRefresher | undefined;
  readonly limits: RateLimits;
  readonly portal: Portal;
}

/** Creates the objects of each portal and keeps them for as long as its credential is the same. */
export class PortalConnector {
  readonly #options: PortalConnectorOptions;
  #open: readonly Open[] = [];

  constructor(options: PortalConnectorOptions) {
    this.#options = options;
  }

  /**
   * Connects these portals and disconnects all others. A portal that failed is polled again, as its credential may
   * have changed. The cache of an account that was removed is deleted.
   */
  connect(all: readonly NamedCredential[]): void {
    const before = this.#open;
    this.#open = withDisplayNames(all).map(each => this.#kept(each) ?? this.#opened(each));
    for (const { limits } of before.filter(each => !this.#open.includes(each))) {
      limits.clear();
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

  /** Resolves with the account that the credential belongs to. Rejects with a `PortalFailure`. */
  verify(credential: Credential, signal?: AbortSignal): Promise<Author> {
    const store = { read: () => Promise.resolve(undefined), replace: () => Promise.resolve() };
    const tokens = this.#tokens(credential, store, signal);
    return this.#client(credential, tokens, new RequestQueue(new RateLimits()), signal).getAccount();
  }

  /**
   * Resolves with the credential for the portal's new `origin` and the account that it belongs to there. Tokens
   * renewed meanwhile are stored for the old origin, as the previous ones may be used up. Rejects with a
   * `PortalFailure`.
   */
  async verifyAt(
    origin: string,
    credential: Credential,
  ): Promise<{ readonly credential: Credential; readonly account: Author }> {
    const store = this.#store(accountId(credential));
    const there = credential.withOrigin(origin);
    const tokens = this.#tokens(there, {
      read: async () => (await store.read())?.withOrigin(origin),
      replace: renewed => store.replace(renewed.withOrigin(credential.origin)),
    });
    const account = await this.#client(there, tokens, new RequestQueue(new RateLimits())).getAccount();
    return { credential: tokens?.credential ?? there, account };
  }

  /** Moves an account and its unsent texts to a new address, where `move` connects it. Rejects as `move` does. */
  async moveAccount(from: Account, to: Account, move: () => Promise<void>): Promise<void> {
    const { memento } = this.#options.windows.context;
    const id = accountId(from);
    this.#open.find(({ portal }) => portal.id === id)?.portal.drafts.save();
    await copyUnsentTexts(memento, id, accountId(to));
    await move();
    deleteUnsentTexts(memento, id);
  }

  /** Exchanges an authorization code for tokens. Rejects with a `PortalFailure`. */
  exchangeCode(
    origin: string,
    application: LocalApplication,
    redirect: OAuthRedirect,
    signal?: AbortSignal,
  ): Promise<{ readonly grant: OAuthGrant; readonly userId?: string }> {
    return this.#tokenServer(signal).exchangeCode(origin, application, redirect);
  }

  #kept({ name, credential }: NamedCredential): Open | undefined {
    const open = this.#open.find(each => isSameCredential(each.credential, credential));
    if (open !== undefined) {
      open.portal.name = name;
      if (credential.kind === 'application') {
        open.tokens?.updateCredential(credential);
      }
    }
    return open;
  }

  #opened({ name, credential }: NamedCredential): Open {
    const gone = new AbortController();
    const id = accountId(credential);
    const account = { origin: credential.origin, userId: credential.userId };
    const tokens = this.#tokens(credential, this.#store(id), gone.signal);
    const { windows } = this.#options;
    const limits = new RateLimits({ memento: windows.context.memento, accountId: id });
    const portal = new Portal({
      account,
      name,
      client: this.#client(credential, tokens, new RequestQueue(limits), gone.signal),
      intervalMs: this.#options.intervalMs(),
      windows: windows.forAccount(id),
      cache: createAccountCache(this.#options.cacheStorage, account),
      abortCalls: () => {
        gone.abort();
      },
    });
    return { credential, tokens, limits, portal };
  }

  #client(
    { restUrl, origin }: Credential,
    tokens: TokenRefresher | undefined,
    queue: RequestQueue,
    signal?: AbortSignal,
  ): Bitrix24Client {
    const { onCall, onSkipped } = this.#options;
    const transport = new Transport({ restUrl, tokens, queue, onCall, signal });
    return new Bitrix24Client({ transport, origin, onSkipped });
  }

  #tokens(credential: Credential, store: TokenStore, signal?: AbortSignal): TokenRefresher | undefined {
    return credential.kind === 'webhook'
      ? undefined
      : new TokenRefresher({ credential, server: this.#tokenServer(signal), store });
  }

  #store(id: string): TokenStore {
    const { credentials } = this.#options;
    return {
      read: async (): Promise<ApplicationCredential | undefined> => {
        const kept = await credentials.credential(id);
        return kept?.kind === 'application' ? kept : undefined;
      },
      replace: credential => credentials.updateTokens(credential),
    };
  }

  #tokenServer(signal?: AbortSignal): TokenServer {
    return new TokenServer({ onCall: this.#options.onCall, signal });
  }
}
