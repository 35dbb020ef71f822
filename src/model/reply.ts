import type { Failure } from './portalFailure';

/**
 * `waiting`: it can be taken back, the portal knows nothing of it. `sending`: it is on its way. `unconfirmed`: nobody
 * knows whether the portal executed it. `failed`: the portal did not.
 */
export type UnsentStage = 'waiting' | 'sending' | 'unconfirmed' | 'failed';

/** A reply that is not known to have arrived. */
export interface Reply {
  /** Tells it from others, also of the same notification. */
  readonly key: string;
  readonly notificationId: number;
  /** Whom it answers. */
  readonly to: string;
  readonly text: string;
  readonly stage: UnsentStage;
  /** Why it is where it is, for as long as the window lives; `gone`: the portal has no such notification any more. */
  readonly why?: Failure | 'gone';
}

/** The replies of an account, as views draw them. */
export interface RepliesState {
  /** In the order they were written. */
  readonly unsent: readonly Reply[];
  /** The notifications that the portal has taken a reply to. */
  readonly answered: ReadonlySet<number>;
}

export const NO_REPLIES: RepliesState = { unsent: [], answered: new Set() };

/** What lies in the shared state. A reply that was sent leaves its text behind. */
export interface KeptReply {
  readonly notificationId: number;
  readonly to: string;
  readonly text: string;
  readonly stage: UnsentStage | 'sent';
  /** Who looks after it while it waits or is on its way. */
  readonly holder: string;
}

const STAGES: readonly unknown[] = ['waiting', 'sending', 'sent', 'unconfirmed', 'failed'];

/** What lies in the shared state may be anything. */
export function readKeptReply(value: unknown): KeptReply | undefined {
  const { notificationId, to, text, stage, holder } = (value ?? {}) as Record<string, unknown>;
  const isReply =
    typeof notificationId === 'number' &&
    [to, text, holder].every(each => typeof each === 'string') &&
    STAGES.includes(stage);
  return isReply ? ({ notificationId, to, text, stage, holder } as KeptReply) : undefined;
}

/** A person may send it again, copy it or discard it. */
export function isLeft({ stage }: Pick<KeptReply, 'stage'>): boolean {
  return stage === 'unconfirmed' || stage === 'failed';
}
