import { RateLimits } from '../../../../src/bitrix24/http/rateLimits';
import { RequestQueue } from '../../../../src/bitrix24/http/requestQueue';
import type { CallKind } from '../../../../src/bitrix24/http/retry';
import { type Failure, PortalFailure } from '../../../../src/model/portalFailure';
import type { SharedMemento } from '../../../../src/model/windows/sharedMemento';

export const NOW = Date.UTC(2026, 2, 3, 9);

export const TOO_MANY: Failure = { kind: 'rateLimited', code: 'QUERY_LIMIT_EXCEEDED' };

export const blockedUntil = (retryAt: number): Failure => ({
  kind: 'rateLimited',
  code: 'OPERATION_TIME_LIMIT',
  retryAt,
});

/** A window's queue, with the times at which its calls went out or were refused. */
export class QueueRecorder {
  readonly limits: RateLimits;
  readonly queue: RequestQueue;
  /** Names and milliseconds since {@link NOW}, in the order they went. */
  readonly went: (readonly [string, number])[] = [];
  readonly refused: (readonly [string, number, Failure])[] = [];

  constructor(memento?: SharedMemento) {
    this.limits = new RateLimits(memento === undefined ? {} : { memento, accountId: 'limits' });
    this.queue = new RequestQueue(this.limits);
  }

  enter(effect: CallKind, name: string, signal?: AbortSignal, method = 'profile'): void {
    this.again(effect, name, this.queue.nextPosition(), signal, method);
  }

  /** With the place that it had. */
  again(effect: CallKind, name: string, place: number, signal?: AbortSignal, method = 'profile'): void {
    this.queue.acquire({ method, kind: effect, position: place }, signal).then(
      () => this.went.push([name, Date.now() - NOW]),
      (error: unknown) => {
        if (!(error instanceof PortalFailure)) {
          throw error;
        }
        this.refused.push([name, Date.now() - NOW, error.failure]);
      },
    );
  }

  get names(): string {
    return this.went.map(([name]) => name).join(' ');
  }

  get times(): readonly number[] {
    return this.went.map(([, at]) => at);
  }
}
