import type { Notification } from '../../../../src/model/notification/notification';
import { EMPTY_QUERY, type HistoryPage, type HistoryQuery } from '../../../../src/model/search/historyQuery';
import { PortalsSearch, type PortalsSearchState } from '../../../../src/model/search/portalsSearch';
import { type Call, HeldApi } from '../../support/heldApi';
import { NOON } from '../../support/notifications';
import { PAUSE_MS } from './historySearchScene';
import { stoppedClock } from '../../support/clock';

/** A portal whose history a test answers for. */
export class SearchedPortal {
  readonly centre = new HeldApi();
  loaded: readonly Notification[] = [];

  constructor(readonly name: string) {}

  /** The searches it was asked for. */
  get asked(): number {
    return this.centre.calls.length;
  }
}

/** A search over two portals that answer by hand, on a clock that stands still. */
export class PortalsSearchScene {
  readonly clock = stoppedClock(NOON);
  readonly a = new SearchedPortal('a');
  readonly b = new SearchedPortal('b');
  readonly search = new PortalsSearch<SearchedPortal>(
    [this.a, this.b].map(portal => ({
      portal,
      history: portal.centre,
      loaded: () => portal.loaded,
      typeName: String,
      formatTime: String,
    })),
  );
  /** How often something was said to have changed. */
  changes = 0;

  constructor() {
    this.search.onDidChange(() => this.changes++);
  }

  get state(): PortalsSearchState<SearchedPortal> {
    return this.search.state;
  }

  /** What is found, from top to bottom: `a7`; in brackets what is not loaded. */
  get found(): string {
    return this.state.hits
      .map(({ portal, notification, isLoaded }) => {
        const words = `${portal.name}${notification.id}`;
        return isLoaded ? words : `(${words})`;
      })
      .join(' ');
  }

  /** What each portal has at hand from now on. */
  load(a: readonly Notification[], b: readonly Notification[]): void {
    this.a.loaded = a;
    this.b.loaded = b;
    this.search.refresh();
  }

  /** Looks for the same in both portals, or in those that are named. */
  look(query: Partial<HistoryQuery>, portals: readonly SearchedPortal[] = [this.a, this.b]): void {
    this.search.search(portal => (portals.includes(portal) ? { ...EMPTY_QUERY, ...query } : undefined));
  }

  /** Types a text and waits until both portals are asked. */
  async type(text: string): Promise<{ readonly a: Call; readonly b: Call }> {
    this.look({ text });
    await this.clock.tickAsync(PAUSE_MS);
    return { a: await this.a.centre.next('search'), b: await this.b.centre.next('search') };
  }

  async answer(call: Call, page: HistoryPage): Promise<void> {
    call.answer(page);
    await this.settled();
  }

  async settled(): Promise<void> {
    await this.clock.tickAsync(0);
  }

  end(): void {
    this.search.dispose();
    this.clock.uninstall();
  }
}
