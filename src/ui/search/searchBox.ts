import * as vscode from 'vscode';
import type { Disposable } from '../../model/emitter';
import { isFiltered, isSameQuery } from '../../model/historyQuery';
import { HistorySearch } from '../../model/historySearch';
import type { HistorySearchState } from '../../model/historySearch';
import type { Notification } from '../../model/notification';
import { firstToOpen, stillActive } from './activeItem';
import { filterButtons, pickFilter } from './filterPick';
import type { FilterButton } from './filterPick';
import { NO_FILTERS, queryOf, searchTitle } from './searchFilters';
import { searchItem } from './searchItems';
import type { ItemButton, SearchItem } from './searchItems';
import type { SearchNeeds } from './searchNeeds';
import { searchRows } from './searchRows';
import type { FilterName } from './searchRows';

/** So many of those that were found get a row, and as many again each time their end is reached. */
const PORTION = 200;

/** The box and the list of one search. */
export class SearchBox {
  readonly #needs: SearchNeeds;
  readonly #search: HistorySearch;
  readonly #pick: vscode.QuickPick<SearchItem>;
  readonly #subscriptions: readonly Disposable[];
  #filters = NO_FILTERS;
  #drawn: HistorySearchState | undefined;
  #most = PORTION;
  #isCut = false;
  /** A filter is being chosen in the search's place. */
  #isAside = false;

  constructor(needs: SearchNeeds) {
    const { history, loaded, onDidChangeLoaded, typeNames, times } = needs;
    const search = new HistorySearch({ history, loaded, typeName: typeNames.of, formatTime: times.exact });
    const pick = vscode.window.createQuickPick<SearchItem>();
    pick.placeholder = vscode.l10n.t('Search by text, author or type');
    pick.ignoreFocusOut = true;
    pick.matchOnDescription = true;
    pick.matchOnDetail = true;
    // Not in the typings, but in every VS Code: the newest stay first, and the headings where they are.
    Object.assign(pick, { sortByLabel: false });
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
      typeNames.onDidChange(draw),
      onDidChangeLoaded(() => {
        search.refresh();
      }),
      pick.onDidChangeValue(() => {
        this.#look();
      }),
      pick.onDidChangeActive(() => {
        this.#goOnAtEnd();
      }),
      pick.onDidAccept(() => this.#accept(pick.selectedItems[0])),
      pick.onDidTriggerButton(button => this.#filterBy((button as FilterButton).filter)),
      pick.onDidTriggerItemButton(({ item: { row }, button }) =>
        row.kind === 'found' ? this.#act(row.notification, button as ItemButton) : undefined,
      ),
      pick.onDidHide(() => {
        if (!this.#isAside) {
          vscode.Disposable.from(...this.#subscriptions).dispose();
        }
      }),
    ];
  }

  /** Also once more, when another box stood in its place. */
  show(): void {
    const { value } = this.#pick;
    this.#drawFilters();
    this.#draw();
    // Not in the typings either: the typing goes on where it was.
    Object.assign(this.#pick, { valueSelection: [value.length, value.length] });
    this.#pick.show();
  }

  #look(): void {
    this.#search.search(queryOf(this.#pick.value, this.#filters));
  }

  #draw(): void {
    const { state } = this.#search;
    const isNew = !isSameQuery(state.query, this.#drawn?.query);
    this.#drawn = state;
    this.#most = isNew ? PORTION : this.#most;
    const { rows, isCut } = searchRows(state, this.#most, isFiltered(state.query));
    this.#isCut = isCut;
    const { times, typeNames } = this.#needs;
    const look = { times, typeName: typeNames.of, filters: this.#filters, now: Date.now() };
    const items = rows.map(row => searchItem(row, look));
    const before = { items: this.#pick.items, active: this.#pick.activeItems[0] };
    const active = isNew ? firstToOpen(items) : stillActive(items, before);
    this.#pick.busy = state.isAsking;
    this.#pick.keepScrollPosition = !isNew;
    this.#pick.items = items;
    this.#pick.activeItems = active === undefined ? [] : [active];
  }

  #drawFilters(): void {
    this.#pick.title = searchTitle(vscode.l10n.t('Search Notification History'), this.#filters);
    this.#pick.buttons = filterButtons(isFiltered(queryOf('', this.#filters)));
  }

  /** The last of what was found brings more by itself, unless the portal has just failed. */
  #goOnAtEnd(): void {
    const last = this.#pick.items.findLast(({ row }) => row.kind === 'found');
    if (
      last !== undefined &&
      this.#pick.activeItems[0] === last &&
      this.#search.state.failure === undefined
    ) {
      this.#goOn();
    }
  }

  #goOn(): void {
    if (this.#isCut) {
      this.#most += PORTION;
      this.#draw();
    } else {
      void this.#search.loadMore();
    }
  }

  async #accept(item: SearchItem | undefined): Promise<void> {
    switch (item?.row.kind) {
      case 'found':
        this.#pick.hide();
        await this.#show(item.row.notification, item.row.isLoaded);
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

  async #show(notification: Notification, isLoaded: boolean): Promise<void> {
    const { actions } = this.#needs;
    if (!isLoaded || !(await actions.reveal(notification))) {
      await actions.showFullText(notification);
    }
  }

  /** Comes back with what was typed, whether a filter was chosen or not. */
  async #filterBy(name: FilterName): Promise<void> {
    this.#isAside = true;
    const { met } = this.#search;
    const filters = await pickFilter(name, this.#filters, met, this.#needs.typeNames);
    this.#isAside = false;
    this.#filters = filters ?? this.#filters;
    this.#look();
    this.show();
  }

  async #act(notification: Notification, { act }: ItemButton): Promise<void> {
    const { actions } = this.#needs;
    switch (act) {
      case 'reply':
      case 'decide':
        this.#pick.hide();
        await actions[act](notification);
        break;
      case 'open':
      case 'copyText':
        await actions[act](notification);
        break;
      case 'markRead':
      case 'markUnread':
        await this.#setRead(notification, act === 'markRead');
    }
  }

  async #setRead(notification: Notification, isRead: boolean): Promise<void> {
    this.#search.update(notification.id, { isRead });
    if (!(await this.#needs.actions.setRead(notification, isRead))) {
      this.#search.update(notification.id, { isRead: !isRead });
    }
  }
}
