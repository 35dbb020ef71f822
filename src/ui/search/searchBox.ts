import * as vscode from 'vscode';
import type { Disposable } from '../../model/emitter';
import { loadedNotifications } from '../../model/inbox/inboxState';
import type { Portal } from '../../model/portal/portal';
import { PortalsSearch } from '../../model/search/portalsSearch';
import { keepItemOrder, moveCursorToEnd } from '../input/undocumented';
import type { Times } from '../text/times';
import {
  availableFilterActions,
  type FilterButton,
  type FilterAction,
  createFilterButtons,
  historyQueryFor,
  NO_FILTERS,
  pickFilter,
  titleWithFilters,
} from './searchFilters';
import {
  buildSearchRows,
  findItemToActivate,
  initialActiveItem,
  type SearchItem,
  type SearchItemButton,
  type HitInPortal,
  toSearchItem,
} from './searchRows';

/** Options of the history search. */
interface SearchOptions {
  readonly portals: readonly Portal[];
  readonly times: Times;
  readonly actions: SearchActions;
}

/** Actions on a hit. Each reports its own outcome to the user. */
interface SearchActions {
  reply(hit: HitInPortal): unknown;
  decide(hit: HitInPortal): unknown;
  open(hit: HitInPortal): unknown;
  copyText(hit: HitInPortal): unknown;
  copyLink(hit: HitInPortal): unknown;
  snooze(hit: HitInPortal): unknown;
  /** Resolves to whether the portal accepted the change. Never rejects. */
  setRead(hit: HitInPortal, isRead: boolean): Promise<boolean>;
  /** Reveals the notification in the tree. Resolves to whether it is there. */
  reveal(hit: HitInPortal): Promise<boolean>;
  showFullText(hit: HitInPortal): unknown;
}

/** How many hits are shown at first, and how many are added each time their end is reached. */
const HITS_PER_PORTION = 200;

/** Opens the search in the portals' notification history. It disposes of itself when closed. */
export function openHistorySearch(options: SearchOptions): void {
  for (const { typeNames } of options.portals) {
    void typeNames.load();
  }
  new SearchBox(options).show();
}

/** The quick pick of one search. The search alone decides what is in its list and in what order. */
class SearchBox {
  readonly #options: SearchOptions;
  readonly #search: PortalsSearch<Portal>;
  readonly #pick = vscode.window.createQuickPick<SearchItem>();
  readonly #subscriptions: readonly Disposable[];
  #filters = NO_FILTERS;
  /** The query has changed since the list was last updated. */
  #isNew = true;
  #maxHits = HITS_PER_PORTION;
  #hasHiddenHits = false;
  /** A filter's picker is shown instead of the search. */
  #isPickingFilter = false;

