import assert from 'node:assert/strict';
import { Emitter } from '../../../src/model/emitter';
import type { Polled } from '../../../src/model/poller';
import type { Failure } from '../../../src/model/portalFailure';
import { NOON } from './notifications';

/** Refreshes at once, or when a test lets it. */
export class FakeInbox implements Polled {
  /** When, in seconds since the start. */
  readonly polls: number[] = [];
  failure: Failure | undefined;
  /** What the next refresh comes to. */
  outcome: Failure | undefined;
  isHeld = false;
  defect: Error | undefined;
  isBusy = false;
  readonly #refreshed = new Emitter();
  readonly onDidRefresh = this.#refreshed.event;
  #letGo: (() => void) | undefined;

  async refresh(): Promise<void> {
    assert.equal(this.isBusy, false, 'two refreshes at once');
    this.isBusy = true;
    this.polls.push((Date.now() - NOON) / 1000);
    try {
      if (this.isHeld) {
        await new Promise<void>(resolve => {
          this.#letGo = resolve;
        });
      }
      await Promise.resolve();
      this.failure = this.outcome;
      if (this.defect !== undefined) {
        throw this.defect;
      }
    } finally {
      this.isBusy = false;
      this.#refreshed.fire();
    }
  }

  letGo(): void {
    this.isHeld = false;
    this.#letGo?.();
  }
}
