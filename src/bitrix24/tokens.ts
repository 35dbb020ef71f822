import { PortalFailure, failureIn } from '../model/portalFailure';
import type { ApplicationCredential } from './access/applicationCredential';
import { isSameWayIn } from './access/credential';
import type { TokenServer } from './tokenServer';
import type { AccessTokens } from './transport';

/** Where the credential is kept for all windows. */
export interface Keeper {
  /** `undefined`: it is not kept any more. Rejects where that can't be told. */
  read(): Promise<ApplicationCredential | undefined>;
  /** Never rejects; keeps nothing where this sign-in is not kept any more. */
  replace(credential: ApplicationCredential): Promise<void>;
}

export interface TokensOptions {
  readonly credential: ApplicationCredential;
  readonly server: Pick<TokenServer, 'refresh'>;
  readonly keeper: Keeper;
  /** How long another window may take to keep what it got. */
  readonly patienceMs?: number;
}

const PATIENCE_MS = 1_000;

/** The tokens of one sign-in: refreshed when one is refused, once for all who wait for it, in this window and others. */
export class Tokens implements AccessTokens {
  readonly #server: Pick<TokenServer, 'refresh'>;
  readonly #keeper: Keeper;
  readonly #patienceMs: number;
  /** Access tokens that were refused: what is kept is older where it could not be stored. */
  readonly #spent = new Set<string>();
  #credential: ApplicationCredential;
  #renewing: Promise<string> | undefined;

  constructor({ credential, server, keeper, patienceMs = PATIENCE_MS }: TokensOptions) {
    this.#credential = credential;
    this.#server = server;
    this.#keeper = keeper;
    this.#patienceMs = patienceMs;
  }

  /** With the newest tokens. */
  get credential(): ApplicationCredential {
    return this.#credential;
  }

  get current(): string {
    return this.#credential.grant.accessToken;
  }

  /** Takes what was stored, here or in another window, unless it is older. */
  adopt(credential: ApplicationCredential): void {
    if (!this.#spent.has(credential.grant.accessToken)) {
      this.#credential = credential;
    }
  }

  renew(refused: string): Promise<string> {
    if (this.current !== refused) {
      return Promise.resolve(this.current);
    }
    this.#renewing ??= this.#renew(refused).finally(() => {
      this.#renewing = undefined;
    });
    return this.#renewing;
  }

  async #renew(refused: string): Promise<string> {
    this.#spent.add(refused);
    if (await this.#adoptKept(refused)) {
      return this.current;
    }
    try {
      const begun = this.#credential;
      const renewed = begun.with(await this.#server.refresh(begun));
      // The person may have signed in anew meanwhile, and that is what counts.
      if (this.#credential !== begun && this.current !== refused) {
        return this.current;
      }
      this.#credential = renewed;
    } catch (error) {
      // Another window may have been quicker, and its refresh token is the one that counts.
      if (failureIn(error).kind === 'unauthorized' && (await this.#adoptLate(refused))) {
        return this.current;
      }
      throw error;
    }
    await this.#keeper.replace(this.#credential);
    return this.current;
  }

  /** What can't be read at present is not taken for signed out. */
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

  /** Takes what another window has stored meanwhile; gives whether that is something newer. */
  async #adoptKept(refused: string): Promise<boolean> {
    const kept = await this.#kept();
    if (kept === undefined || !isSameWayIn(kept, this.#credential)) {
      throw new PortalFailure({ kind: 'unreachable', reason: 'disconnected' });
    }
    this.adopt(kept);
    return this.current !== refused;
  }
}
