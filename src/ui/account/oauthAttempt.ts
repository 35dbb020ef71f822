import {
  type AuthorizationRequest,
  authorizationUrl,
  generateOAuthState,
  type OAuthRedirectParseResult,
  parseOAuthRedirect,
} from '../../bitrix24/auth/oauth';

/** The texts of a page shown in the browser. */
export interface SignInPageText {
  readonly title: string;
  readonly text: string;
}

export interface SignInPageTexts {
  /** The language of the texts, such as `en`. */
  readonly language: string;
  /** The sign-in continues in the editor. */
  readonly accepted: SignInPageText;
  /** The address does not belong to the pending sign-in. */
  readonly refused: SignInPageText;
}

export interface ListenRequest {
  /** The port on this machine. */
  readonly port: number;
  readonly texts: SignInPageTexts;
  /** Called with each requested address; returns whether it is the awaited one, which ends the listening. */
  readonly accept: (address: string) => boolean;
}

export interface RedirectListener {
  /** Stops listening; a response in progress is still sent. */
  close(): void;
}

/**
 * Listens at `http://localhost:<port>/` for the browser that a portal redirects. Resolves with `undefined` if nothing
 * can listen there. Never rejects.
 */
export type ListenForRedirect = (request: ListenRequest) => Promise<RedirectListener | undefined>;

/** One attempt to sign in in the browser, with a random state of its own. It accepts one redirect. */
export class OAuthAttempt {
  /** The page to open in the browser; contains no secret. */
  readonly url: string;
  readonly #request: AuthorizationRequest;
  readonly #onAddress: (result: OAuthRedirectParseResult) => void;
  #listener: RedirectListener | undefined;
  #hasEnded = false;

  /** `onAddress` is called with what each address says, until the attempt ends; the awaited redirect ends it. */
  constructor(origin: string, clientId: string, onAddress: (result: OAuthRedirectParseResult) => void) {
    this.#request = { origin, state: generateOAuthState() };
    this.#onAddress = onAddress;
    this.url = authorizationUrl(this.#request, clientId);
  }

  /** Resolves with whether the redirect arrives here automatically. */
  async listen(listen: ListenForRedirect, port: number, texts: SignInPageTexts): Promise<boolean> {
    // Other requests to this machine's port get their answer there and are not reported here.
    const accept = (address: string): boolean =>
      parseOAuthRedirect(address, this.#request).kind === 'redirect' && this.accept(address);
    const listener = await listen({ port, texts, accept });
    if (this.#hasEnded) {
      listener?.close();
    } else {
      this.#listener = listener;
    }
    return listener !== undefined;
  }

  /** Returns whether the address is the awaited redirect. */
  accept(address: string): boolean {
    if (this.#hasEnded) return false;
    const result = parseOAuthRedirect(address, this.#request);
    if (result.kind === 'redirect') {
      this.end();
    }
    this.#onAddress(result);
    return result.kind === 'redirect';
  }

  end(): void {
    this.#hasEnded = true;
    this.#listener?.close();
    this.#listener = undefined;
  }
}
