import { type Account, accountId } from '../model/account';
import type { CallRecord } from '../model/callRecord';
import type { PushChannel } from '../model/inbox/push';
import type { Author } from '../model/notification/notification';
import { Portal } from '../model/portal/portal';
import type { Session } from '../model/portal/session';
import { copyUnsentTextsToAccount, deleteUnsentTexts } from '../model/replies/unsentTexts';
import { snoozesKey } from '../model/triage/snoozes';
import { copySharedMap } from '../model/windows/sharedMap';
import type { Windows } from '../model/windows/windows';
import { type AccountCacheStorage, createAccountCache } from './accountCache';
import { displayHost } from './address/displayHost';
import { isMovedOrigin } from './address/movedOrigin';
import { type Credential, isSameCredential, serializeCredential } from './auth/credential';
import type { ApplicationCredential, LocalApplication, OAuthRedirect } from './auth/oauth';
import { TokenRefresher, type TokenStore } from './auth/tokenRefresher';
import { type TokenResponse, TokenServer } from './auth/tokenServer';
import { Bitrix24Client } from './bitrix24Client';
import { RateLimits } from './http/rateLimits';
import { RequestQueue } from './http/requestQueue';
import { Transport } from './http/transport';
import { LongPollingChannel } from './push/longPollingChannel';

/** The name and credential of a portal to connect. */
interface NamedCredential {
  /** The name given by the user; empty if none. */
  readonly name: string;
  readonly credential: Credential;
}

/** Names unnamed portals after their host, and tells equal names apart by adding the host or the user id, or both. */
function withDisplayNames(all: readonly NamedCredential[]): readonly NamedCredential[] {
  const nameOf = ({ name, credential }: NamedCredential): string => name || displayHost(credential.origin);
  return all.map(each => {
    const { credential } = each;
    const { origin, userId } = credential;
    const name = nameOf(each);
    const host = displayHost(origin);
    const namesakes = all.filter(other => other !== each && nameOf(other) === name);
    const needsHost = name !== host && namesakes.some(other => other.credential.origin !== origin);
    const needsUser = namesakes.some(other => other.credential.origin === origin);
    return { name: name + (needsHost ? ` · ${host}` : '') + (needsUser ? ` #${userId}` : ''), credential };
  });
}

interface PortalConnectorOptions {
  readonly session: Pick<Session, 'open'>;
  /** The credential store, shared by all windows. */
  readonly credentials: {
    credential(id: string): Promise<Credential | undefined>;
    /** Never rejects. */
    updateTokens(credential: Credential): Promise<void>;
  };
  readonly windows: Pick<Windows, 'forAccount' | 'context'>;
  readonly cacheStorage: AccountCacheStorage;
  readonly intervalMs: () => number;
  readonly onCall: (record: CallRecord) => void;
  /** Called with the number of notifications of a page that were skipped because they could not be decoded. */
  readonly onSkipped: (account: Account, count: number) => void;
  /** Called with what has happened to an account's push channel. */
  readonly onPush?: (account: Account, outcome: string) => void;
  /** Called with the name of something that the windows share and that can't be parsed: it is ignored. */
  readonly onIgnored?: (name: string) => void;
}

interface PortalConnection {
  /** As it was last connected. */
  readonly credential: Credential;
  readonly tokens: TokenRefresher | undefined;
  readonly limits: RateLimits;
  readonly portal: Portal;
}

/** Creates the objects of each portal and keeps them for as long as its credential is the same. */
export class PortalConnector {
  readonly #options: PortalConnectorOptions;
  #connections: readonly PortalConnection[] = [];
  /** Renewals of tokens in progress. */
  readonly #renewals = new Set<Promise<unknown>>();

  constructor(options: PortalConnectorOptions) {
    this.#options = options;
  }

