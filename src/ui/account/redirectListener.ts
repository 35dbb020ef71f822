/** One of the pages that a browser is shown, in words. */
export interface PageWords {
  readonly title: string;
  readonly text: string;
}

export interface RedirectWords {
  /** What the words are written in: `en`. */
  readonly language: string;
  /** The sign-in goes on in the editor. */
  readonly accepted: PageWords;
  /** The address answers no sign-in that was begun. */
  readonly refused: PageWords;
}

export interface ListenRequest {
  /** On this machine. */
  readonly port: number;
  readonly words: RedirectWords;
  /** Told each address that a browser was sent to; whether it is the one that was waited for, which ends the listening. */
  readonly accept: (address: string) => boolean;
}

export interface RedirectListener {
  /** Ends the listening; an answer that is on its way still goes out. */
  close(): void;
}

/**
 * Waits at `http://localhost:<port>/` for a browser that a portal sends back. `undefined`: nothing can listen there.
 * Never rejects.
 */
export type Listen = (request: ListenRequest) => Promise<RedirectListener | undefined>;
