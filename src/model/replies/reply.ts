import type { Failure } from '../portalFailure';
import { sanitizeText, toSingleLineName } from '../sanitizeText';
import { propertiesOf } from '../unknownValue';

/**
 * `waiting`: not sent yet, can be canceled. `sending`: being sent. `unconfirmed`: it is unknown whether the portal
 * executed it. `failed`: the portal did not execute it.
 */
export type ReplyStage = 'waiting' | 'sending' | 'unconfirmed' | 'failed';

/** A reply that is not known to have arrived. */
export interface PendingReply {
  /** Unique, even among replies to the same notification. */
  readonly key: string;
  readonly notificationId: number;
  /** The name of the author it answers. */
  readonly to: string;
  readonly text: string;
  readonly stage: ReplyStage;
  /** Why it is in this stage; not persisted. `gone`: the notification no longer exists on the portal. */
  readonly reason?: Failure | 'gone';
}

/** The replies of an account, for the views. */
export interface RepliesState {
  /** In the order they were written. */
  readonly pending: readonly PendingReply[];
  /** The ids of the notifications to which the portal has accepted a reply. */
  readonly answered: ReadonlySet<number>;
}

/** A reply to be sent. */
export interface NewReply {
  readonly notificationId: number;
  /** The name of the author it answers. */
  readonly to: string;
  readonly text: string;
  /** The unsent reply that it replaces. */
  readonly replaces?: PendingReply;
}

/** The result of sending a reply. Only `sent` means that the portal accepted it. */
export type ReplyResult =
  /** `messages`: the portal's own messages, possibly none. */
  | { readonly kind: 'sent'; readonly messages: readonly string[] }
  /** The notification no longer exists or can't be answered. */
  | { readonly kind: 'gone' }
  /** `mayHaveArrived`: in this attempt or an earlier one. */
  | { readonly kind: 'failed'; readonly failure: Failure; readonly mayHaveArrived: boolean }
  /** The user acted on it first, in this window or another. */
  | { readonly kind: 'takenBack' }
  /** The portal was disconnected before the reply was sent. */
  | { readonly kind: 'stopped' };

/** A started reply. `done` never rejects with a `PortalFailure`. */
export interface StartedReply {
  readonly key: string;
  readonly done: Promise<ReplyResult>;
}

/** A reply as stored in the shared state, without its text once it is sent. */
export interface StoredReply {
  readonly notificationId: number;
  readonly to: string;
  readonly text: string;
  readonly stage: ReplyStage | 'sent';
  /** The id of the `ReplyOutbox` that holds it while it is waiting or being sent. */
  readonly holder: string;
  /** Whether any attempt to send it ended unconfirmed. */
  readonly mayHaveArrived: boolean;
  /** When to send it, in milliseconds since the epoch. */
  readonly dueAt?: number;
}

const STAGES: readonly unknown[] = ['waiting', 'sending', 'sent', 'unconfirmed', 'failed'];

/** Parses a value from the shared state; `undefined` if it is not a reply. */
export function parseStoredReply(value: unknown): StoredReply | undefined {
  const { notificationId, to, text, stage, holder, mayHaveArrived, dueAt } = propertiesOf(value);
  const isReply =
    Number.isSafeInteger(notificationId) &&
    [to, text, holder].every(each => typeof each === 'string') &&
    STAGES.includes(stage);
  return isReply
    ? ({
        notificationId,
        to: toSingleLineName(sanitizeText(to as string)),
        text,
        stage,
        holder,
        mayHaveArrived: mayHaveArrived === true,
        ...(typeof dueAt === 'number' && { dueAt }),
      } as StoredReply)
    : undefined;
}

/** Returns whether the reply is unsent: the user can send it again, copy it or discard it. */
export function isUnsent({ stage }: Pick<StoredReply, 'stage'>): boolean {
  return stage === 'unconfirmed' || stage === 'failed';
}

/** Returns the unsent replies. */
export function unsentReplies({ pending }: RepliesState): readonly PendingReply[] {
  return pending.filter(isUnsent);
}

/** In characters; the portal truncates longer messages. */
export const MAX_REPLY_LENGTH = 20_000;

export type ReplyTextProblem = 'empty' | 'zero' | 'tooLong';

/** Returns why a text can't be sent, if so. The portal treats `"0"` as empty. */
export function findReplyTextProblem(text: string): ReplyTextProblem | undefined {
  const trimmed = text.trim();
  if (trimmed === '') return 'empty';
  if (trimmed === '0') return 'zero';
  return trimmed.length > MAX_REPLY_LENGTH ? 'tooLong' : undefined;
}
