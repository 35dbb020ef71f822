import * as vscode from 'vscode';
import type { Disposable } from '../../model/emitter';
import type { Portal } from '../../model/portal';
import type { PortalState, Session } from '../../model/session';
import { field } from '../field';
import type { Times } from '../text/times';
import { DrawnTree } from './drawnTree';
import { placeOf, rowToGoOnWith } from './place';
import { rowHover } from './rowHover';
import { allRows, notificationRowId, rowId, topRows } from './rows';
import type { Row } from './rows';
import { nothing, treeItem } from './treeItems';
import type { Look } from './treeItems';
import type { ViewOptions } from './viewOptions';
import { badgeOf } from './viewBadge';
import { viewMessage } from './viewMessage';
import { hasMoved, isRefused, VIEW_ID, viewState } from './viewState';

const MINUTE_MS = 60_000;

/**
 * The sidebar's tree, with its badge and its words. Draws what the session knows and fetches nothing. Its elements are
 * the ids of its rows.
 */
export class NotificationsView implements vscode.TreeDataProvider<string>, vscode.Disposable {
  readonly #session: Session;
  readonly #times: Times;
  readonly #options: ViewOptions;
  readonly #treeChanged = new vscode.EventEmitter<string[] | undefined>();
  readonly #view: vscode.TreeView<string>;
  readonly #subscriptions: readonly Disposable[];
  readonly #tree = new DrawnTree();

  readonly onDidChangeTreeData = this.#treeChanged.event;

  constructor(session: Session, times: Times, options: ViewOptions) {
    this.#session = session;
    this.#times = times;
    this.#options = options;
    this.#view = vscode.window.createTreeView(VIEW_ID, {
      treeDataProvider: this,
      showCollapseAll: true,
      canSelectMany: true,
    });
    const clock = setInterval(() => {
      this.#drawTimes();
    }, MINUTE_MS);
    const draw = (): void => {
      this.#draw();
    };
    this.#subscriptions = [
      this.#view,
      this.#treeChanged,
      new vscode.Disposable(() => {
        clearInterval(clock);
      }),
      this.#view.onDidChangeVisibility(() => {
        this.#drawTimes();
      }),
      session.onDidChange(draw),
      options.onDidChange(() => {
        this.#tree.forgetAsked();
        this.#draw();
      }),
    ];
    this.#draw();
  }

  /** Whether somebody can see it. */
  get isVisible(): boolean {
    return this.#view.visible;
  }

  /** What stands in the tree, from top to bottom, shown at once or not. */
  get rows(): readonly Row[] {
    return allRows(this.#tree.top);
  }

  get selection(): readonly Row[] {
    return this.#view.selection.flatMap(id => this.#tree.row(id) ?? []);
  }

  /** What VS Code gives a command as its argument is the id of a row, or several; anything else stays what it is. */
  readonly meant = (given: unknown): unknown => {
    if (Array.isArray(given)) {
      return given.map(this.meant);
    }
    return typeof given === 'string' ? (this.#tree.row(given) ?? given) : given;
  };

  /** Shows more of a list that is not shown as a whole. */
  showMore(row: unknown): void {
    const listId = field(row, 'listId');
    if (typeof listId === 'string') {
      this.#tree.askForMore(listId);
      this.#drawRows();
    }
  }

  /** Brings a notification's row to the front; gives whether it is in the tree. */
  async goTo(portal: Pick<Portal, 'id'>, id: number): Promise<boolean> {
    const wanted = notificationRowId(portal.id, id);
    const row = this.rows.find(each => rowId(each) === wanted);
    if (row !== undefined) {
      await this.reveal(row);
    }
    return row !== undefined;
  }

  /**
   * Does something to notifications that the keyboard was on, given by the ids of their rows. Where they leave their place by it, the selection and the
   * focus go on with their neighbour instead of going along.
   */
  keepingPlace<T>(ids: ReadonlySet<string>, work: () => T): T {
    const place = placeOf(this.#tree.top, ids);
    const result = work();
    const row = place && rowToGoOnWith(this.#tree.top, place);
    if (row !== undefined) {
      void this.reveal(row);
    }
    return result;
  }

  /** Scrolls to the row, selects it, and gives it the focus. */
  async reveal(row: Row): Promise<void> {
    if (this.#tree.askFor(row)) {
      this.#drawRows();
    }
    await this.#view.reveal(rowId(row), { select: true, focus: true });
  }

  getChildren(id?: string): string[] {
    return [...this.#tree.children(id)];
  }

  getParent(id: string): string | undefined {
    return this.#tree.parent(id);
  }

  getTreeItem(id: string): vscode.TreeItem {
    const row = this.#tree.row(id);
    return row === undefined ? nothing(id) : treeItem(row, this.#look());
  }

  resolveTreeItem(item: vscode.TreeItem, id: string): vscode.TreeItem {
    const row = this.#tree.row(id);
    if (row?.kind === 'notification') {
      item.tooltip = rowHover(row, this.#times);
    }
    return item;
  }

  dispose(): void {
    vscode.Disposable.from(...this.#subscriptions).dispose();
  }

  #look(): Look {
    return { times: this.#times, now: Date.now() };
  }

  #draw(): void {
    const { state } = this.#session;
    const shown = viewState(state, this.#options.filter);
    void vscode.commands.executeCommand('setContext', 'bitrix24.view', shown);
    void vscode.commands.executeCommand('setContext', 'bitrix24.isRefused', isRefused(state));
    void vscode.commands.executeCommand('setContext', 'bitrix24.hasMoved', hasMoved(state));
    this.#view.badge = badgeOf(this.#portals(), this.#times);
    this.#drawRows();
  }

  /** `5 min. ago` stays right as time passes, where somebody can see it. */
  #drawTimes(): void {
    if (this.#view.visible) {
      this.#drawRows();
    }
  }

  /** Only what would look different is drawn anew: an open hover and the scroll position stay. */
  #drawRows(): void {
    const look = this.#look();
    const changed = this.#tree.draw(topRows(this.#portals(), this.#options, look.now), look);
    if (changed?.length !== 0) {
      this.#treeChanged.fire(changed && [...changed]);
    }
    const message = viewMessage(this.#portals(), this.#tree.top, this.#options.filter, this.#times);
    // VS Code holds the rows back for a moment where it is told a message, the same one too.
    if (message !== (this.#view.message ?? '')) {
      this.#view.message = message;
    }
  }

  #portals(): readonly PortalState[] {
    const { state } = this.#session;
    return state.kind === 'signedIn' ? state.portals : [];
  }
}
