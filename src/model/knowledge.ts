import { changed } from './change';
import type { Change } from './change';
import { withNextPage } from './firstPage';
import type { Loaded } from './firstPage';
import { Contradictions, unreadBeyond, unreadIn, withTold } from './freshList';
import type { Known } from './inboxState';
import { isAfter } from './moments';
import type { Cursor, Page } from './notification';
import type { Failure } from './portalFailure';
import type { Report, Snapshot } from './report';

type Ready = Extract<Known, { kind: 'ready' }>;

/** What is known of an account's notifications, from the portal itself or through another window. */
export class Knowledge {
  readonly contradictions = new Contradictions();
  #known: Known = { kind: 'loading' };
  #told: Snapshot | undefined;
  #askedAt = Number.NEGATIVE_INFINITY;

  get known(): Known {
    return this.#known;
  }

  get loaded(): Loaded {
    return this.#known.kind === 'ready' ? this.#known : { notifications: [] };
  }

  get failure(): Failure | undefined {
    return this.#known.kind === 'loading' ? undefined : this.#known.failure;
  }

  /** The portal's last list, as it was told. */
  get told(): Snapshot | undefined {
    return this.#told;
  }

  /** When the portal was asked what is known now. */
  get askedAt(): number {
    return this.#askedAt;
  }

  /** Whether the list is all that the portal last had to say. */
  get isCurrent(): boolean {
    return this.#known.kind === 'ready' && this.#known.isKept === undefined && this.failure === undefined;
  }

  /** A list from the last time; gives whether there was none. */
  keep(snapshot: Snapshot): boolean {
    if (this.#known.kind === 'ready') {
      return false;
    }
    const failure = this.#known.kind === 'failed' ? { failure: this.#known.failure } : {};
    this.#known = { ...ready(snapshot, snapshot), isKept: true, ...failure };
    return true;
  }

  /** What this window was told. Gives whether nothing newer was known already. */
  learn(report: Report): boolean {
    if (isAfter(this.#askedAt, report.askedAt, Date.now())) {
      return false;
    }
    this.#take(report, snapshot => snapshot);
    return true;
  }

  /** What another window was told; what is loaded further back stays. Gives whether it is newer than what was known. */
  hear(report: Report): boolean {
    if (!isAfter(report.askedAt, this.#askedAt, Date.now())) {
      return false;
    }
    this.#take(report, snapshot => withTold(this.loaded, snapshot, this.contradictions.isNews));
    return true;
  }

  add(page: Page): void {
    if (this.#known.kind === 'ready') {
      this.#known = {
        ...withoutNext(this.#known),
        ...withNextPage(this.#known, page),
        unreadBeyond: Math.max(this.#known.unreadBeyond - unreadIn(page), 0),
      };
    }
  }

  change(change: Change): void {
    if (this.#known.kind === 'ready') {
      this.#known = { ...this.#known, notifications: changed(this.#known.notifications, change) };
    }
  }

  /** Whether the next page still begins there. */
  isNext({ lastId, lastType }: Cursor): boolean {
    const { next } = this.loaded;
    return next?.lastId === lastId && next.lastType === lastType;
  }

  #take(report: Report, loaded: (snapshot: Snapshot) => Loaded): void {
    this.#askedAt = report.askedAt;
    switch (report.kind) {
      case 'list':
        this.#known = ready(loaded(report.snapshot), report.snapshot);
        this.#told = report.snapshot;
        break;
      case 'same':
        if (this.#known.kind === 'ready') {
          this.#known = confirmed(this.#known, report.askedAt);
        }
        break;
      case 'failure': {
        const { failure } = report;
        this.#known =
          this.#known.kind === 'ready' ? { ...this.#known, failure } : { kind: 'failed', failure };
      }
    }
  }
}

function ready(loaded: Loaded, { unreadTotal, askedAt }: Snapshot): Ready {
  const { notifications, next } = loaded;
  return {
    kind: 'ready',
    notifications,
    ...(next !== undefined && { next }),
    unreadTotal,
    unreadBeyond: unreadBeyond(loaded, unreadTotal),
    updatedAt: askedAt,
  };
}

function withoutNext<T extends Loaded>({ next: _next, ...rest }: T): Omit<T, 'next'> {
  return rest;
}

function confirmed({ failure: _failure, isKept: _isKept, ...rest }: Ready, updatedAt: number): Ready {
  return { ...rest, updatedAt };
}
