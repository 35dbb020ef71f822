import * as vscode from 'vscode';
import type { Disposable } from '../../model/emitter';
import { UNREAD_CAP } from '../../model/notification';
import type { Session } from '../../model/session';
import { staleText } from '../text/failureText';
import { hover } from '../text/hover';
import { escapeMarkdown } from '../text/markdown';
import type { Times } from '../text/times';
import { unreadCount } from '../text/words';
import { placeOf, rowToGoOnWith } from './place';
import { childRows, rowId, topRows } from './rows';
import type { GroupRow, Row } from './rows';
import { looks } from './looks';
import { treeItem } from './treeItems';
import type { Look } from './treeItems';
import { troubleText } from './trouble';
import type { ViewOptions } from './viewOptions';
import { VIEW_ID, viewState } from './viewState';

const MINUTE_MS = 60_000;

/** The sidebar's tree, with its badge and its words. Draws what the session knows and fetches nothing. */
export class NotificationsView implements vscode.TreeDataProvider<Row>, vscode.Disposable {
  readonly #session: Session;
  readonly #times: Times;
  readonly #options: ViewOptions;
  readonly #treeChanged = new vscode.EventEmitter<undefined>();
  readonly #view: vscode.TreeView<Row>;
  readonly #subscriptions: readonly Disposable[];
  #rows: readonly Row[] = [];
  #drawn: readonly unknown[] = [];

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
      options.onDidChange(draw),
    ];
    this.#draw();
  }

  /** Whether somebody can see it. */
  get isVisible(): boolean {
    return this.#view.visible;
  }

  /** What stands in the tree, from top to bottom. */
  get rows(): readonly Row[] {
    return this.#rows.flatMap(row => [row, ...childRows(row)]);
  }

  get selection(): readonly Row[] {
    return this.#view.selection;
  }

  /** Brings a notification's row to the front; gives whether it is in the tree. */
  async goTo(id: number): Promise<boolean> {
    const row = this.rows.find(each => each.kind === 'notification' && each.notification.id === id);
    if (row !== undefined) {
      await this.reveal(row);
    }
    return row !== undefined;
  }

  /**
   * Does something to notifications that the keyboard was on. Where they leave their place by it, the selection and the
   * focus go on with their neighbour instead of going along.
   */
  keepingPlace<T>(ids: ReadonlySet<number>, work: () => T): T {
    const place = placeOf(this.#rows, ids);
    const result = work();
    const row = place && rowToGoOnWith(this.#rows, place);
    if (row !== undefined) {
      void this.reveal(row);
    }
    return result;
  }

  /** Scrolls to the row, selects it, and gives it the focus. */
  async reveal(row: Row): Promise<void> {
    await this.#view.reveal(row, { select: true, focus: true });
  }

  getChildren(row?: Row): Row[] {
    return [...(row === undefined ? this.#rows : childRows(row))];
  }

  getParent(row: Row): GroupRow | undefined {
    const id = rowId(row);
    return this.#rows.find((top): top is GroupRow => childRows(top).some(child => rowId(child) === id));
  }

  getTreeItem(row: Row): vscode.TreeItem {
    return treeItem(row, this.#look());
  }

  resolveTreeItem(item: vscode.TreeItem, row: Row): vscode.TreeItem {
    const { portal } = this.#session;
    if (row.kind === 'notification' && portal !== undefined) {
      const { origin } = portal.account;
      const markdown = hover(row.notification, { times: this.#times, typeName: portal.typeNames.of, origin });
      if (row.trouble !== undefined) {
        const words = escapeMarkdown(troubleText(row.trouble, this.#times));
        markdown.value = `${words}\n\n---\n\n${markdown.value}`;
      }
      item.tooltip = markdown;
    }
    return item;
  }

  dispose(): void {
    vscode.Disposable.from(...this.#subscriptions).dispose();
  }

  #look(): Look {
    const typeName = this.#session.portal?.typeNames.of ?? String;
    return { times: this.#times, typeName, now: Date.now() };
  }

  #draw(): void {
    const state = viewState(this.#session.state, this.#options.filter);
    void vscode.commands.executeCommand('setContext', 'bitrix24.view', state);
    this.#drawBadge();
    this.#drawMessage();
    this.#drawRows();
  }

  /** `5 min. ago` stays right as time passes, where somebody can see it. */
  #drawTimes(): void {
    if (this.#view.visible) {
      this.#drawRows();
    }
  }

  /** The tree is drawn anew only where it would look different: an open hover and the scroll position stay. */
  #drawRows(): void {
    const look = this.#look();
    const rows = topRows(this.#session.state, this.#options, look.now);
    const drawn = looks(rows, look);
    if (drawn.length !== this.#drawn.length || drawn.some((each, index) => each !== this.#drawn[index])) {
      this.#drawn = drawn;
      this.#rows = rows;
      this.#treeChanged.fire(undefined);
    }
  }

  #drawBadge(): void {
    const { state } = this.#session;
    if (state.kind !== 'signedIn' || state.inbox.kind !== 'ready' || state.inbox.unreadTotal === 0) {
      this.#view.badge = undefined;
      return;
    }
    const { unreadTotal } = state.inbox;
    const words = vscode.l10n.t('{0} unread', unreadCount(unreadTotal));
    const stale = staleText(state.inbox, this.#times);
    this.#view.badge = {
      value: Math.min(unreadTotal, UNREAD_CAP),
      tooltip: stale === '' ? words : `${words}. ${stale}`,
    };
  }

  /** Over a list that is older than it should be: since when and why. */
  #drawMessage(): void {
    const { state } = this.#session;
    const isList = viewState(state, this.#options.filter) === 'ready' && state.kind === 'signedIn';
    this.#view.message = isList ? staleText(state.inbox, this.#times) : '';
  }
}
