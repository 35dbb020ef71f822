import { fieldsOf } from './fields';
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

/** What is asked of a reply before it waits. */
export interface Written {
  readonly notificationId: number;
  /** Whom it answers. */
  readonly to: string;
  readonly text: string;
  /** One that is left, in whose place it stands. */
  readonly instead?: Reply;
}

/** What became of a reply. Only of `sent` it is known that the portal took it. */
export type ReplyOutcome =
  /** `messages`: the portal's own words, maybe none. */
  | { readonly kind: 'sent'; readonly messages: readonly string[] }
  /** The notification is gone or can't be answered. */
  | { readonly kind: 'gone' }
  /** `mayHaveArrived`: now, or one of the times before. */
  | { readonly kind: 'failed'; readonly failure: Failure; readonly mayHaveArrived: boolean }
  /** A person was quicker, here or in another window. */
  | { readonly kind: 'takenBack' }
  /** The portal was disconnected before it was told. */
  | { readonly kind: 'stopped' };

/** A reply that was begun. `done` never rejects. */
export interface BegunReply {
  readonly key: string;
  readonly done: Promise<ReplyOutcome>;
}

/** What lies in the shared state. Of a reply that was sent no text is kept. */
export interface KeptReply {
  readonly notificationId: number;
  readonly to: string;
  readonly text: string;
  readonly stage: UnsentStage | 'sent';
  /** Who looks after it while it waits or is on its way. */
  readonly holder: string;
  /** Of one of the times it was sent, nobody knows. */
  readonly mayHaveArrived: boolean;
  /** Until when it waits: milliseconds since the epoch. */
  readonly dueAt?: number;
}

const STAGES: readonly unknown[] = ['waiting', 'sending', 'sent', 'unconfirmed', 'failed'];

/** What lies in the shared state may be anything. */
export function readKeptReply(value: unknown): KeptReply | undefined {
  const { notificationId, to, text, stage, holder, mayHaveArrived, dueAt } = fieldsOf(value);
  const isReply =
    typeof notificationId === 'number' &&
    [to, text, holder].every(each => typeof each === 'string') &&
    STAGES.includes(stage);
  return isReply
    ? ({
        notificationId,
        to,
        text,
        stage,
        holder,
        mayHaveArrived: mayHaveArrived === true,
        ...(typeof dueAt === 'number' && { dueAt }),
      } as KeptReply)
    : undefined;
}

/** A person may send it again, copy it or discard it. */
export function isLeft({ stage }: Pick<KeptReply, 'stage'>): boolean {
  return stage === 'unconfirmed' || stage === 'failed';
}

/** Those that are left to a person. */
export function leftIn({ unsent }: RepliesState): readonly Reply[] {
  return unsent.filter(isLeft);
}
