import * as vscode from 'vscode';
import { displayHost } from '../../bitrix24/address/displayHost';
import { loadedNotifications } from '../../model/inbox/inboxState';
import { compareNewestFirst } from '../../model/notification/notification';
import type { Portal } from '../../model/portal/portal';
import { type NotificationRef, notificationRefsIn, portalIdIn } from '../input/commandArgument';
import { showFailure, showHint, withViewProgress } from '../input/messages';
import { FocusedRows } from '../input/undocumented';
import { notificationIcon } from '../text/icons';
import type { ShownNotification } from '../reading/fullTextProvider';
import { escapeLabel } from '../text/labels';
import type { Times } from '../text/times';
import { authorName, summaryLine } from '../text/words';
import {
  flattenTargets,
  groupByPortal,
  type NotificationTarget,
  type PortalNotifications,
} from '../tree/notificationTarget';
import type { NotificationsView } from '../tree/notificationsView';
import { allRows, notificationRowId, type ReplyRow, type Row, rowId } from '../tree/rows';
import type { TargetRule } from './targetRules';

/** The argument of the manifest's keybindings: the command applies to the focused row. */
const FOCUSED = 'focused';
/** The same, for the notification in the preview that is the active tab. */
const FULL_TEXT = 'fullText';

export function isFromKeybinding([first]: readonly unknown[]): boolean {
  return first === FOCUSED;
}

/** Returns whether a key was pressed in the tree or in the full text. */
function isFromAnyKeybinding(given: readonly unknown[]): boolean {
  return isFromKeybinding(given) || given[0] === FULL_TEXT;
}

/** Finds the targets of a command: from its arguments, from the tree, from the full text on screen, or by asking. */
export class CommandTargets {
  readonly #view: Pick<NotificationsView, 'selection'>;
  readonly #times: Times;
  readonly #focus: FocusedRows<Row>;
  readonly #shownFullText: () => ShownNotification | undefined;

  constructor(
    view: Pick<NotificationsView, 'selection'>,
    times: Times,
    shownFullText: () => ShownNotification | undefined = () => undefined,
  ) {
    this.#shownFullText = shownFullText;
    this.#view = view;
    this.#focus = new FocusedRows(view, rowId);
    this.#times = times;
  }

