import { install } from '@sinonjs/fake-timers';
import type { HistoryPage, HistoryQuery } from '../../../src/model/history';
import { EVERYTHING } from '../../../src/model/historyQuery';
import { HistorySearch } from '../../../src/model/historySearch';
import type { HistorySearchState } from '../../../src/model/historySearch';
import type { Notification } from '../../../src/model/notification';
import { HeldCentre } from './heldCentre';
import type { Call } from './heldCentre';
import { idsOf, NOON } from './notifications';

export const PAUSE_MS = 400;

/** A search over a portal that answers by hand, on a clock that stands still. */
export class SearchWorld {
  readonly clock = install({ now: NOON, toFake: ['setTimeout', 'clearTimeout', 'Date'] });
  readonly centre = new HeldCentre();
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
    return idsOf(this.state.found.map(({ notification }) => notification));
  }

  /** What the portal was asked: the query, and after which id. */
  get asked(): readonly (readonly unknown[])[] {
    return this.centre.calls.map(call => call.arguments);
  }

  look(query: Partial<HistoryQuery>): void {
    this.search.search({ ...EVERYTHING, ...query });
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
