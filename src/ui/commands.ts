import * as vscode from 'vscode';
import type { Portal } from '../model/portal';
import { movedTo } from '../model/portalFailure';
import type { PortalManagement } from './account/portalManagement';
import type { Relocation } from './account/relocation';
import type { Actions } from './actions';
import type { CallLog } from './callLog';
import { loadMore, refresh } from './fetching';
import { copyLink } from './reading/copyLink';
import { copyText } from './reading/copyText';
import { openInBrowser } from './reading/openInBrowser';
import type { Left } from './reply/leftReplies';
import type { Times } from './text/times';
import { pickGrouping } from './tree/groupingPick';
import { rowIdsOf } from './tree/meant';
import type { Meant, One } from './tree/meant';
import { nextUnread } from './tree/nextUnread';
import type { NotificationsView } from './tree/notificationsView';
import { isByKey } from './tree/targets';
import type { Targets } from './tree/targets';
import type { ViewOptions } from './tree/viewOptions';
import { wanted } from './tree/wanted';
import { deleteNotifications } from './triage/deletion';
import { withPortals } from './withPortals';
import type { PortalNeeds } from './withPortals';

export interface CommandNeeds extends PortalNeeds {
  readonly management: PortalManagement;
  readonly relocation: Relocation;
  readonly actions: Actions;
  readonly targets: Targets;
  readonly view: NotificationsView;
  readonly options: ViewOptions;
  readonly log: CallLog;
  readonly times: Times;
  readonly extensionId: string;
}

/** What a person is asked where there are several portals. */
const titles = {
  disconnect: () => vscode.l10n.t('Disconnect'),
  followMove: () => vscode.l10n.t('Follow the Portal to Its New Address'),
  loadMore: () => vscode.l10n.t('Load More'),
  markAllRead: () => vscode.l10n.t('Mark All as Read'),
  openPortal: () => vscode.l10n.t('Open Portal'),
  reconnect: () => vscode.l10n.t('Connect Again'),
  rename: () => vscode.l10n.t('Rename Portal'),
  send: () => vscode.l10n.t('Send Notification'),
  sendAgain: () => vscode.l10n.t('Send Reply Again'),
  copyReply: () => vscode.l10n.t('Copy Reply'),
  discardReply: () => vscode.l10n.t('Discard Reply'),
};

type Handler = (...given: unknown[]) => unknown;

const everyPortal = (portals: readonly Portal[]): readonly Portal[] => portals;

/** Where none has moved, the one that is meant is told so. */
function movedPortals(portals: readonly Portal[]): readonly Portal[] {
  const moved = portals.filter(({ inbox }) => movedTo(inbox.failure) !== undefined);
  return moved.length > 0 ? moved : portals;
}

