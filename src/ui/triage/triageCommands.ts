import * as vscode from 'vscode';
import { type InboxState, loadedNotifications } from '../../model/inbox/inboxState';
import type { DeleteChange, ReadChange } from '../../model/inbox/notificationChange';
import { MAX_UNREAD_COUNT, type Notification } from '../../model/notification/notification';
import type { Portal } from '../../model/portal/portal';
import type { StartedChange } from '../../model/triage/triage';
import { showFailure, showTransientMessage } from '../input/messages';
import { undoMs } from '../settings';
import { escapeLabel, prefixPortal } from '../text/labels';
import type { Times } from '../text/times';
import { authorName, formatUnreadTotal, joinSentences } from '../text/words';
import { flattenTargets, type PortalNotifications } from '../tree/notificationTarget';
import type { NotificationsView } from '../tree/notificationsView';
import type { UndoEntry, UndoHistory, RevealAfterUndo } from '../undo/undoHistory';
import { UndoMessage } from '../undo/undoMessage';

/** A change started in one portal. */
interface PortalChange extends StartedChange<ReadChange | DeleteChange> {
  readonly portal: Portal;
}

/** More than this many are marked as read only after asking. */
const MAX_WITHOUT_ASKING = 10;

/**
 * Marks notifications as read or unread, deletes them, and retries what failed: shown immediately, and can be undone.
 * What is done at once in several portals is one action.
 */
export class TriageCommands {
  readonly #history: UndoHistory;
  readonly #view: Pick<NotificationsView, 'isVisible'>;
  readonly #times: Times;
  /** The message last shown: there is one at a time. */
  #message = new UndoMessage();

  constructor(history: UndoHistory, view: Pick<NotificationsView, 'isVisible'>, times: Times) {
    this.#history = history;
    this.#view = view;
    this.#times = times;
  }

  /** Resolves with whether the portals accepted it. */
  async setRead(targets: readonly PortalNotifications[], isRead: boolean): Promise<boolean> {
    const names = authorOrCount(targets);
    const sentence = isRead
      ? vscode.l10n.t('Marked as read: {0}', names)
      : vscode.l10n.t('Marked as unread: {0}', names);
    return this.#show(sentence, startSetRead(targets, isRead));
  }

  /** Marks as read without a message. `replyEntry`: the undo entry of the reply that caused it, which is replaced. */
  markReadQuietly(portal: Portal, notification: Notification, replyEntry?: UndoEntry): void {
    const changes = startSetRead([{ portal, notifications: [notification] }], true);
    this.#addToHistory(changes, { inPlaceOf: replyEntry });
  }

  async markReadFrom(portal: Portal, { id }: Notification): Promise<void> {
    await this.#showMarkedRead(portal, portal.triage.markReadFrom(id));
  }

  async markAllRead(portal: Portal): Promise<void> {
    if (await this.#confirmMarkAllRead(portal)) {
      await this.#showMarkedRead(portal, portal.triage.markAllRead());
    }
  }

  /** The portal can't undo this, so it is only sent to it after the undo period. */
  async delete(targets: readonly PortalNotifications[]): Promise<void> {
    const changes = targets.map(({ portal, notifications }) => ({
      portal,
      ...portal.triage.delete(idsOf(notifications), undoMs()),
    }));
    await this.#show(vscode.l10n.t('Deleted: {0}', authorOrCount(targets)), changes);
  }

  /** Retries failed changes. Notifications that were tried together, and still failed, are retried together. */
  async retry(targets: readonly PortalNotifications[]): Promise<void> {
    const changes = targets.flatMap(startRetry);
    // Apart, so that a mark can be undone although a deletion can't.
    this.#addToHistory(changes.filter(({ change }) => change.kind === 'delete'));
    this.#addToHistory(changes.filter(({ change }) => change.kind !== 'delete'));
    await this.#waitForPortals(changes);
  }

