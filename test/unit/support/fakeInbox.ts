import { Emitter } from '../../../src/model/emitter';
import type { PollTarget } from '../../../src/model/inbox/poller';
import type { Failure } from '../../../src/model/portalFailure';
import { NOON } from './notifications';

/** Refreshes at once, or when a test lets it. */
export class FakeInbox implements PollTarget {
  /** When, in seconds since the start. */
  readonly polls: number[] = [];
  failure: Failure | undefined;
  fetchedAt = Number.NEGATIVE_INFINITY;
  /** What the next refresh comes to. */
  outcome: Failure | undefined;
  isHeld = false;
  defect: Error | undefined;
  /** Of the polls, those that would do without the list. */
  checks = 0;
  /** Of the polls, those for all that is loaded. */
  renewals = 0;
  isRenewalDue = false;
  #refreshing: Promise<void> | undefined;
  readonly #refreshed = new Emitter();
  readonly onDidRefresh = this.#refreshed.event;
  #letGo: (() => void) | undefined;

  /** Joins one that is under way, as the inbox does. */
  refresh(): Promise<void> {
    this.#refreshing ??= this.#refresh().finally(() => {
      this.#refreshing = undefined;
    });
    return this.#refreshing;
  }

  refreshIfChanged(): Promise<void> {
    this.checks++;
    return this.refresh();
  }

  refreshAll(): Promise<void> {
    this.renewals++;
    return this.refresh();
  }

  /** In another window. */
  hear(failure?: Failure): void {
    this.failure = failure;
    this.#refreshed.fire();
  }

  async #refresh(): Promise<void> {
    const askedAt = Date.now();
    this.polls.push((askedAt - NOON) / 1000);
    try {
      if (this.isHeld) {
        await new Promise<void>(resolve => {
          this.#letGo = resolve;
        });
      }
      await Promise.resolve();
      this.failure = this.outcome;
      if (this.outcome === undefined) this.fetchedAt = askedAt;
      if (this.defect !== undefined) {
        throw this.defect;
      }
    } finally {
      this.#refreshed.fire();
    }
  }

  letGo(): void {
    this.isHeld = false;
    this.#letGo?.();
  }
}