  constructor(options: SearchOptions) {
    const { portals, times } = options;
    const pick = this.#pick;
    pick.placeholder = vscode.l10n.t('Search by text, author, or type');
    pick.ignoreFocusOut = true;
    pick.matchOnDescription = true;
    pick.matchOnDetail = true;
    // Newest first, and the headings stay in place.
    keepItemOrder(pick);
    const search = new PortalsSearch(
      portals.map(portal => ({
        portal,
        history: portal.history,
        loaded: () => loadedNotifications(portal.inbox.state),
        typeName: portal.typeNames.nameOf,
        formatTime: times.exact,
      })),
    );
    this.#options = options;
    this.#search = search;
    this.#subscriptions = [
      search,
      pick,
      search.onDidChange(this.#update),
      ...portals.flatMap(({ typeNames, inbox }) => [
        typeNames.onDidChange(this.#update),
        inbox.onDidChange(() => search.refresh()),
      ]),
      pick.onDidChangeValue(this.#startSearch),
      pick.onDidChangeActive(this.#showMoreAtEnd),
      pick.onDidAccept(() => this.#accept(pick.selectedItems[0])),
      pick.onDidTriggerButton(button => this.#filterBy((button as FilterButton).filter)),
      pick.onDidTriggerItemButton(({ item: { row }, button }) =>
        row.kind === 'hit' ? this.#act(row, button as SearchItemButton) : undefined,
      ),
      pick.onDidHide(() => {
        if (!this.#isPickingFilter) {
          vscode.Disposable.from(...this.#subscriptions).dispose();
        }
      }),
    ];
  }

  /** Can be called again after another quick input was shown instead. */
  show(): void {
    this.#pick.title = titleWithFilters(vscode.l10n.t('Search Notification History'), this.#filters);
    this.#pick.buttons = createFilterButtons(this.#filterNames);
    this.#update();
    moveCursorToEnd(this.#pick);
    this.#pick.show();
  }

  readonly #startSearch = (): void => {
    this.#isNew = true;
    this.#search.search(({ id }) => historyQueryFor(this.#pick.value, this.#filters, id));
  };

  readonly #update = (): void => {
    const { state } = this.#search;
    const isNew = this.#isNew;
    this.#isNew = false;
    this.#maxHits = isNew ? HITS_PER_PORTION : this.#maxHits;
    const { rows, hasHiddenHits } = buildSearchRows(state, this.#maxHits, this.#filterNames);
    this.#hasHiddenHits = hasHiddenHits;
    const { times } = this.#options;
    const context = { times, isJoint: this.#isJoint, filters: this.#filters, text: this.#pick.value, now: Date.now() };
    const items = rows.map(row => toSearchItem(row, context));
    const pick = this.#pick;
    const active = isNew ? initialActiveItem(items) : findItemToActivate(items, pick.items, pick.activeItems[0]);
    pick.busy = state.isLoading;
    pick.keepScrollPosition = !isNew;
    pick.items = items;
    pick.activeItems = active === undefined ? [] : [active];
  };

  get #isJoint(): boolean {
    return this.#options.portals.length > 1;
  }

  get #filterNames(): readonly FilterAction[] {
    return availableFilterActions(this.#filters, this.#isJoint);
  }

  /** Loads more automatically when the last hit is active, unless a portal failed and no other one has more. */
  readonly #showMoreAtEnd = (): void => {
    const last = this.#pick.items.findLast(({ row }) => row.kind === 'hit');
    const { failure, canLoadMore } = this.#search.state;
    const mayLoad = failure === undefined || canLoadMore === true;
    if (last !== undefined && this.#pick.activeItems[0] === last && mayLoad) {
      this.#showMore();
    }
  };

  #showMore(): void {
    if (this.#hasHiddenHits) {
      this.#maxHits += HITS_PER_PORTION;
      this.#update();
    } else {
      void this.#search.loadMore();
    }
  }

  async #accept(item: SearchItem | undefined): Promise<void> {
    switch (item?.row.kind) {
      case 'hit':
        this.#pick.hide();
        await this.#open(item.row);
        break;
      case 'failure':
      case 'more':
        this.#showMore();
        break;
      case 'filter':
        await this.#filterBy(item.row.name);
        break;
      default:
    }
  }

  async #open(hit: HitInPortal): Promise<void> {
    const { actions } = this.#options;
    if (!hit.isLoaded || !(await actions.reveal(hit))) {
      await actions.showFullText(hit);
    }
  }

  /** Shows the search again with its text afterwards, whether or not a filter was chosen. */
  async #filterBy(name: FilterAction): Promise<void> {
    this.#isPickingFilter = true;
    const filters = await pickFilter(name, this.#filters, this.#search.seen, this.#options.portals);
    this.#isPickingFilter = false;
    if (filters !== undefined) {
      this.#filters = filters;
      this.#startSearch();
    }
    this.show();
  }

  async #act(hit: HitInPortal, { action }: SearchItemButton): Promise<void> {
    const { actions } = this.#options;
    switch (action) {
      case 'reply':
      case 'decide':
      case 'snooze':
      case 'showFullText':
        this.#pick.hide();
        await actions[action](hit);
        break;
      case 'open':
      case 'copyText':
      case 'copyLink':
        await actions[action](hit);
        break;
      default: {
        const { portal, notification } = hit;
        const isRead = action === 'markRead';
        this.#search.update(portal, notification.id, { isRead });
        if (!(await actions.setRead(hit, isRead))) {
          this.#search.update(portal, notification.id, { isRead: !isRead });
        }
      }
    }
  }
}