  /** Resolves with all targets, as the portals' lists have them now; if empty, the user has been told. */
  async many(
    given: readonly unknown[],
    portals: readonly Portal[],
    rule: TargetRule,
  ): Promise<readonly PortalNotifications[]> {
    const named = await this.#refs(given, rule);
    const shown = named === undefined && rule.isOpening !== true ? this.#shownFullText() : undefined;
    const refs = shown === undefined ? named : [{ id: shown.id, portalId: shown.portal.id }];
    const searched = refs === undefined ? readyPortals(portals) : portals.filter(portal => isAnyIn(portal, refs));
    const listed = (await Promise.all(searched.map(portal => this.#list(portal)))).flat();
    if (refs === undefined) {
      const { accepts, isOffered } = rule;
      const offered = listed.filter(
        ({ portal, notification }) => accepts(notification, portal) && isOffered?.(notification) !== false,
      );
      const picked = await this.#ask(offered, rule);
      return picked === undefined ? [] : groupByPortal([picked]);
    }
    const found = findTargets(listed, refs);
    // One that was found in the history is in no list.
    const unlisted =
      found.length > 0 || shown?.notification === undefined
        ? []
        : [{ portal: shown.portal, notification: shown.notification }];
    const present = [...found, ...unlisted];
    if (present.length === 0 && refs.length > 0 && searched.every(({ inbox }) => inbox.state.kind === 'ready')) {
      const gone = vscode.l10n.t('This notification is no longer in the list.');
      if (isFromAnyKeybinding(given)) {
        showHint(gone);
      } else {
        void vscode.window.showWarningMessage(gone);
      }
    }
    return groupByPortal(this.#accepted(present, rule));
  }

  /** Says why if none is accepted. */
  #accepted(targets: readonly NotificationTarget[], { accepts, otherwise }: TargetRule): readonly NotificationTarget[] {
    const accepted = targets.filter(({ portal, notification }) => accepts(notification, portal));
    if (targets.length > 0 && accepted.length === 0 && otherwise !== undefined) showHint(otherwise);
    return accepted;
  }

  /** Resolves with the one target; if the arguments name several, asks which. */
  async one(
    given: readonly unknown[],
    portals: readonly Portal[],
    rule: TargetRule,
  ): Promise<NotificationTarget | undefined> {
    const targets = flattenTargets(await this.many(given, portals, rule));
    return targets.length > 1 ? this.#ask(targets, rule) : targets[0];
  }

  /** Resolves with the portal in the arguments, else the only one, else asks, the selected row's portal first. */
  async portal(given: readonly unknown[], portals: readonly Portal[], title: string): Promise<Portal | undefined> {
    const portalId = portalIdIn(given[0]);
    const selected = portals.find(({ id }) => id === this.#view.selection[0]?.portal.id);
    return portals.find(({ id }) => id === portalId) ?? pickPortal(portals, title, selected);
  }

  /** Resolves with the unsent reply that the key was pressed on. */
  async reply(given: readonly unknown[]): Promise<ReplyRow | undefined> {
    const [row] = isFromKeybinding(given) ? await this.#focus.get() : [];
    return row?.kind === 'reply' ? row : undefined;
  }

  /** Resolves with the notifications in the arguments, which may be anything; `undefined` if they name none. */
  async #refs(given: readonly unknown[], rule: TargetRule): Promise<readonly NotificationRef[] | undefined> {
    const [first, selected] = given;
    if (isFromKeybinding(given)) {
      const rows = await this.#focus.get();
      if (rule.isOpening === true && hasOwnCommand(rows[0])) {
        await vscode.commands.executeCommand('list.select');
      }
      if (rule.ofGroups !== undefined && rows.some(row => 'rows' in row)) {
        showHint(rule.ofGroups);
        return [];
      }
      return rows.flatMap(row => notificationRefsIn(row));
    }
    const items: readonly unknown[] = Array.isArray(selected) && selected.length > 0 ? selected : [first];
    const refs = items.flatMap(item => notificationRefsIn(item));
    return refs.length === 0 ? undefined : refs;
  }

  async #list(portal: Portal): Promise<readonly NotificationTarget[]> {
    if (portal.inbox.state.kind !== 'ready') {
      await withViewProgress(() => portal.poller.poll());
    }
    const { state } = portal.inbox;
    if (state.kind === 'failed') {
      showFailure(state.failure, this.#times, portal);
    }
    return loadedNotifications(state).map(notification => ({ portal, notification }));
  }

  /**
   * Asks for one of the targets, which may be many: selected ones first, unlikely ones last. Each portal's keep their
   * order; those of several portals are sorted newest first.
   */
  async #ask(
    targets: readonly NotificationTarget[],
    { title, isLikely }: TargetRule,
  ): Promise<NotificationTarget | undefined> {
    if (targets.length === 0) {
      void vscode.window.showInformationMessage(vscode.l10n.t('There are no notifications to choose from.'));
      return undefined;
    }
    const selected = new Set(allRows(this.#view.selection).map(rowId));
    const rank = ({ portal, notification }: NotificationTarget): number => {
      if (selected.has(notificationRowId(portal.id, notification.id))) return 0;
      return isLikely?.(notification) === false ? 2 : 1;
    };
    const ordered = areOfSeveralPortals(targets)
      ? targets.toSorted((a, b) => compareNewestFirst(a.notification, b.notification))
      : targets;
    const ranked = ordered.map(target => ({ target, rank: rank(target) }));
    const sorted = ranked.sort((a, b) => a.rank - b.rank).map(({ target }) => target);
    return pickNotification(sorted, title, this.#times);
  }
}

/** A row that loads, searches for or shows more has its own command. */
function hasOwnCommand(row: Row | undefined): boolean {
  return row?.kind === 'loadMore' || row?.kind === 'searchOlder' || row?.kind === 'showMore';
}

/** Does not wait for portals that have not responded or have failed if there are others. */
function readyPortals(portals: readonly Portal[]): readonly Portal[] {
  const ready = portals.filter(({ inbox }) => inbox.state.kind === 'ready');
  return ready.length > 0 ? ready : portals;
}

/** A reference without a portal applies to every portal. */
function isAnyIn({ id }: Portal, refs: readonly NotificationRef[]): boolean {
  return refs.some(({ portalId }) => portalId === undefined || portalId === id);
}

/** Both lists may be long. */
function findTargets(
  targets: readonly NotificationTarget[],
  refs: readonly NotificationRef[],
): readonly NotificationTarget[] {
  const refsById = new Map<number, readonly NotificationRef[]>();
  for (const ref of refs) {
    refsById.set(ref.id, [...(refsById.get(ref.id) ?? []), ref]);
  }
  return targets.filter(({ portal, notification }) => isAnyIn(portal, refsById.get(notification.id) ?? []));
}

function areOfSeveralPortals(targets: readonly NotificationTarget[]): boolean {
  return targets.some(({ portal }) => portal !== targets[0]?.portal);
}

/** Lets the user pick a notification, shown with its portal if there are several; `undefined` if canceled. */
export async function pickNotification(
  targets: readonly NotificationTarget[],
  title: string,
  times: Times,
): Promise<NotificationTarget | undefined> {
  const now = Date.now();
  const isOfSeveral = areOfSeveralPortals(targets);
  const items = targets.map(target => {
    const { portal, notification } = target;
    const time = times.short(notification.date, now);
    return {
      label: escapeLabel(authorName(notification)),
      description: isOfSeveral ? `${time} · ${escapeLabel(portal.name)}` : time,
      detail: escapeLabel(summaryLine(notification, times)),
      iconPath: notificationIcon(notification),
      target,
    };
  });
  const picked = await vscode.window.showQuickPick(items, {
    title,
    placeHolder: vscode.l10n.t('Choose a notification'),
    matchOnDescription: true,
    matchOnDetail: true,
  });
  return picked?.target;
}

/** Lets the user pick a portal, the likely one first, unless there is only one; `undefined` if canceled. */
export async function pickPortal(
  portals: readonly Portal[],
  title: string,
  likely?: Portal,
): Promise<Portal | undefined> {
  const [first, ...others] = portals;
  if (first === undefined || others.length === 0) return first;
  const sorted = portals.toSorted((a, b) => Number(b === likely) - Number(a === likely));
  const items = sorted.map(portal => {
    const host = displayHost(portal.account.origin);
    return {
      label: escapeLabel(portal.name),
      description: portal.name === host ? '' : host,
      iconPath: new vscode.ThemeIcon('organization'),
      portal,
    };
  });
  const placeHolder = vscode.l10n.t('Choose a portal');
  const picked = await vscode.window.showQuickPick(items, { title, placeHolder, matchOnDescription: true });
  return picked?.portal;
}
