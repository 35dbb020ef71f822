import * as vscode from 'vscode';
import type { DeleteChange, ReadChange } from '../../model/inbox/notificationChange';
import type { Portal } from '../../model/portal/portal';
import type { StartedChange } from '../../model/triage/triage';
import { showTransientMessage } from '../input/messages';
import type { NotificationTarget, PortalNotifications } from '../tree/notificationTarget';
import { UndoMessage } from '../undo/undoMessage';
import type { ChangeFailureMessages } from './changeFailureMessages';

/** A change started in one portal. */
export interface Done {
  readonly portal: Portal;
  readonly begun: StartedChange<ReadChange | DeleteChange>;
}

/** What the user did in one action, possibly in several portals. */
type Step = readonly Done[];

/** A notification of an undone action, by its ID alone, as it may not be loaded. */
export type Undone = Pick<NotificationTarget, 'portal'> & { readonly id: number };

const MOST_STEPS = 20;

/** Shows what was done with an Undo button, undoes it, and retries it. */
export class Steps {
  readonly #outcome: ChangeFailureMessages;
  readonly #message = new UndoMessage();
  /** Latest last. */
  #steps: readonly Step[] = [];

  constructor(outcome: ChangeFailureMessages) {
    this.#outcome = outcome;
  }

  /** Shows that it was done, and resolves with whether the portals accepted it. */
  async show(sentence: string, step: Step): Promise<boolean> {
    this.remember(step);
    if (step.some(({ begun }) => begun.change.ids.length > 0)) {
      const failed = Promise.all(step.map(({ begun }) => begun.done)).then(all => all.find(Boolean));
      this.#message.show(sentence, failed, () => this.undo(step));
    }
    const outcomes = await Promise.all(step.map(({ begun, portal }) => this.#outcome.of(begun, portal)));
    return outcomes.every(Boolean);
  }

  /** Adds an action to the undo history, without a message. */
  remember(step: Step): void {
    this.#steps = [...this.#steps, step].slice(-MOST_STEPS);
    for (const { begun } of step.filter(each => each.begun.change.kind === 'delete')) {
      void begun.done.then(failure => {
        if (failure === undefined) {
          this.#forgetUntil(step);
        }
      });
    }
  }

  /** Undoes an action, by default the latest that can be undone; returns its first notification. */
  undo(step?: Step): Undone | undefined {
    this.#message.end();
    const undone = this.#takeBack(step);
    showTransientMessage(undone.length === 0 ? vscode.l10n.t('Nothing to undo.') : undoneWords(undone));
    for (const { begun, portal } of undone) {
      void this.#outcome.of(begun, portal);
    }
    const [first] = undone;
    const [id] = first?.begun.change.ids ?? [];
    return first === undefined || id === undefined ? undefined : { portal: first.portal, id };
  }

  /** Retries failed changes. Notifications that were tried together, and still failed, are retried together. */
  async retry(meant: readonly PortalNotifications[]): Promise<void> {
    await Promise.all(meant.map(each => this.#retryIn(each)));
  }

  /** Forgets what was done in portals that are gone: it can no longer be undone. */
  keep(portals: readonly Portal[]): void {
    const isHere = (step: Step): boolean => step.every(({ portal }) => portals.includes(portal));
    if (!this.#steps.every(isHere)) {
      this.#message.end();
      this.#steps = this.#steps.filter(isHere);
    }
  }

  /** Closes the message, as its action can no longer be undone. */
  end(): void {
    this.#message.end();
  }

  #takeBack(named?: Step): Step {
    for (const step of named === undefined ? this.#steps.toReversed() : [named]) {
      this.#steps = this.#steps.filter(each => each !== step);
      const undone = step.flatMap(({ portal, begun }) => {
        const back = portal.triage.undo(begun.change);
        return back === undefined ? [] : [{ portal, begun: back }];
      });
      if (undone.length > 0) {
        return undone;
      }
    }
    return [];
  }

  async #retryIn({ portal, notifications }: PortalNotifications): Promise<void> {
    const { state } = portal.inbox;
    const troubles = state.kind === 'ready' ? [...state.failedChanges] : [];
    const ids = new Set(notifications.map(({ id }) => id));
    const changes = new Set(troubles.flatMap(([id, { change }]) => (ids.has(id) ? [change] : [])));
    const begun = [...changes].flatMap(change => {
      const together = troubles.flatMap(([id, trouble]) => (trouble.change === change ? [id] : []));
      return portal.triage.retry({ ...change, ids: together }) ?? [];
    });
    this.remember(begun.map(each => ({ portal, begun: each })));
    await Promise.all(begun.map(each => this.#outcome.of(each, portal)));
  }

  /** Keeps Undo from reverting what was done before a deletion that has been sent, instead of the deletion. */
  #forgetUntil(step: Step): void {
    this.#steps = this.#steps.slice(this.#steps.indexOf(step) + 1);
  }
}

function undoneWords(undone: Step): string {
  const changes = undone.map(({ begun }) => begun.change);
  const count = changes.reduce((sum, { ids }) => sum + ids.length, 0);
  const [first] = changes;
  if (first?.kind === 'delete') {
    return vscode.l10n.t('Deletion undone: {0}', count);
  }
  return first?.kind === 'read' && !first.isRead
    ? vscode.l10n.t('Marked as read again: {0}', count)
    : vscode.l10n.t('Marked as unread again: {0}', count);
}