/** Registers every command of the manifest. */
export function registerCommands(needs: CommandNeeds): vscode.Disposable {
  const { connection, view, options, targets, times, log } = needs;
  const { quickReply, leftReplies, decision, readMarks, steps, fullText, sending } = needs.actions;

  /** Does it with all connected portals. */
  const everywhere =
    (work: (portals: readonly Portal[]) => unknown): Handler =>
    () =>
      withPortals(needs, work);
  /** Does it with the one portal that the arguments name, or the person where there are several. */
  const there =
    (title: () => string, work: (portal: Portal) => unknown, among = everyPortal): Handler =>
    (...given) =>
      withPortals(needs, async portals => {
        const portal = await targets.portal(given, among(portals), title());
        return portal && work(portal);
      });
  /** Does it with the one notification that the arguments name, or the person. */
  const one =
    (name: keyof typeof wanted, work: (one: One, given: readonly unknown[]) => unknown): Handler =>
    (...given) =>
      withPortals(needs, async portals => {
        const found = await targets.one(given, portals, wanted[name]());
        return found && work(found, given);
      });
  /** Does it with all notifications that the arguments name, or the one that the person does. */
  const many =
    (name: keyof typeof wanted, work: (meant: readonly Meant[]) => unknown): Handler =>
    (...given) =>
      withPortals(needs, async portals => {
        const meant = await targets.many(given, portals, wanted[name]());
        const doIt = (): unknown => work(meant);
        await (isByKey(given) ? view.keepingPlace(rowIdsOf(meant), doIt) : doIt());
      });
  /** Does it with the one reply that the arguments name, or the person, among those that did not arrive. */
  const left =
    (title: () => string, work: (found: Left) => unknown): Handler =>
    (...given) =>
      withPortals(needs, async portals => {
        const row = given[0] ?? view.selection.find(({ kind }) => kind === 'reply');
        const found = await leftReplies.find(row, portals, title());
        return found && work(found);
      });
  /** A key is pressed by mistake more easily than an icon: it asks first, with the answer at hand. */
  const decide = (which: 'accept' | 'decline'): Handler =>
    one(which, ({ notification, portal }, given) =>
      isByKey(given)
        ? decision.ask(notification, portal, which)
        : decision.pressPaired(notification, portal, which),
    );

  const deleteMany = many('delete', meant => deleteNotifications(meant, steps));
  const discardLeft = left(titles.discardReply, found => leftReplies.discard(found));

  const handlers: Readonly<Record<string, Handler>> = {
    connect: address => connection.connect(address),
    disconnect: there(titles.disconnect, portal => connection.disconnect(portal)),
    reconnect: there(titles.reconnect, ({ id }) => connection.connect({ portalId: id })),
    followMove: there(titles.followMove, portal => needs.relocation.follow(portal), movedPortals),
    renamePortal: there(titles.rename, portal => needs.management.rename(portal)),
    managePortals: () => needs.management.show(),
    refresh: everywhere(portals => refresh(portals, times)),
    loadMore: there(titles.loadMore, portal => loadMore(portal, options.filter, times)),
    showMore: row => {
      view.showMore(row);
    },
    quickReply: one('reply', ({ notification, portal }) => quickReply.to(notification, portal)),
    sendAgain: left(titles.sendAgain, found => leftReplies.sendAgain(found)),
    copyReply: left(titles.copyReply, found => leftReplies.copy(found)),
    discardReply: discardLeft,
    decide: one('decide', ({ notification, portal }) => decision.ask(notification, portal)),
    accept: decide('accept'),
    decline: decide('decline'),
    press: one('decide', ({ notification, portal }, [, index]) =>
      decision.pressNth(notification, portal, index),
    ),
    markRead: many('markRead', meant => readMarks.set(meant, true)),
    markUnread: many('markUnread', meant => readMarks.set(meant, false)),
    markNewerRead: one('markNewerRead', ({ notification, portal }) => readMarks.from(portal, notification)),
    markAllRead: there(titles.markAllRead, portal => readMarks.all(portal)),
    delete: async (...given) => {
      const reply = await targets.reply(given);
      return reply === undefined ? deleteMany(...given) : discardLeft(reply);
    },
    undo: (...given) =>
      withPortals(needs, () => {
        if (quickReply.takeBack()) {
          return undefined;
        }
        const undone = steps.undo();
        return isByKey(given) && undone !== undefined ? view.goTo(undone.portal, undone.id) : undefined;
      }),
    retry: many('retry', meant => steps.retry(meant)),
    showFullText: one('showFullText', ({ notification, portal }) => fullText.show(notification, portal)),
    openInBrowser: one('openInBrowser', ({ notification, portal }) =>
      openInBrowser(notification, portal.account.origin),
    ),
    copyText: one('copyText', ({ notification }) => copyText(notification, times)),
    copyLink: one('copyLink', ({ notification, portal }) => copyLink(notification, portal.account.origin)),
    nextUnread: everywhere(portals => nextUnread(view, portals, times)),
    search: everywhere(portals => {
      needs.actions.search(portals);
    }),
    sendNotification: there(titles.send, portal => sending.start(portal)),
    showUnread: () => {
      options.show('unread');
    },
    showAll: () => {
      options.show('all');
    },
    groupBy: () => pickGrouping(options),
    openPortal: there(titles.openPortal, ({ account }) =>
      vscode.env.openExternal(vscode.Uri.parse(account.origin)),
    ),
    keyboardShortcuts: () =>
      vscode.commands.executeCommand('workbench.action.openGlobalKeybindings', `@ext:${needs.extensionId}`),
    showLog: () => {
      log.show();
    },
  };
  return vscode.Disposable.from(
    ...Object.entries(handlers).map(([name, handler]) =>
      vscode.commands.registerCommand(`bitrix24.${name}`, (...given: unknown[]) =>
        handler(...given.map(view.meant)),
      ),
    ),
  );
}
