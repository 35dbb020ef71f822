import * as vscode from 'vscode';
import { notificationsIn } from '../../model/inboxState';
import { newestFirst } from '../../model/notification';
import type { Portal } from '../../model/portal';
import { pickNotification } from '../notificationPick';
import { pickPortal } from '../portalPick';
import { withProgress } from '../progress';
import { tellBriefly } from '../tellBriefly';
import { tellFailure } from '../tellFailure';
import type { Times } from '../text/times';
import { portalIdIn, refsIn } from './commandArgument';
import type { Ref } from './commandArgument';
import { Focus } from './focus';
import { byPortal, onesIn, rowIdsOf } from './meant';
import type { Meant, One } from './meant';
import type { NotificationsView } from './notificationsView';
import type { ReplyRow } from './replyRows';
import { allRows, rowId } from './rows';
import type { Row } from './rows';
import type { Wanted } from './wanted';

/** What a keybinding of the manifest gives as its argument: the command is about the row that has the focus. */
const FOCUSED = 'focused';

export function isByKey([first]: readonly unknown[]): boolean {
  return first === FOCUSED;
}

/** Finds out what a command is about: from its arguments, from the tree, or by asking. */
export class Targets {
  readonly #view: NotificationsView;
  readonly #times: Times;
  readonly #focus: Focus;

  constructor(view: NotificationsView, times: Times) {
    this.#view = view;
    this.#focus = new Focus(view);
    this.#times = times;
  }

  /** All that are meant, as the portals' lists have them now; empty where there is none, and the person has been told. */
  async many(
    given: readonly unknown[],
    portals: readonly Portal[],
    wanted: Wanted,
  ): Promise<readonly Meant[]> {
    const named = await this.#named(given, wanted);
    const concerned =
      named === undefined ? answering(portals) : portals.filter(portal => isAbout(named, portal));
    const listed = (await Promise.all(concerned.map(portal => this.#list(portal)))).flat();
    const isMeant = ({ portal, notification }: One): boolean => wanted.isMeant(notification, portal);
    if (named === undefined) {
      const picked = await this.#ask(listed.filter(isMeant), wanted);
      return picked === undefined ? [] : byPortal([picked]);
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
      tellBriefly(wanted.otherwise);
    }
    return byPortal(meant);
  }

  /** The one that is meant; where the arguments name several, the person is asked which of them. */
  async one(given: readonly unknown[], portals: readonly Portal[], wanted: Wanted): Promise<One | undefined> {
    const meant = await this.many(given, portals, wanted);
    const [first, ...others] = onesIn(meant);
    return first === undefined || others.length === 0 ? first : this.#ask([first, ...others], wanted);
  }

  /** The portal that is meant: the arguments', else the only one, else the person is asked, the selected row's first. */
  portal(given: readonly unknown[], portals: readonly Portal[], title: string): Promise<Portal | undefined> {
    const [first] = given;
    const named = portals.find(({ id }) => id === portalIdIn(first));
    const [row] = this.#view.selection;
    const selected = portals.find(({ id }) => id === row?.portal.id);
    return named === undefined ? pickPortal(portals, title, selected) : Promise.resolve(named);
  }

  /** The reply that the key was pressed on, of those that did not arrive. */
  async reply(given: readonly unknown[]): Promise<ReplyRow | undefined> {
    const [row] = isByKey(given) ? await this.#focus.rows() : [];
    return row?.kind === 'reply' ? row : undefined;
  }

  /** The notifications in the arguments, which may be anything; `undefined`: they name none. */
  async #named(given: readonly unknown[], wanted: Wanted): Promise<readonly Ref[] | undefined> {
    const [first, selected] = given;
    if (isByKey(given)) {
      const rows = await this.#focus.rows();
      if (wanted.isOpening === true && isWayOn(rows[0])) {
        await vscode.commands.executeCommand('list.select');
      }
      if (wanted.ofGroups !== undefined && rows.some(row => 'rows' in row)) {
        tellBriefly(wanted.ofGroups);
        return [];
      }
      return rows.flatMap(row => refsIn(row));
    }
    const items: readonly unknown[] = Array.isArray(selected) && selected.length > 0 ? selected : [first];
    const refs = items.flatMap(item => refsIn(item));
    return refs.length === 0 ? undefined : refs;
  }

  async #list(portal: Portal): Promise<readonly One[]> {
    if (portal.inbox.state.kind !== 'ready') {
      await withProgress(() => portal.poller.poll());
    }
    const { state } = portal.inbox;
    if (state.kind === 'failed') {
      tellFailure(state.failure, this.#times, portal);
    }
    return notificationsIn(state).map(notification => ({ portal, notification }));
  }

  #tellGone(given: readonly unknown[]): void {
    const words = vscode.l10n.t('This notification is no longer in the list.');
    if (isByKey(given)) {
      tellBriefly(words);
    } else {
      void vscode.window.showWarningMessage(words);
    }
  }

  async #ask(among: readonly One[], { title, isLikely }: Wanted): Promise<One | undefined> {
    if (among.length === 0) {
      void vscode.window.showInformationMessage(vscode.l10n.t('There is no notification to choose from.'));
      return undefined;
    }
    const selected = new Set(allRows(this.#view.selection).map(rowId));
    const rank = (one: One): number => {
      if ([...rowIdsOf(byPortal([one]))].some(id => selected.has(id))) {
        return 0;
      }
      return isLikely?.(one.notification) === false ? 2 : 1;
    };
    // Each portal's are in an order of their own; of several, the newest come first.
    const isOfSeveral = among.some(({ portal }) => portal !== among[0]?.portal);
    const order = (a: One, b: One): number => (isOfSeveral ? newestFirst(a.notification, b.notification) : 0);
    const sorted = among.toSorted((a, b) => rank(a) - rank(b) || order(a, b));
    return pickNotification(sorted, title, this.#times);
  }
}

/** Such a row has a command of its own. */
function isWayOn(row: Row | undefined): boolean {
  return row?.kind === 'more' || row?.kind === 'older' || row?.kind === 'rest';
}

/** One that has yet to answer, or is down, is not waited for while there are others. */
function answering(portals: readonly Portal[]): readonly Portal[] {
  const ready = portals.filter(({ inbox }) => inbox.state.kind === 'ready');
  return ready.length > 0 ? ready : portals;
}

/** A portal that can't be named may have it too. */
function isAbout(named: readonly Ref[], portal: Portal): boolean {
  return named.some(({ portalId }) => portalId === undefined || portalId === portal.id);
}

/** Those that are named. Both may be many. */
function amongThem(ones: readonly One[], named: readonly Ref[]): readonly One[] {
  const refs = new Map<number, readonly Ref[]>();
  for (const ref of named) {
    refs.set(ref.id, [...(refs.get(ref.id) ?? []), ref]);
  }
  return ones.filter(({ portal, notification }) =>
    refs.get(notification.id)?.some(({ portalId }) => portalId === undefined || portalId === portal.id),
  );
}
