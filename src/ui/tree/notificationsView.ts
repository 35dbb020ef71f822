import * as vscode from 'vscode';
import type { LastLook } from '../../model/arrivals/lastLook';
import { NO_MUTING } from '../../model/arrivals/muting';
import type { Disposable } from '../../model/emitter';
import type { Portal } from '../../model/portal/portal';
import type { PortalState, Session } from '../../model/portal/session';
import { propertiesOf } from '../../model/unknownValue';
import type { NotificationSettings } from '../settings';
import { portalProblemTexts, staleInboxText } from '../text/failureText';
import type { Times } from '../text/times';
import {
  newSinceLastLookText,
  readyInboxes,
  snoozedText,
  unreadCountNumber,
  formatUnreadTotal,
  joinPhraseAndSentences,
} from '../text/words';
import { hasAnyPortalMoved, inboxViewOf, isOnlyPortalUnauthorized, VIEW_ID, viewStateOf } from './inboxView';
import { findTreePosition, nextSelection } from './nextSelection';
import { allRows, buildRootRows, notificationRowId, type Row, rowId, type TreeArrangement } from './rows';
import { notificationRowTooltip, statusText } from './treeItems';
import { TreeModel } from './treeModel';
import type { ViewOptions } from './viewOptions';

const MINUTE_MS = 60_000;

/** What the view shows besides the inboxes. */
interface ViewContext {
  readonly settings?: Pick<NotificationSettings, 'muting' | 'onDidChange'>;
  /** Is told when the user looks at the view. */
  readonly lastLook?: LastLook;
}

/**
 * The sidebar's tree, with its badge and message. Shows what the session knows and fetches nothing. Its elements are
 * row IDs.
 */
export class NotificationsView implements vscode.TreeDataProvider<string>, vscode.Disposable {
  readonly #session: Session;
  readonly #times: Times;
  readonly #options: ViewOptions;
  readonly #context: ViewContext;
  readonly #treeChanged = new vscode.EventEmitter<string[] | undefined>();
  readonly #view: vscode.TreeView<string>;
  readonly #subscriptions: readonly Disposable[];
  readonly #tree = new TreeModel();

  readonly onDidChangeTreeData = this.#treeChanged.event;

