import { authorizeUrl, newState, readRedirect } from '../../bitrix24/access/authorization';
import type { RedirectReading, SignIn } from '../../bitrix24/access/authorization';
import type { Listen, RedirectListener, RedirectWords } from './redirectListener';

/** One sign-in that was begun in the browser. It has a state of its own and takes one answer. */
export class SignInRound {
  /** Where the browser begins; holds no secret. */
  readonly url: string;
  readonly #signIn: SignIn;
  readonly #heard: (reading: RedirectReading) => void;
  #listener: RedirectListener | undefined;
  #isOver = false;

  /** `heard`: told what each address says while the round lasts; what answers it ends it. */
  constructor(origin: string, clientId: string, heard: (reading: RedirectReading) => void) {
    this.#signIn = { origin, state: newState() };
    this.#heard = heard;
    this.url = authorizeUrl(this.#signIn, clientId);
  }

  get isOver(): boolean {
    return this.#isOver;
  }

  /** Whether the browser's answer arrives here by itself. */
  async listen(listen: Listen, port: number, words: RedirectWords): Promise<boolean> {
    const listener = await listen({ port, words, accept: address => this.#arrive(address) });
    if (this.#isOver) {
      listener?.close();
    } else {
      this.#listener = listener;
    }
    return listener !== undefined;
  }

  /** Whether the address answers this sign-in. */
  take(address: string): boolean {
    if (this.#isOver) {
      return false;
    }
    const reading = readRedirect(address, this.#signIn);
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
    return readRedirect(address, this.#signIn).kind === 'redirect' && this.take(address);
  }
}
