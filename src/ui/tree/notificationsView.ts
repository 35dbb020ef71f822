import * as vscode from 'vscode';
import type { Disposable } from '../../model/emitter';
import { UNREAD_CAP } from '../../model/notification';
import type { Session } from '../../model/session';
import { staleText } from '../text/failureText';
import { childRows, topRows } from './rows';
import type { Row } from './rows';
import type { Times } from '../text/times';
import { hover, treeItem } from './treeItems';
import { VIEW_ID, viewState } from './viewState';
import { unreadCount } from '../text/words';

const MINUTE_MS = 60_000;

/** The sidebar's tree, with its badge and its words. Draws what the session knows and fetches nothing. */
export class NotificationsView implements vscode.TreeDataProvider<Row>, vscode.Disposable {
  readonly #session: Session;
  readonly #times: Times;
  readonly #treeChanged = new vscode.EventEmitter<undefined>();
  readonly #view: vscode.TreeView<Row>;
  readonly #subscriptions: readonly Disposable[];
  #rows: readonly Row[] = [];
  #drawn = '';

  readonly onDidChangeTreeData = this.#treeChanged.event;

  constructor(session: Session, times: Times) {
    this.#session = session;
    this.#times = times;
    this.#view = vscode.window.createTreeView(VIEW_ID, { treeDataProvider: this, showCollapseAll: true });
    const clock = setInterval(() => {
      this.#drawTimes();
    }, MINUTE_MS);
    this.#subscriptions = [
      this.#view,
      this.#treeChanged,
      new vscode.Disposable(() => {
        clearInterval(clock);
      }),
      this.#view.onDidChangeVisibility(() => {
        this.#drawTimes();
      }),
      session.onDidChange(() => {
        this.#draw();
      }),
    ];
    this.#draw();
  }

  getChildren(row?: Row): Row[] {
    return [...(row === undefined ? this.#rows : childRows(row))];
  }

  getTreeItem(row: Row): vscode.TreeItem {
    return treeItem(row, this.#times, Date.now());
  }

  resolveTreeItem(item: vscode.TreeItem, row: Row): vscode.TreeItem {
    if (row.kind === 'notification') {
      item.tooltip = hover(row.notification, this.#times);
    }
    return item;
  }

  dispose(): void {
    vscode.Disposable.from(...this.#subscriptions).dispose();
  }

  #draw(): void {
    const { state } = this.#session;
    void vscode.commands.executeCommand('setContext', 'bitrix24.view', viewState(state));
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
    const now = Date.now();
    const rows = topRows(this.#session.state, now);
    const looks = JSON.stringify(
      [...rows, ...rows.flatMap(childRows)].map(row => [treeItem(row, this.#times, now), row]),
    );
    if (looks !== this.#drawn) {
      this.#drawn = looks;
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
    this.#view.message =
      viewState(state) === 'ready' && state.kind === 'signedIn' ? staleText(state.inbox, this.#times) : '';
  }
}
