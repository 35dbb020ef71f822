import * as vscode from 'vscode';
import type { Disposable } from '../../model/emitter';
import { loadedNotifications } from '../../model/inbox/inboxState';
import { PortalsSearch } from '../../model/search/portalsSearch';
import type { Times } from '../text/times';
import { availableFilters, filterTitleButtons, pickFilter } from './filterPicks';
import type { FilterButton } from './filterPicks';
import { historyQueryFor, NO_FILTERS, titleWithFilters } from './searchFilters';
import { toSearchItem } from './searchItems';
import type { SearchItem, SearchItemButton } from './searchItems';
import { buildSearchRows, findStillActiveItem, firstOpenableItem } from './searchRows';
import type { FilterName, SearchOptions, SearchPortal, SearchPortalHit } from './searchRows';

/** Creates a search in the loaded notifications of these portals and in their whole history. */
export function createPortalsSearch<P extends SearchPortal>(
  portals: readonly P[],
  times: Times,
): PortalsSearch<P> {
  return new PortalsSearch(
    portals.map(portal => ({
      portal,
      history: portal.history,
      loaded: () => loadedNotifications(portal.inbox.state),
      typeName: portal.typeNames.nameOf,
      formatTime: times.exact,
    })),
  );
}

/** Creates the quick pick of the search. The search alone decides what is in its list and in what order. */
export function createSearchQuickPick<P extends SearchPortal>(): vscode.QuickPick<SearchItem<P>> {
  const pick = vscode.window.createQuickPick<SearchItem<P>>();
  pick.placeholder = vscode.l10n.t('Search by text, author, or type');
  pick.ignoreFocusOut = true;
  pick.matchOnDescription = true;
  pick.matchOnDetail = true;
  // `sortByLabel` is not in the typings, but in every VS Code: keeps newest first and the headings in place.
  return Object.assign(pick, { sortByLabel: false });
}

/** How many hits are shown at first, and how many are added each time their end is reached. */
const HITS_PER_PORTION = 200;

/** The quick pick of one search: its input box and its list. */
export class SearchBox<P extends SearchPortal> {
  readonly #needs: SearchOptions<P>;
  readonly #search: PortalsSearch<P>;
  readonly #pick: vscode.QuickPick<SearchItem<P>>;
  readonly #subscriptions: readonly Disposable[];
  #filters = NO_FILTERS;
  /** The query has changed since the list was last drawn. */
  #isNew = true;
  #most = HITS_PER_PORTION;
  #isCut = false;
  /** A filter's picker is shown instead of the search. */
  #isAside = false;