  constructor(session: Session, times: Times, options: ViewOptions, context: ViewContext = {}) {
    this.#context = context;
    this.#session = session;
    this.#times = times;
    this.#options = options;
    this.#view = vscode.window.createTreeView(VIEW_ID, {
      treeDataProvider: this,
      showCollapseAll: true,
      canSelectMany: true,
    });
    const clock = setInterval(this.#updateTimes, MINUTE_MS);
    this.#subscriptions = [
      this.#view,
      this.#treeChanged,
      new vscode.Disposable(() => clearInterval(clock)),
      this.#view.onDidChangeVisibility(this.#updateTimes),
      session.onDidChange(this.#update),
      options.onDidChange(() => {
        this.#tree.resetVisible();
        this.#update();
      }),
      ...this.#contextSubscriptions(),
    ];
    this.#update();
  }

  get isVisible(): boolean {
    return this.#view.visible;
  }

  /** All rows of the tree from top to bottom, visible or not. */
  get rows(): readonly Row[] {
    return allRows(this.#tree.rootRows);
  }

  get selection(): readonly Row[] {
    return this.#view.selection.flatMap(id => this.#tree.row(id) ?? []);
  }

  /** Turns row IDs that VS Code passes to a command, alone or in arrays, into rows; returns others unchanged. */
  readonly resolve = (given: unknown): unknown => {
    if (Array.isArray(given)) return given.map(this.resolve);
    return typeof given === 'string' ? (this.#tree.row(given) ?? given) : given;
  };

  /** Shows more of a list that is not shown in full. */
  showMore(row: unknown): void {
    const listId = propertiesOf(row).listId;
    if (typeof listId === 'string') {
      this.#tree.showMore(listId);
      this.#updateRows();
    }
  }

  /** Reveals a notification's row; resolves with whether it is in the tree. */
  async revealNotification(portal: Pick<Portal, 'id'>, id: number): Promise<boolean> {
    const targetId = notificationRowId(portal.id, id);
    const row = this.rows.find(each => rowId(each) === targetId);
    if (row !== undefined) {
      await this.reveal(row);
    }
    return row !== undefined;
  }

  /**
   * Runs `work` on notifications that the keyboard is on, given by row ID. If they leave their position, the
   * selection and the focus move to their neighbor instead of following them.
   */
  keepPosition<T>(ids: ReadonlySet<string>, work: () => T): T {
    const position = findTreePosition(this.#tree.rootRows, ids);
    const result = work();
    const row = position && nextSelection(this.#tree.rootRows, position);
    if (row !== undefined) {
      void this.reveal(row);
    }
    return result;
  }

  /**
   * Runs `work` on notifications that the keyboard is on, given by row ID. If it resolves with true, they leave sooner or
   * later: the selection and the focus move to their neighbor.
   */
  async leavePosition(ids: ReadonlySet<string>, work: () => Promise<boolean>): Promise<void> {
    const position = findTreePosition(this.#tree.rootRows, ids);
    const isLeaving = await work();
    const row = position?.neighbourId === undefined ? undefined : this.#tree.row(position.neighbourId);
    if (isLeaving && row !== undefined) {
      await this.reveal(row);
    }
  }

  /** Scrolls to the row, selects it and focuses it; does nothing if it is gone. */
  async reveal(row: Row): Promise<void> {
    if (this.#tree.ensureVisible(row)) {
      this.#updateRows();
    }
    try {
      await this.#view.reveal(rowId(row), { select: true, focus: true });
    } catch {
      // VS Code rejects if the row has been removed meanwhile.
    }
  }

  getChildren(id?: string): string[] {
    return [...this.#tree.children(id)];
  }

  getParent(id: string): string | undefined {
    return this.#tree.parent(id);
  }

  getTreeItem(id: string): vscode.TreeItem {
    return this.#tree.item(id);
  }

  /** Returns a copy: the item itself is compared with the next one. */
  resolveTreeItem(item: vscode.TreeItem, id: string): vscode.TreeItem {
    const row = this.#tree.row(id);
    return row?.kind === 'notification'
      ? Object.assign(new vscode.TreeItem(''), item, { tooltip: notificationRowTooltip(row, this.#times) })
      : item;
  }

  dispose(): void {
    vscode.Disposable.from(...this.#subscriptions).dispose();
  }

  #contextSubscriptions(): readonly Disposable[] {
    const { settings, lastLook } = this.#context;
    return [
      ...(settings === undefined ? [] : [settings.onDidChange(() => this.#updateRows())]),
      ...(lastLook === undefined
        ? []
        : [
            lastLook.onDidChange(() => this.#updateBadge()),
            this.#view.onDidChangeVisibility(() => this.#updateBadge()),
            vscode.window.onDidChangeWindowState(() => this.#updateBadge()),
          ]),
    ];
  }

  #updateBadge(): void {
    const { lastLook } = this.#context;
    const portals = this.#portals();
    if (lastLook !== undefined && this.#view.visible && vscode.window.state.focused) {
      lastLook.look(portals);
    }
    this.#view.badge = createBadge(portals, this.#times, lastLook?.countNewer(portals) ?? 0);
  }

  readonly #update = (): void => {
    const { state } = this.#session;
    const view = viewStateOf(state, this.#options.filter);
    void vscode.commands.executeCommand('setContext', 'bitrix24.view', view);
    void vscode.commands.executeCommand('setContext', 'bitrix24.isRefused', isOnlyPortalUnauthorized(state));
    void vscode.commands.executeCommand('setContext', 'bitrix24.hasMoved', hasAnyPortalMoved(state));
    this.#context.lastLook?.keepPortals(this.#session.portals);
    this.#updateBadge();
    this.#updateRows();
  };

  /** Keeps times such as `5 min. ago` up to date while the view is visible. */
  readonly #updateTimes = (): void => {
    if (this.#view.visible) {
      this.#updateRows();
    }
  };

  /** Refreshes only the rows that would look different, so that an open hover and the scroll position stay. */
  #updateRows(): void {
    const now = Date.now();
    const rootRows = buildRootRows(this.#portals(), this.#arrangement(), now);
    const changed = this.#tree.update(rootRows, { times: this.#times, now });
    if (changed?.length !== 0) {
      this.#treeChanged.fire(changed && [...changed]);
    }
    const message = this.#message();
    // VS Code delays the rows for a moment when a message is set, even the same one.
    if (message !== (this.#view.message ?? '')) {
      this.#view.message = message;
    }
  }

  /**
   * The message above the rows of the only portal: if its list is stale, since when and why; if there is no list, what
   * the view would say without rows. Several portals show this at their root rows.
   */
  #message(): string {
    const [only, ...others] = this.#portals();
    if (only === undefined || others.length > 0 || this.#tree.rootRows.length === 0) return '';
    const view = inboxViewOf(only.inbox, this.#options.filter, only.snoozes);
    return view === 'ready' ? staleInboxText(only.inbox, this.#times) : statusText({ ...only, view }, this.#times);
  }

  #arrangement(): TreeArrangement {
    const { grouping, filter } = this.#options;
    return { grouping, filter, muting: this.#context.settings?.muting ?? NO_MUTING };
  }

  #portals(): readonly PortalState[] {
    const { state } = this.#session;
    return state.kind === 'signedIn' ? state.portals : [];
  }
}

/** Returns the unread count on the view's icon, `undefined` if it is 0. */
function createBadge(portals: readonly PortalState[], times: Times, newCount: number): vscode.ViewBadge | undefined {
  const counted = readyInboxes(portals.map(({ inbox }) => inbox));
  const value = unreadCountNumber(counted);
  const count = vscode.l10n.t('{0} unread', formatUnreadTotal(counted));
  return value === 0
    ? undefined
    : {
        value,
        tooltip: joinPhraseAndSentences(count, [
          ...snoozedText(portals),
          ...newSinceLastLookText(newCount),
          ...portalProblemTexts(portals, times),
        ]),
      };
}
