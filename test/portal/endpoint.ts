import type { RefusalDetails } from './refusal';

/** An answer as it goes out. */
export interface WrittenAnswer {
  readonly status: number;
  /** What the journal calls it. */
  readonly outcome: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What a call is addressed to: it answers, and it words what a fault puts in the place of its answer. */
export interface Endpoint {
  execute(): WrittenAnswer;
  refused(code: string, details: RefusalDetails): WrittenAnswer;
  succeeded(result: unknown): WrittenAnswer;
  /** What stands on every answer. */
  headers(contentType: string): Readonly<Record<string, string>>;
}
