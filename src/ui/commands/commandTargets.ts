import * as vscode from 'vscode';
import { loadedNotifications } from '../../model/inbox/inboxState';
import { compareNewestFirst } from '../../model/notification/notification';
import type { Portal } from '../../model/portal/portal';
import { notificationRefsIn, portalIdIn } from '../input/commandArgument';
import type { NotificationRef } from '../input/commandArgument';
import { showFailure, showTransientMessage, withViewProgress } from '../input/messages';
import type { Times } from '../text/times';
import { flattenTargets, groupByPortal, notificationRowIds } from '../tree/notificationTarget';
import type { NotificationTarget, PortalNotifications } from '../tree/notificationTarget';
import type { NotificationsView } from '../tree/notificationsView';
import { allRows, rowId } from '../tree/rows';
import type { ReplyRow, Row } from '../tree/rows';
import { FocusedRows } from './focusedRows';
import { pickNotification, pickPortal } from './pickers';
import type { TargetRule } from './targetRules';

/** The argument of the manifest's keybindings: the command applies to the focused row. */
const FOCUSED = 'focused';

export function isFromKeybinding([first]: readonly unknown[]): boolean {
  return first === FOCUSED;
}

/** Finds the targets of a command: from its arguments, from the tree, or by asking. */
export class CommandTargets {
  readonly #view: NotificationsView;
  readonly #times: Times;
  readonly #focus: FocusedRows;

  constructor(view: NotificationsView, times: Times) {
    this.#view = view;
    this.#focus = new FocusedRows(view);
    this.#times = times;
  }

  /** Resolves with all targets, as the portals' lists have them now; if empty, the user has been told. */
  async many(
    given: readonly unknown[],
    portals: readonly Portal[],
    wanted: TargetRule,
  ): Promise<readonly PortalNotifications[]> {
    const named = await this.#named(given, wanted);
    const concerned =
      named === undefined ? answering(portals) : portals.filter(portal => isAbout(named, portal));
    const listed = (await Promise.all(concerned.map(portal => this.#list(portal)))).flat();
    const isMeant = ({ portal, notification }: NotificationTarget): boolean =>
      wanted.accepts(notification, portal);
    if (named === undefined) {
      const picked = await this.#ask(listed.filter(isMeant), wanted);
      return picked === undefined ? [] : groupByPortal([picked]);
    }
    const present = amongThem(listed, named);
    if (
      present.length === 0 &&
      named.length > 0 &&
      !concerned.some(({ inbox }) => inbox.state.kind !== 'ready')
    ) {
      this.#tellGone(given);
    }
    const meant = present.filter(isMeant);
    if (meant.length === 0 && present.length > 0 && wanted.otherwise !== undefined) {
      showTransientMessage(wanted.otherwise);
    }
    return groupByPortal(meant);
  }

  /** Resolves with the one target; if the arguments name several, asks which. */
  async one(
    given: readonly unknown[],
    portals: readonly Portal[],
    wanted: TargetRule,
  ): Promise<NotificationTarget | undefined> {
    const meant = await this.many(given, portals, wanted);
    const [first, ...others] = flattenTargets(meant);
    return first === undefined || others.length === 0 ? first : this.#ask([first, ...others], wanted);
  }

  /** Resolves with the portal in the arguments, else the only one, else asks, the selected row's portal first. */
  portal(given: readonly unknown[], portals: readonly Portal[], title: string): Promise<Portal | undefined> {
    const [first] = given;
    const named = portals.find(({ id }) => id === portalIdIn(first));
    const [row] = this.#view.selection;
    const selected = portals.find(({ id }) => id === row?.portal.id);
    return named === undefined ? pickPortal(portals, title, selected) : Promise.resolve(named);
  }

  /** Resolves with the unsent reply that the key was pressed on. */
  async reply(given: readonly unknown[]): Promise<ReplyRow | undefined> {
    const [row] = isFromKeybinding(given) ? await this.#focus.get() : [];
    return row?.kind === 'reply' ? row : undefined;
  }

  /** Resolves with the notifications in the arguments, which may be anything; `undefined` if they name none. */
  async #named(
    given: readonly unknown[],
    wanted: TargetRule,
  ): Promise<readonly NotificationRef[] | undefined> {
    const [first, selected] = given;
    if (isFromKeybinding(given)) {
      const rows = await this.#focus.get();
      if (wanted.isOpening === true && isWayOn(rows[0])) {
        await vscode.commands.executeCommand('list.select');
      }
      if (wanted.ofGroups !== undefined && rows.some(row => 'rows' in row)) {
        showTransientMessage(wanted.ofGroups);
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

  #tellGone(given: readonly unknown[]): void {
    const words = vscode.l10n.t('This notification is no longer in the list.');
    if (isFromKeybinding(given)) {
      showTransientMessage(words);
    } else {
      void vscode.window.showWarningMessage(words);
    }
  }

  async #ask(
    among: readonly NotificationTarget[],
    { title, isLikely }: TargetRule,
  ): Promise<NotificationTarget | undefined> {
    if (among.length === 0) {
      void vscode.window.showInformationMessage(vscode.l10n.t('There are no notifications to choose from.'));
      return undefined;
    }
    const selected = new Set(allRows(this.#view.selection).map(rowId));
    const rank = (one: NotificationTarget): number => {
      if ([...notificationRowIds(groupByPortal([one]))].some(id => selected.has(id))) {
        return 0;
      }
      return isLikely?.(one.notification) === false ? 2 : 1;
    };
    // Each portal's notifications keep their order; those of several portals are sorted newest first.
    const isOfSeveral = among.some(({ portal }) => portal !== among[0]?.portal);
    const order = (a: NotificationTarget, b: NotificationTarget): number =>
      isOfSeveral ? compareNewestFirst(a.notification, b.notification) : 0;
    const sorted = among.toSorted((a, b) => rank(a) - rank(b) || order(a, b));
    return pickNotification(sorted, title, this.#times);
  }
}

/** A row that loads, searches for or shows more has its own command. */
function isWayOn(row: Row | undefined): boolean {
  return row?.kind === 'more' || row?.kind === 'older' || row?.kind === 'rest';
}

/** Does not wait for portals that have not responded or have failed if there are others. */
function answering(portals: readonly Portal[]): readonly Portal[] {
  const ready = portals.filter(({ inbox }) => inbox.state.kind === 'ready');
  return ready.length > 0 ? ready : portals;
}

/** A reference without a portal applies to every portal. */
function isAbout(named: readonly NotificationRef[], portal: Portal): boolean {
  return named.some(({ portalId }) => portalId === undefined || portalId === portal.id);
}

/** Returns the named notifications. Both lists may be long. */
function amongThem(
  ones: readonly NotificationTarget[],
  named: readonly NotificationRef[],
): readonly NotificationTarget[] {
  const refs = new Map<number, readonly NotificationRef[]>();
  for (const ref of named) {
    refs.set(ref.id, [...(refs.get(ref.id) ?? []), ref]);
  }
  return ones.filter(({ portal, notification }) =>
    refs.get(notification.id)?.some(({ portalId }) => portalId === undefined || portalId === portal.id),
  );
}