  constructor(needs: SearchOptions<P>) {
    const { portals, times } = needs;
    const search = createPortalsSearch(portals, times);
    const pick = createSearchQuickPick<P>();
    const draw = (): void => {
      this.#draw();
    };
    this.#needs = needs;
    this.#search = search;
    this.#pick = pick;
    this.#subscriptions = [
      search,
      pick,
      search.onDidChange(draw),
      ...portals.flatMap(({ typeNames, inbox }) => [
        typeNames.onDidChange(draw),
        inbox.onDidChange(() => {
          search.refresh();
        }),
      ]),
      pick.onDidChangeValue(() => {
        this.#look();
      }),
      pick.onDidChangeActive(() => {
        this.#goOnAtEnd();
      }),
      pick.onDidAccept(() => this.#accept(pick.selectedItems[0])),
      pick.onDidTriggerButton(button => this.#filterBy((button as FilterButton).filter)),
      pick.onDidTriggerItemButton(({ item: { row }, button }) =>
        row.kind === 'found' ? this.#act(row, button as SearchItemButton) : undefined,
      ),
      pick.onDidHide(() => {
        if (!this.#isAside) {
          vscode.Disposable.from(...this.#subscriptions).dispose();
        }
      }),
    ];
  }

  /** Can be called again after another quick input was shown instead. */
  show(): void {
    const { value } = this.#pick;
    this.#drawFilters();
    this.#draw();
    // `valueSelection` is not in the typings either: it puts the cursor back at the end of the text.
    Object.assign(this.#pick, { valueSelection: [value.length, value.length] });
    this.#pick.show();
  }

  #look(): void {
    this.#isNew = true;
    this.#search.search(({ id }) => historyQueryFor(this.#pick.value, this.#filters, id));
  }

  #draw(): void {
    const { state } = this.#search;
    const isNew = this.#isNew;
    this.#isNew = false;
    this.#most = isNew ? HITS_PER_PORTION : this.#most;
    const { rows, isCut } = buildSearchRows(state, this.#most, this.#filterNames);
    this.#isCut = isCut;
    const { times } = this.#needs;
    const look = { times, isJoint: this.#isJoint, filters: this.#filters, now: Date.now() };
    const items = rows.map(row => toSearchItem(row, look));
    const before = { items: this.#pick.items, active: this.#pick.activeItems[0] };
    const active = isNew ? firstOpenableItem(items) : findStillActiveItem(items, before);
    this.#pick.busy = state.isLoading;
    this.#pick.keepScrollPosition = !isNew;
    this.#pick.items = items;
    this.#pick.activeItems = active === undefined ? [] : [active];
  }

  #drawFilters(): void {
    this.#pick.title = titleWithFilters(vscode.l10n.t('Search Notification History'), this.#filters);
    this.#pick.buttons = filterTitleButtons(this.#filterNames);
  }

  get #isJoint(): boolean {
    return this.#needs.portals.length > 1;
  }

  get #filterNames(): readonly FilterName[] {
    return availableFilters(this.#filters, this.#isJoint);
  }

  /** Loads more automatically when the last hit is active, unless a portal failed and no other one has more. */
  #goOnAtEnd(): void {
    const last = this.#pick.items.findLast(({ row }) => row.kind === 'found');
    const { failure, canLoadMore } = this.#search.state;
    const mayGoOn = failure === undefined || canLoadMore === true;
    if (last !== undefined && this.#pick.activeItems[0] === last && mayGoOn) {
      this.#goOn();
    }
  }

  #goOn(): void {
    if (this.#isCut) {
      this.#most += HITS_PER_PORTION;
      this.#draw();
    } else {
      void this.#search.loadMore();
    }
  }

  async #accept(item: SearchItem<P> | undefined): Promise<void> {
    switch (item?.row.kind) {
      case 'found':
        this.#pick.hide();
        await this.#show(item.row);
        break;
      case 'failure':
      case 'more':
        this.#goOn();
        break;
      case 'filter':
        await this.#filterBy(item.row.name);
        break;
      default:
    }
  }

  async #show(found: SearchPortalHit<P>): Promise<void> {
    const { actions } = this.#needs;
    if (!found.isLoaded || !(await actions.reveal(found))) {
      await actions.showFullText(found);
    }
  }

  /** Shows the search again with its text afterwards, whether or not a filter was chosen. */
  async #filterBy(name: FilterName): Promise<void> {
    this.#isAside = true;
    const { seen } = this.#search;
    const filters = await pickFilter(name, this.#filters, seen, this.#needs.portals);
    this.#isAside = false;
    if (filters !== undefined) {
      this.#filters = filters;
      this.#look();
    }
    this.show();
  }

  async #act(found: SearchPortalHit<P>, { act }: SearchItemButton): Promise<void> {
    const { actions } = this.#needs;
    switch (act) {
      case 'reply':
      case 'decide':
        this.#pick.hide();
        await actions[act](found);
        break;
      case 'open':
      case 'copyText':
        await actions[act](found);
        break;
      default:
        await this.#setRead(found, act === 'markRead');
    }
  }

  async #setRead(found: SearchPortalHit<P>, isRead: boolean): Promise<void> {
    const { portal, notification } = found;
    this.#search.update(portal, notification.id, { isRead });
    if (!(await this.#needs.actions.setRead(found, isRead))) {
      this.#search.update(portal, notification.id, { isRead: !isRead });
    }
  }
}

/** Opens the search in the portals' notification history. It disposes of itself when closed. */
export function openHistorySearch<P extends SearchPortal>(needs: SearchOptions<P>): void {
  for (const { typeNames } of needs.portals) {
    void typeNames.load();
  }
  new SearchBox(needs).show();
}
