import * as vscode from 'vscode';
import type { Disposable } from '../../model/emitter';
import type { Portal } from '../../model/portal';
import type { PortalState, Session } from '../../model/session';
import { hover } from '../text/hover';
import { escapeMarkdown } from '../text/markdown';
import { troublesIn } from '../text/portalTrouble';
import type { Times } from '../text/times';
import { countedIn, unreadNumber, unreadWords } from '../text/unread';
import { parentOf, placeOf, rowToGoOnWith } from './place';
import { allRows, childRows, notificationRowId, rowId, topRows } from './rows';
import type { Row } from './rows';
import { looks } from './looks';
import { treeItem } from './treeItems';
import type { Look } from './treeItems';
import { troubleText } from './trouble';
import type { ViewOptions } from './viewOptions';
import { viewMessage } from './viewMessage';
import { hasMoved, isRefused, VIEW_ID, viewState } from './viewState';

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
    return allRows(this.#rows);
  }

  get selection(): readonly Row[] {
    return this.#view.selection;
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

  getParent(row: Row): Row | undefined {
    return parentOf(this.#rows, row);
  }

  getTreeItem(row: Row): vscode.TreeItem {
    return treeItem(row, this.#look());
  }

  resolveTreeItem(item: vscode.TreeItem, row: Row): vscode.TreeItem {
    if (row.kind === 'notification') {
      const { account, id, typeNames } = row.portal;
      const context = { times: this.#times, typeName: typeNames.of, origin: account.origin };
      const markdown = hover(row.notification, { ...context, portalId: id });
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
    return { times: this.#times, now: Date.now() };
  }

  #draw(): void {
    const { state } = this.#session;
    const shown = viewState(state, this.#options.filter);
    void vscode.commands.executeCommand('setContext', 'bitrix24.view', shown);
    void vscode.commands.executeCommand('setContext', 'bitrix24.isRefused', isRefused(state));
    void vscode.commands.executeCommand('setContext', 'bitrix24.hasMoved', hasMoved(state));
    this.#drawBadge();
    this.#drawRows();
    this.#drawMessage();
  }

  /** `5 min. ago` stays right as time passes, where somebody can see it. */
  #drawTimes(): void {
    if (this.#view.visible) {
      this.#drawRows();
      this.#drawMessage();
    }
  }

  /** The tree is drawn anew only where it would look different: an open hover and the scroll position stay. */
  #drawRows(): void {
    const look = this.#look();
    const rows = topRows(this.#portals(), this.#options, look.now);
    const drawn = looks(rows, look);
    if (drawn.length !== this.#drawn.length || drawn.some((each, index) => each !== this.#drawn[index])) {
      this.#drawn = drawn;
      this.#rows = rows;
      this.#treeChanged.fire(undefined);
    }
  }

  #drawMessage(): void {
    this.#view.message = viewMessage(this.#portals(), this.#rows, this.#options.filter, this.#times);
  }

  #drawBadge(): void {
    const counted = countedIn(this.#portals().map(({ inbox }) => inbox));
    const value = unreadNumber(counted);
    if (value === 0) {
      this.#view.badge = undefined;
      return;
    }
    const words = vscode.l10n.t('{0} unread', unreadWords(counted));
    const troubles = troublesIn(this.#portals(), this.#times);
    this.#view.badge = { value, tooltip: troubles.length > 0 ? `${words}. ${troubles.join(' ')}` : words };
  }

  #portals(): readonly PortalState[] {
    const { state } = this.#session;
    return state.kind === 'signedIn' ? state.portals : [];
  }
}
