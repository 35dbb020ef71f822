import type { PhpMap } from './php';

/** 1 asks for a decision, 2 comes from a person, 4 from the system. */
export type NotifyType = 1 | 2 | 4;

/** Title and value as they are stored: already escaped for HTML. */
export interface Button {
  readonly title: string;
  readonly value: string;
  readonly type: 'accept' | 'cancel';
}

/** What the module that owns a notification says to an answer or a decision; it may hold HTML. */
export type Verdict = string | undefined;

export interface Notification {
  readonly id: number;
  readonly authorId: number;
  readonly dateMs: number;
  readonly type: NotifyType;
  readonly module: string;
  readonly event: string;
  readonly tag: string | null;
  readonly subTag: string | null;
  readonly title: string | null;
  /** As stored: HTML and BBCode may both stand here. */
  readonly text: string;
  readonly buttons: readonly Button[];
  /** The stored map; null when there is none. */
  readonly params: PhpMap | null;
  readonly isRead: boolean;
  readonly onAnswer: ((text: string) => Verdict) | undefined;
  readonly onConfirm: ((value: string) => Verdict) | undefined;
}

/** A notification to be put into a box. What is left out is filled in as a portal would. */
export interface SeedNotification {
  /** The next free id when left out. */
  readonly id?: number;
  /** 0 is the system, and the default of type 4. */
  readonly authorId?: number;
  /** Unix milliseconds; now when left out. */
  readonly dateMs?: number;
  readonly type?: NotifyType;
  readonly module?: string;
  readonly event?: string;
  readonly tag?: string | null;
  readonly subTag?: string | null;
  readonly title?: string | null;
  readonly text?: string;
  /** Default of type 1: accept (`Y`) and decline (`N`). An empty list is stored as none. */
  readonly buttons?: readonly Button[];
  readonly params?: PhpMap | null;
  readonly isRead?: boolean;
  /** Runs in place of what the module says by itself; may throw. */
  readonly onAnswer?: (text: string) => Verdict;
  readonly onConfirm?: (value: string) => Verdict;
}

const DECISION: readonly Button[] = [
  { title: 'Accept', value: 'Y', type: 'accept' },
  { title: 'Decline', value: 'N', type: 'cancel' },
];

const SOMEBODY_ID = 2;

export function makeNotification(seed: SeedNotification, id: number, nowMs: number): Notification {
  const type = seed.type ?? (seed.buttons ? 1 : 2);
  return {
    id,
    authorId: seed.authorId ?? (type === 4 ? 0 : SOMEBODY_ID),
    dateMs: seed.dateMs ?? nowMs,
    type,
    module: seed.module ?? 'im',
    event: seed.event ?? 'default',
    tag: seed.tag ?? null,
    subTag: seed.subTag ?? null,
    title: seed.title === undefined ? '' : seed.title,
    text: seed.text ?? 'Something has happened',
    buttons: seed.buttons ?? (type === 1 ? DECISION : []),
    params: seed.params ?? null,
    isRead: seed.isRead ?? false,
    onAnswer: seed.onAnswer,
    onConfirm: seed.onConfirm,
  };
}
