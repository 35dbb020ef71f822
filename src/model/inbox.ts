import type { Change } from './change';
import { Emitter } from './emitter';
import { Enquiry } from './enquiry';
import type { Asked } from './enquiry';
import { isFull } from './firstPage';
import type { InboxState } from './inboxState';
import { Knowledge } from './knowledge';
import { isAfter } from './moments';
import { Overlay } from './overlay';
import { mayHaveRun, mustWait } from './portalFailure';
import type { Failure } from './portalFailure';
import type { Report, Snapshot } from './report';

/** The one store of a portal account's notifications. */
export class Inbox {
  readonly #centre: Asked;
  readonly #knowledge = new Knowledge();
  readonly #enquiry: Enquiry;
  readonly #overlay = new Overlay();
  readonly #changed = new Emitter<InboxState>();
  readonly #refreshed = new Emitter();
  readonly #learned = new Emitter<Report>();
  #state: InboxState = { kind: 'loading' };
  /** Counts what makes an answer that is still under way out of date. */
  #generation = 0;
  #writtenAt = Number.NEGATIVE_INFINITY;
  #isListWanted = false;
  #refreshing: Promise<void> | undefined;
  #loadingMore: Promise<void> | undefined;

  readonly onDidChange = this.#changed.event;
  /** A refresh has ended, well or not, here or in another window. */
  readonly onDidRefresh = this.#refreshed.event;
  /** The portal has told this window something. */
  readonly onDidLearn = this.#learned.event;

  constructor(centre: Asked) {
    this.#centre = centre;
    this.#enquiry = new Enquiry(centre, this.#knowledge);
  }

  get state(): InboxState {
    return this.#state;
  }

  /** Why the last refresh came to nothing. */
  get failure(): Failure | undefined {
    return this.#knowledge.failure;
  }

  /** When the portal was asked what is known now, by whichever window; milliseconds since the epoch. */
  get askedAt(): number {
    return this.#knowledge.askedAt;
  }

  /** The portal's last list, as it was told. */
  get told(): Snapshot | undefined {
    return this.#knowledge.told;
  }

  /** Fetches the newest notifications. Never two at once; never rejects: the failure becomes part of the state. */
  refresh(): Promise<void> {
    this.#isListWanted = true;
    return this.check();
  }

  /** The same, without the list where the portal's count says that it is as it was. */
  check(): Promise<void> {
    this.#refreshing ??= this.#askUntilCurrent().finally(() => {
      this.#refreshing = undefined;
      this.#isListWanted = false;
      this.#refreshed.fire();
    });
    return this.#refreshing;
  }

  /** {@link refresh} after a write, unless the portal has asked to wait. */
  async refreshAfterWrite(): Promise<void> {
    if (!mustWait(this.failure, Date.now())) {
      await this.refresh();
    }
  }

  /** Shows a list from the last time, until the portal has answered. */
  keep(snapshot: Snapshot): void {
    if (this.#knowledge.keep(snapshot)) {
      this.#publish();
    }
  }

  /** Another window has learned something. A list that was asked for before this window's last write is out of date. */
  hear(report: Report): void {
    const isOutOfDate = report.kind !== 'failure' && !isAfter(report.askedAt, this.#writtenAt, Date.now());
    if (!isOutOfDate && this.#knowledge.hear(report)) {
      this.#publish();
      this.#refreshed.fire();
    }
  }

  /**
   * Appends the next page; does nothing at the end or while one is under way.
   *
   * @throws PortalFailure
   */
  loadMore(): Promise<void> {
    this.#loadingMore ??= this.#loadNextPage().finally(() => {
      this.#loadingMore = undefined;
    });
    return this.#loadingMore;
  }

  /** Draws a change that the portal has yet to execute. */
  begin(change: Change): void {
    this.#overlay.begin(change);
    this.#publish();
  }

  /** The change is taken back before the portal was told. */
  cancel(change: Change): void {
    this.#overlay.end(change);
    this.#publish();
  }

  /** The portal has executed what was `begun`, or of it what `change` says. */
  settle(change: Change, begun = change): void {
    this.#overlay.settle(change, begun);
    this.#outdate();
    this.#knowledge.change(change);
    this.#publish();
  }

  /** The portal has not executed the change, or nobody knows: the list is again as the portal last told it. */
  fail(change: Change, failure: Failure): void {
    this.#overlay.fail(change, failure);
    if (mayHaveRun(failure)) {
      this.#outdate();
    }
    this.#publish();
  }

  async #askUntilCurrent(): Promise<void> {
    let report: Report;
    let generation;
    do {
      generation = this.#generation;
      report = await this.#enquiry.ask(() => this.#isListWanted);
    } while (report.kind !== 'failure' && generation !== this.#generation);
    if (this.#knowledge.learn(report)) {
      this.#publish();
      this.#learned.fire(report);
    }
  }

  /** A page that was asked for before a write is out of date and asked for again. */
  async #loadNextPage(): Promise<void> {
    const { loaded } = this.#knowledge;
    const cursor = isFull(loaded) ? undefined : loaded.next;
    if (cursor === undefined) {
      return;
    }
    let generation;
    let page;
    do {
      generation = this.#generation;
      page = await this.#centre.page(cursor);
    } while (generation !== this.#generation);
    if (this.#knowledge.isNext(cursor)) {
      this.#knowledge.add(page);
      this.#publish();
    }
  }

  #outdate(): void {
    this.#generation++;
    this.#writtenAt = Date.now();
  }

  #publish(): void {
    this.#state = this.#overlay.drawnOn(this.#knowledge.known);
    this.#changed.fire(this.#state);
  }
}
