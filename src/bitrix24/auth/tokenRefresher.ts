import { failureOrRethrow, PortalFailure } from '../../model/portalFailure';
import type { AccessTokenSource } from '../http/transport';
import { isSameCredential } from './credential';
import type { ApplicationCredential } from './oauth';
import type { TokenServer } from './tokenServer';

/** Stores the credential for all windows. */
export interface TokenStore {
  /** Resolves with `undefined` if the credential is no longer stored. Rejects if that can't be determined. */
  read(): Promise<ApplicationCredential | undefined>;
  /** Never rejects; stores nothing if this sign-in is no longer stored. */
  replace(credential: ApplicationCredential): Promise<void>;
}

export interface TokenRefresherOptions {
  readonly credential: ApplicationCredential;
  readonly server: Pick<TokenServer, 'refreshTokens'>;
  readonly store: TokenStore;
  /** How long another window may take to store the tokens that it received. */
  readonly raceDelayMs?: number;
}

const RACE_DELAY_MS = 1_000;

/** The tokens of one sign-in: refreshed when one is refused, once for all callers in this and other windows. */
export class TokenRefresher implements AccessTokenSource {
  readonly #server: Pick<TokenServer, 'refreshTokens'>;
  readonly #keeper: TokenStore;
  readonly #patienceMs: number;
  /** Refused access tokens. The stored credential may still have one, if storing newer tokens failed. */
  readonly #spent = new Set<string>();
  #credential: ApplicationCredential;
  #renewing: Promise<string> | undefined;

  constructor({ credential, server, store, raceDelayMs = RACE_DELAY_MS }: TokenRefresherOptions) {
    this.#credential = credential;
    this.#server = server;
    this.#keeper = store;
    this.#patienceMs = raceDelayMs;
  }

  /** The credential with the newest tokens. */
  get credential(): ApplicationCredential {
    return this.#credential;
  }

  get accessToken(): string {
    return this.#credential.grant.accessToken;
  }

  /** Uses a credential stored by this or another window. Ignored if its access token was refused. */
  updateCredential(credential: ApplicationCredential): void {
    if (!this.#spent.has(credential.grant.accessToken)) {
      this.#credential = credential;
    }
  }

  renew(refused: string): Promise<string> {
    if (this.accessToken !== refused) {
      return Promise.resolve(this.accessToken);
    }
    this.#renewing ??= this.#renew(refused).finally(() => {
      this.#renewing = undefined;
    });
    return this.#renewing;
  }

  async #renew(refused: string): Promise<string> {
    this.#spent.add(refused);
    if (await this.#adoptKept(refused)) {
      return this.accessToken;
    }
    try {
      const begun = this.#credential;
      const renewed = begun.withGrant(await this.#server.refreshTokens(begun));
      // If the user has signed in again meanwhile, those tokens take precedence.
      if (this.#credential !== begun && this.accessToken !== refused) {
        return this.accessToken;
      }
      this.#credential = renewed;
    } catch (error) {
      // Another window may have refreshed first, so that only its refresh token is valid.
      if (failureOrRethrow(error).kind === 'unauthorized' && (await this.#adoptLate(refused))) {
        return this.accessToken;
      }
      throw error;
    }
    await this.#keeper.replace(this.#credential);
    return this.accessToken;
  }

  /** A credential that can't be read right now is not treated as signed out. */
  async #kept(): Promise<ApplicationCredential | undefined> {
    try {
      return await this.#keeper.read();
    } catch {
      return this.#credential;
    }
  }

  async #adoptLate(refused: string): Promise<boolean> {
    if (await this.#adoptKept(refused)) {
      return true;
    }
    await new Promise(resolve => setTimeout(resolve, this.#patienceMs));
    return this.#adoptKept(refused);
  }

  /** Uses what another window has stored meanwhile. Resolves with whether its access token is a newer one. */
  async #adoptKept(refused: string): Promise<boolean> {
    const kept = await this.#kept();
    if (kept === undefined || !isSameCredential(kept, this.#credential)) {
      throw new PortalFailure({ kind: 'unreachable', reason: 'disconnected' });
    }
    this.updateCredential(kept);
    return this.accessToken !== refused;
  }
}