  /**
   * Connects these portals and disconnects all others. A portal that failed is polled again if its credential has
   * changed, also if only its tokens were renewed. The cache of an account that was removed is deleted.
   */
  connect(all: readonly NamedCredential[]): void {
    const before = this.#connections;
    const named = withDisplayNames(all);
    // Limits that no longer apply are cleared before those of the same account with another credential are read.
    for (const { credential, limits } of before) {
      if (!named.some(each => isSameCredential(each.credential, credential))) {
        limits.clear();
      }
    }
    const now = named.map(each => this.#reuse(each) ?? this.#create(each));
    this.#connections = now;
    this.#options.session.open(now.map(({ portal }) => portal));
    for (const { portal, credential } of now) {
      const previous = before.find(each => each.portal === portal)?.credential;
      if (previous !== undefined && serializeCredential(previous) !== serializeCredential(credential)) {
        portal.poller.start();
      }
    }
    for (const { portal } of before) {
      if (!now.some(each => each.portal.id === portal.id)) {
        void portal.forget();
      }
    }
  }

  /** Resolves with the account that the credential belongs to. Rejects with a `PortalFailure`. */
  verify(credential: Credential, signal?: AbortSignal): Promise<Author> {
    const store = { read: () => Promise.resolve(undefined), replace: () => Promise.resolve() };
    const tokens = this.#tokens(credential, store);
    return this.#client(credential, tokens, undefined, signal).getAccount();
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
    const store = this.#tokenStore(accountId(credential));
    const there = credential.withOrigin(origin);
    const tokens = this.#tokens(there, {
      read: async () => (await store.read())?.withOrigin(origin),
      replace: renewed => store.replace(renewed.withOrigin(credential.origin)),
    });
    const account = await this.#client(there, tokens).getAccount();
    return { credential: tokens?.credential ?? there, account };
  }

  /** Moves an account, its unsent texts and its snoozes to a new address, where `move` connects it. Rejects as `move` does. */
  async moveAccount(from: Account, to: Account, move: () => Promise<void>): Promise<void> {
    const { memento } = this.#options.windows.context;
    const id = accountId(from);
    this.#connections.find(({ portal }) => portal.id === id)?.portal.drafts.save();
    await copyUnsentTextsToAccount(memento, id, accountId(to));
    await copySharedMap(memento, snoozesKey(id), snoozesKey(accountId(to)));
    await move();
    await deleteUnsentTexts(memento, id);
  }

  /** Exchanges an authorization code for tokens. Rejects with a `PortalFailure`. */
  exchangeCode(
    origin: string,
    application: LocalApplication,
    redirect: OAuthRedirect,
    signal?: AbortSignal,
  ): Promise<TokenResponse> {
    return this.#tokenServer(signal).exchangeCode(origin, application, redirect);
  }

  /** Resolves when no tokens are being renewed, and those received are stored. Never rejects. */
  async settled(): Promise<void> {
    while (this.#renewals.size > 0) {
      await Promise.all(this.#renewals);
    }
  }

  #reuse({ name, credential }: NamedCredential): PortalConnection | undefined {
    const connection = this.#connections.find(each => isSameCredential(each.credential, credential));
    if (connection === undefined) return undefined;
    connection.portal.name = name;
    if (credential.kind === 'application') {
      connection.tokens?.updateCredential(credential);
    }
    return { ...connection, credential };
  }

  #create({ name, credential }: NamedCredential): PortalConnection {
    const { cacheStorage, intervalMs, windows } = this.#options;
    const removed = new AbortController();
    const id = accountId(credential);
    const account = { origin: credential.origin, userId: credential.userId };
    const tokens = this.#tokens(credential, this.#tokenStore(id));
    const limits = new RateLimits({ memento: windows.context.memento, accountId: id });
    const client = this.#client(credential, tokens, limits, removed.signal);
    const portal = new Portal({
      account,
      name,
      client,
      pushChannel: credential.kind === 'webhook' ? this.#pushChannel(client, account) : undefined,
      intervalMs: intervalMs(),
      windows: windows.forAccount(id),
      cache: createAccountCache(cacheStorage, account),
      abortCalls: () => removed.abort(),
      isMovedOrigin: text => isMovedOrigin(text, account.origin),
      onIgnored: this.#options.onIgnored,
    });
    return { credential, tokens, limits, portal };
  }

  #client(
    { restUrl, origin, userId }: Credential,
    tokens: TokenRefresher | undefined,
    limits = new RateLimits(),
    signal?: AbortSignal,
  ): Bitrix24Client {
    const { onCall, onSkipped } = this.#options;
    const queue = new RequestQueue(limits);
    return new Bitrix24Client({
      transport: new Transport({ restUrl, tokens, queue, onCall, signal }),
      origin,
      onSkipped: count => onSkipped({ origin, userId }, count),
    });
  }

  /** Only for a webhook: the portal refuses a channel to applications. */
  #pushChannel(client: Bitrix24Client, account: Account): PushChannel {
    return new LongPollingChannel({
      origin: account.origin,
      readConfig: () => client.getPushConfig(),
      onOutcome: outcome => this.#options.onPush?.(account, outcome),
    });
  }

  /** A renewal is never aborted: it is a write, as the server may accept each refresh token only once. */
  #tokens(credential: Credential, store: TokenStore): TokenRefresher | undefined {
    if (credential.kind === 'webhook') return undefined;
    const onRenewal = (renewal: Promise<unknown>): void => {
      const ended = renewal.catch(() => undefined).finally(() => this.#renewals.delete(ended));
      this.#renewals.add(ended);
    };
    return new TokenRefresher({ credential, server: this.#tokenServer(), store, onRenewal });
  }

  #tokenStore(id: string): TokenStore {
    const { credentials } = this.#options;
    return {
      read: async (): Promise<ApplicationCredential | undefined> => {
        const credential = await credentials.credential(id);
        return credential?.kind === 'application' ? credential : undefined;
      },
      replace: credential => credentials.updateTokens(credential),
    };
  }

  #tokenServer(signal?: AbortSignal): TokenServer {
    return new TokenServer({ onCall: this.#options.onCall, signal });
  }
}
