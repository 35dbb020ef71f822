import * as vscode from 'vscode';
import { notificationsIn } from '../../model/inboxState';
import type { Notification } from '../../model/notification';
import type { Portal } from '../../model/portal';
import { pickNotification } from '../notificationPick';
import { withProgress } from '../progress';
import { tellFailure } from '../tellFailure';
import type { Times } from '../text/times';
import { idsIn } from './commandArgument';
import { Focus } from './focus';
import type { NotificationsView } from './notificationsView';
import { notificationsOf } from './rows';
import type { Wanted } from './wanted';
import { tellBriefly } from '../tellBriefly';

/** What a keybinding of the manifest gives as its argument: the command is about the row that has the focus. */
const FOCUSED = 'focused';

export function isByKey([first]: readonly unknown[]): boolean {
  return first === FOCUSED;
}

/** Finds out which notifications a command is about: from its arguments, from the tree, or by asking. */
export class Targets {
  readonly #view: NotificationsView;
  readonly #times: Times;
  readonly #focus: Focus;

  constructor(view: NotificationsView, times: Times) {
    this.#view = view;
    this.#focus = new Focus(view);
    this.#times = times;
  }

  /** All that are meant, as the portal's list has them now; empty where there is none, and the person has been told. */
  async many(given: readonly unknown[], portal: Portal, wanted: Wanted): Promise<readonly Notification[]> {
    const named = await this.#named(given, wanted);
    const list = await this.#list(portal);
    if (named === undefined) {
      const picked = await this.#ask(list.filter(wanted.isMeant), wanted);
      return picked === undefined ? [] : [picked];
    }
    const present = list.filter(({ id }) => named.has(id));
    if (present.length === 0 && named.size > 0 && portal.inbox.state.kind === 'ready') {
      const words = vscode.l10n.t('This notification is no longer in the list.');
      if (isByKey(given)) {
        tellBriefly(words);
      } else {
        void vscode.window.showWarningMessage(words);
      }
    }
    const meant = present.filter(wanted.isMeant);
    if (meant.length === 0 && present.length > 0 && wanted.otherwise !== undefined) {
      tellBriefly(wanted.otherwise);
    }
    return meant;
  }

  /** The one that is meant; where the arguments name several, the person is asked which of them. */
  async one(given: readonly unknown[], portal: Portal, wanted: Wanted): Promise<Notification | undefined> {
    const [first, ...others] = await this.many(given, portal, wanted);
    return first === undefined || others.length === 0 ? first : this.#ask([first, ...others], wanted);
  }

  /** The ids in the arguments, which may be anything; `undefined`: they name none. */
  async #named(given: readonly unknown[], wanted: Wanted): Promise<ReadonlySet<number> | undefined> {
    const [first, selected] = given;
    if (isByKey(given)) {
      const rows = await this.#focus.rows();
      if (wanted.isOpening === true && rows[0]?.kind === 'more') {
        await vscode.commands.executeCommand('list.select');
      }
      if (wanted.ofGroups !== undefined && rows.some(({ kind }) => kind === 'group')) {
        tellBriefly(wanted.ofGroups);
        return new Set();
      }
      return new Set(rows.flatMap(notificationsOf).map(({ id }) => id));
    }
    const items: readonly unknown[] = Array.isArray(selected) && selected.length > 0 ? selected : [first];
    const ids = items.flatMap(idsIn);
    return ids.length === 0 ? undefined : new Set(ids);
  }

  async #list(portal: Portal): Promise<readonly Notification[]> {
    if (portal.inbox.state.kind !== 'ready') {
      await withProgress(() => portal.poller.poll());
    }
    const { state } = portal.inbox;
    if (state.kind === 'failed') {
      tellFailure(state.failure, this.#times);
    }
    return notificationsIn(state);
  }

  async #ask(among: readonly Notification[], { title, isLikely }: Wanted): Promise<Notification | undefined> {
    if (among.length === 0) {
      void vscode.window.showInformationMessage(vscode.l10n.t('There is no notification to choose from.'));
      return undefined;
    }
    const selected = new Set(this.#view.selection.flatMap(notificationsOf).map(({ id }) => id));
    const rank = (notification: Notification): number =>
      selected.has(notification.id) ? 0 : isLikely?.(notification) === false ? 2 : 1;
    const sorted = among.toSorted((a, b) => rank(a) - rank(b));
    return pickNotification(sorted, title, this.#times);
  }
}
