import { Emitter } from '../../../src/model/emitter';
import type { PushChannel } from '../../../src/model/inbox/push';

/** A push channel that a test speaks for. */
export class HandPush implements PushChannel {
  readonly #hinted = new Emitter();
  readonly #changed = new Emitter();
  readonly onDidHint = this.#hinted.event;
  readonly onDidChange = this.#changed.event;
  isLive = false;
  isRefused = false;
  /** What was done with it: `open`, `close`. */
  readonly acts: string[] = [];

  open(): void {
    this.acts.push('open');
    this.isRefused = false;
  }

  close(): void {
    this.acts.push('close');
    this.live(false);
  }

  dispose(): void {
    this.close();
  }

  start(): void {
    this.open();
  }

  hint(): void {
    this.#hinted.fire();
  }

  live(isLive: boolean): void {
    if (this.isLive !== isLive) {
      this.isLive = isLive;
      this.#changed.fire();
    }
  }
}
