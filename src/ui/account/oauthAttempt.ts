import { authorizationUrl, generateOAuthState, parseOAuthRedirect } from '../../bitrix24/auth/oauth';
import type { AuthorizationRequest, OAuthRedirectParseResult } from '../../bitrix24/auth/oauth';
import type { ListenForRedirect, RedirectListener, SignInPageTexts } from './redirectListener';

/** One sign-in that was begun in the browser. It has a state of its own and takes one answer. */
export class OAuthAttempt {
  /** Where the browser begins; holds no secret. */
  readonly url: string;
  readonly #signIn: AuthorizationRequest;
  readonly #heard: (reading: OAuthRedirectParseResult) => void;
  #listener: RedirectListener | undefined;
  #isOver = false;

  /** `heard`: told what each address says while the round lasts; what answers it ends it. */
  constructor(origin: string, clientId: string, heard: (reading: OAuthRedirectParseResult) => void) {
    this.#signIn = { origin, state: generateOAuthState() };
    this.#heard = heard;
    this.url = authorizationUrl(this.#signIn, clientId);
  }

  get isOver(): boolean {
    return this.#isOver;
  }

  /** Whether the browser's answer arrives here by itself. */
  async listen(listen: ListenForRedirect, port: number, words: SignInPageTexts): Promise<boolean> {
    const listener = await listen({ port, words, accept: address => this.#arrive(address) });
    if (this.#isOver) {
      listener?.close();
    } else {
      this.#listener = listener;
    }
    return listener !== undefined;
  }

  /** Whether the address answers this sign-in. */
  accept(address: string): boolean {
    if (this.#isOver) {
      return false;
    }
    const reading = parseOAuthRedirect(address, this.#signIn);
    if (reading.kind === 'redirect') {
      this.end();
    }
    this.#heard(reading);
    return reading.kind === 'redirect';
  }

  end(): void {
    this.#isOver = true;
    this.#listener?.close();
    this.#listener = undefined;
  }

  /** Whatever else calls at this machine's port is told so there, and disturbs nobody here. */
  #arrive(address: string): boolean {
    return parseOAuthRedirect(address, this.#signIn).kind === 'redirect' && this.accept(address);
  }
}
