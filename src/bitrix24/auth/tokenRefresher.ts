import { failureOrRethrow, PortalFailure } from '../../model/portalFailure';
import type { AccessTokenSource } from '../http/transport';
import { isSameCredential } from './credential';
import type { ApplicationCredential } from './oauth';
import type { TokenResponse, TokenServer } from './tokenServer';

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
  /** Called with each renewal, which ends when the tokens are stored. */
  readonly onRenewal?: (renewal: Promise<unknown>) => void;
}

const RACE_DELAY_MS = 1_000;

/** The tokens of one sign-in: refreshed when one is refused, once for all callers in this and other windows. */
export class TokenRefresher implements AccessTokenSource {
  readonly #server: Pick<TokenServer, 'refreshTokens'>;
  readonly #store: TokenStore;
  readonly #raceDelayMs: number;
  readonly #onRenewal: (renewal: Promise<unknown>) => void;
  /** Refused access tokens. The stored credential may still have one, if storing newer tokens failed. */
  readonly #refused = new Set<string>();
  #credential: ApplicationCredential;
  #renewing: Promise<string> | undefined;

  constructor(options: TokenRefresherOptions) {
    const { credential, server, store, raceDelayMs = RACE_DELAY_MS, onRenewal = () => undefined } = options;
    this.#credential = credential;
    this.#server = server;
    this.#store = store;
    this.#raceDelayMs = raceDelayMs;
    this.#onRenewal = onRenewal;
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
    if (!this.#refused.has(credential.grant.accessToken)) {
      this.#credential = credential;
    }
  }

  renew(refused: string): Promise<string> {
    if (this.accessToken !== refused) return Promise.resolve(this.accessToken);
    if (this.#renewing === undefined) {
      this.#renewing = this.#renew(refused).finally(() => {
        this.#renewing = undefined;
      });
      this.#onRenewal(this.#renewing);
    }
    return this.#renewing;
  }

  async #renew(refused: string): Promise<string> {
    this.#refused.add(refused);
    if (await this.#adoptStored(refused)) return this.accessToken;
    const before = this.#credential;
    let response: TokenResponse;
    try {
      response = await this.#server.refreshTokens(before);
      // If the user has signed in again meanwhile, those tokens take precedence.
      if (this.#credential !== before && this.accessToken !== refused) return this.accessToken;
      this.#credential = before.withGrant(response.grant);
    } catch (error) {
      // Another window may have refreshed first, so that only its refresh token is valid.
      if (failureOrRethrow(error).kind === 'unauthorized' && (await this.#adoptStoredLate(refused))) {
        return this.accessToken;
      }
      throw error;
    }
    await this.#store.replace(this.#credential);
    if (response.failure !== undefined) throw new PortalFailure(response.failure);
    return this.accessToken;
  }

  async #adoptStoredLate(refused: string): Promise<boolean> {
    if (await this.#adoptStored(refused)) return true;
    await new Promise(resolve => setTimeout(resolve, this.#raceDelayMs));
    return this.#adoptStored(refused);
  }

  /** Uses what another window has stored meanwhile. Resolves with whether its access token is a newer one. */
  async #adoptStored(refused: string): Promise<boolean> {
    // A credential that can't be read right now is not treated as signed out.
    const stored = await this.#store.read().catch(() => this.#credential);
    if (stored === undefined || !isSameCredential(stored, this.#credential)) {
      throw new PortalFailure({ kind: 'unreachable', reason: 'disconnected' });
    }
    this.updateCredential(stored);
    return this.accessToken !== refused;
  }
}
