import * as vscode from 'vscode';
import type { Disposable } from '../../model/emitter';
import type { JointSearch } from '../../model/jointSearch';
import { firstToOpen, stillActive } from './activeItem';
import { filterButtons, filterNames, pickFilter } from './filterPick';
import type { FilterButton } from './filterPick';
import { NO_FILTERS, queryOf, searchTitle } from './searchFilters';
import { searchItem } from './searchItems';
import type { ItemButton, SearchItem } from './searchItems';
import type { FoundHere, SearchNeeds, SearchPortal } from './searchNeeds';
import { searchOf } from './searchOf';
import { searchPick } from './searchPick';
import { searchRows } from './searchRows';
import type { FilterName } from './searchRows';

/** So many of those that were found get a row, and as many again each time their end is reached. */
const PORTION = 200;

/** The box and the list of one search. */
export class SearchBox<P extends SearchPortal> {
  readonly #needs: SearchNeeds<P>;
  readonly #search: JointSearch<P>;
  readonly #pick: vscode.QuickPick<SearchItem<P>>;
  readonly #subscriptions: readonly Disposable[];
  #filters = NO_FILTERS;
  /** What is looked for is another than what is drawn. */
  #isNew = true;
  #most = PORTION;
  #isCut = false;
  /** A filter is being chosen in the search's place. */
  #isAside = false;

  constructor(needs: SearchNeeds<P>) {
    const { portals, times } = needs;
    const search = searchOf(portals, times);
    const pick = searchPick<P>();
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
        row.kind === 'found' ? this.#act(row, button as ItemButton) : undefined,
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
    this.#isNew = true;
    this.#search.search(({ id }) => queryOf(this.#pick.value, this.#filters, id));
  }

  #draw(): void {
    const { state } = this.#search;
    const isNew = this.#isNew;
    this.#isNew = false;
    this.#most = isNew ? PORTION : this.#most;
    const { rows, isCut } = searchRows(state, this.#most, this.#filterNames);
    this.#isCut = isCut;
    const { times } = this.#needs;
    const look = { times, isJoint: this.#isJoint, filters: this.#filters, now: Date.now() };
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
    this.#pick.buttons = filterButtons(this.#filterNames);
  }

  get #isJoint(): boolean {
    return this.#needs.portals.length > 1;
  }

  get #filterNames(): readonly FilterName[] {
    return filterNames(this.#filters, this.#isJoint);
  }

  /** The last of what was found brings more by itself, unless the portal has just failed. */
  #goOnAtEnd(): void {
    const last = this.#pick.items.findLast(({ row }) => row.kind === 'found');
    const { failure, goesOn } = this.#search.state;
    const mayGoOn = failure === undefined || goesOn === true;
    if (last !== undefined && this.#pick.activeItems[0] === last && mayGoOn) {
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

  async #show(found: FoundHere<P>): Promise<void> {
    const { actions } = this.#needs;
    if (!found.isLoaded || !(await actions.reveal(found))) {
      await actions.showFullText(found);
    }
  }

  /** Comes back with what was typed, whether a filter was chosen or not. */
  async #filterBy(name: FilterName): Promise<void> {
    this.#isAside = true;
    const { met } = this.#search;
    const filters = await pickFilter(name, this.#filters, met, this.#needs.portals);
    this.#isAside = false;
    if (filters !== undefined) {
      this.#filters = filters;
      this.#look();
    }
    this.show();
  }

  async #act(found: FoundHere<P>, { act }: ItemButton): Promise<void> {
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

  async #setRead(found: FoundHere<P>, isRead: boolean): Promise<void> {
    const { portal, notification } = found;
    this.#search.update(portal, notification.id, { isRead });
    if (!(await this.#needs.actions.setRead(found, isRead))) {
      this.#search.update(portal, notification.id, { isRead: !isRead });
    }
  }
}