  async #confirmMarkAllRead(portal: Portal): Promise<boolean> {
    const { state } = portal.inbox;
    const count = state.kind === 'ready' ? unreadOrdinary(state) : undefined;
    const isSnoozed = loadedNotifications(state).some(({ id, isRead }) => !isRead && portal.snoozes.state.has(id));
    if (count !== undefined && count <= MAX_WITHOUT_ASKING && !isSnoozed) return true;
    const markAll = vscode.l10n.t('Mark All as Read');
    const question =
      count === undefined
        ? vscode.l10n.t('Mark all notifications as read?')
        : vscode.l10n.t('Mark all {0} unread notifications as read?', formatUnreadTotal([{ unreadTotal: count }]));
    const detail = joinSentences([
      ...(isSnoozed ? [vscode.l10n.t('Snoozed notifications are marked, too, and come back without a message.')] : []),
      vscode.l10n.t(
        'Notifications waiting for your decision stay unread. Undo applies only to the notifications that are loaded here.',
      ),
    ]);
    const answer = await vscode.window.showInformationMessage(
      prefixPortal(portal, question),
      { modal: true, detail },
      markAll,
    );
    return answer === markAll;
  }

  async #showMarkedRead(portal: Portal, started: StartedChange<ReadChange>): Promise<void> {
    const sentence = vscode.l10n.t('Marked as read: {0}', started.change.ids.length);
    await this.#show(sentence, [{ portal, ...started }]);
  }

  /** Shows what was done, with Undo; resolves with whether the portals accepted it. */
  #show(sentence: string, changes: readonly PortalChange[]): Promise<boolean> {
    const message = new UndoMessage();
    const entry = this.#addToHistory(changes, { message });
    if (entry !== undefined) {
      const failure = Promise.all(changes.map(({ done }) => done)).then(all => all.find(Boolean));
      this.#message.end();
      this.#message = message;
      message.show(sentence, failure, () => this.#history.undo(entry));
    }
    return this.#waitForPortals(changes);
  }

  /** Returns the entry; `undefined` if the changes affect no loaded notification, so there is nothing to undo. */
  #addToHistory(
    changes: readonly PortalChange[],
    { message, inPlaceOf }: { message?: UndoMessage; inPlaceOf?: UndoEntry | undefined } = {},
  ): UndoEntry | undefined {
    if (changes.every(({ change }) => change.ids.length === 0)) return undefined;
    const isDeletion = changes.some(({ change }) => change.kind === 'delete');
    const entry = {
      portals: changes.map(({ portal }) => portal),
      undo: () => this.#undo(changes),
      ...(isDeletion && { tooLateText: vscode.l10n.t('The deletion can no longer be undone.') }),
      ...(message && { message }),
    };
    this.#history.add(entry, inPlaceOf);
    void this.#removeIfFailed(entry, changes);
    return entry;
  }

  /** Removes an action that no portal accepted: the list is as it was before. */
  async #removeIfFailed(entry: UndoEntry, changes: readonly PortalChange[]): Promise<void> {
    const results = await Promise.allSettled(changes.map(({ done }) => done));
    if (results.every(result => result.status === 'rejected' || result.value !== undefined)) {
      this.#history.remove(entry);
    }
  }

  #undo(changes: readonly PortalChange[]): RevealAfterUndo | undefined {
    const undone = changes.flatMap(each => {
      const done = each.undo();
      return done === undefined ? [] : [{ ...each, done }];
    });
    const [first] = undone;
    if (first === undefined) return undefined;
    showTransientMessage(undoneText(undone));
    void this.#waitForPortals(undone);
    const [id] = first.change.ids;
    return { toReveal: id === undefined ? undefined : { portal: first.portal, id } };
  }

  /** Resolves with whether the portals accepted it. A visible row shows a failure itself; else a message does. */
  async #waitForPortals(changes: readonly PortalChange[]): Promise<boolean> {
    const results = await Promise.all(
      changes.map(async each => {
        const failure = await each.done;
        if (failure !== undefined && !(this.#view.isVisible && isListed(each))) {
          showFailure(failure, this.#times, each.portal);
        }
        return failure === undefined;
      }),
    );
    return results.every(Boolean);
  }
}

/** Returns the author of the only notification, or how many there are. */
export function authorOrCount(targets: readonly PortalNotifications[]): string {
  const [first, ...others] = flattenTargets(targets);
  return first !== undefined && others.length === 0
    ? escapeLabel(authorName(first.notification))
    : String(flattenTargets(targets).length);
}

function startSetRead(targets: readonly PortalNotifications[], isRead: boolean): readonly PortalChange[] {
  return targets.map(({ portal, notifications }) => ({
    portal,
    ...portal.triage.setRead(idsOf(notifications), isRead),
  }));
}

function startRetry({ portal, notifications }: PortalNotifications): readonly PortalChange[] {
  const { state } = portal.inbox;
  const failed = state.kind === 'ready' ? [...state.failedChanges] : [];
  const ids = new Set(idsOf(notifications));
  const changes = new Set(failed.flatMap(([id, { change }]) => (ids.has(id) ? [change] : [])));
  return [...changes].flatMap(change => {
    const together = failed.flatMap(([id, each]) => (each.change === change ? [id] : []));
    const started = portal.triage.retry({ ...change, ids: together });
    return started === undefined ? [] : [{ portal, ...started }];
  });
}

function idsOf(notifications: readonly Notification[]): readonly number[] {
  return notifications.map(({ id }) => id);
}

function isListed({ change, portal }: PortalChange): boolean {
  return loadedNotifications(portal.inbox.state).some(({ id }) => change.ids.includes(id));
}

/** Returns the portal's count without the confirmations, which come with the first pages. */
function unreadOrdinary({ unreadTotal, notifications }: Extract<InboxState, { kind: 'ready' }>): number {
  const waiting = notifications.filter(({ kind, isRead }) => kind === 'confirmation' && !isRead);
  return unreadTotal >= MAX_UNREAD_COUNT ? unreadTotal : unreadTotal - waiting.length;
}

function undoneText(undone: readonly PortalChange[]): string {
  const count = undone.reduce((sum, { change }) => sum + change.ids.length, 0);
  const change = undone[0]?.change;
  if (change?.kind === 'delete') return vscode.l10n.t('Deletion undone: {0}', count);
  return change?.kind === 'read' && !change.isRead
    ? vscode.l10n.t('Marked as read again: {0}', count)
    : vscode.l10n.t('Marked as unread again: {0}', count);
}
