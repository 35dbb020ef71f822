import type { Notification } from '../../../../src/model/notification/notification';
import { EMPTY_QUERY, type HistoryPage, type HistoryQuery } from '../../../../src/model/search/historyQuery';
import { HistorySearch, type HistorySearchState } from '../../../../src/model/search/historySearch';
import { type Call, HeldApi } from '../../support/heldApi';
import { idsOf, NOON } from '../../support/notifications';
import { stoppedClock } from '../../support/clock';

export const PAUSE_MS = 400;

/** A search over a portal that answers by hand, on a clock that stands still. */
export class HistorySearchScene {
  readonly clock = stoppedClock(NOON);
  readonly centre = new HeldApi();
  readonly states: HistorySearchState[] = [];
  readonly search: HistorySearch;
  loaded: readonly Notification[] = [];

  constructor() {
    this.search = new HistorySearch({
      history: this.centre,
      loaded: () => this.loaded,
      typeName: String,
      formatTime: String,
    });
    this.search.onDidChange(state => this.states.push(state));
  }

  get state(): HistorySearchState {
    return this.search.state;
  }

  /** The ids of what is found, from top to bottom. */
  get ids(): readonly number[] {
    return idsOf(this.state.hits.map(({ notification }) => notification));
  }

  /** What the portal was asked: the query, and after which id. */
  get asked(): readonly (readonly unknown[])[] {
    return this.centre.calls.map(call => call.arguments);
  }

  look(query: Partial<HistoryQuery>): void {
    this.search.search({ ...EMPTY_QUERY, ...query });
  }

  /** Types a text and waits until the portal is asked. */
  async type(text: string): Promise<Call> {
    this.look({ text });
    await this.clock.tickAsync(PAUSE_MS);
    return this.centre.next('search');
  }

  async answer(call: Call, page: HistoryPage): Promise<void> {
    call.answer(page);
    await this.clock.tickAsync(0);
  }

  end(): void {
    this.search.dispose();
    this.clock.uninstall();
  }
}

/** A page of what the portal found, with the cursor of the next. */
export function found(notifications: readonly Notification[], next?: number, total?: number): HistoryPage {
  return {
    notifications,
    ...(next === undefined ? {} : { next }),
    ...(total === undefined ? {} : { total }),
  };
}
