import * as vscode from 'vscode';
import type { Portal } from '../../model/portal/portal';
import type { Session } from '../../model/portal/session';
import { movedOriginOf } from '../../model/portalFailure';
import { propertiesOf } from '../../model/unknownValue';
import type { ConnectCommands } from '../account/connectCommands';
import type { PortalManagement } from '../account/portalManagement';
import type { PortalMove } from '../account/portalMove';
import type { MuteCommands } from '../arrivals/muteCommands';
import type { CallLog } from '../callLog';
import { copyLink, copyText, openNotificationPage } from '../reading/openAndCopy';
import type { UnsentReplyTarget } from '../reply/unsentReplyCommands';
import type { Times } from '../text/times';
import { VIEW_ID } from '../tree/inboxView';
import { notificationRowIds, type NotificationTarget, type PortalNotifications } from '../tree/notificationTarget';
import type { NotificationsView } from '../tree/notificationsView';
import { changeGrouping, type ViewOptions } from '../tree/viewOptions';
import { type CommandTargets, isFromKeybinding } from './commandTargets';
import { loadMoreNotifications, refreshPortals, revealNextUnread } from './loading';
import type { NotificationActions } from './notificationActions';
import { targetRules } from './targetRules';

interface CommandsOptions {
  readonly session: Session;
  readonly connection: ConnectCommands;
  readonly management: PortalManagement;
  readonly portalMove: PortalMove;
  readonly actions: NotificationActions;
  readonly mute: MuteCommands;
  readonly targets: CommandTargets;
  readonly view: NotificationsView;
  readonly options: ViewOptions;
  readonly log: CallLog;
  readonly times: Times;
  readonly extensionId: string;
}

type Handler = (...given: unknown[]) => unknown;

/** Returns the portals that have moved, or all if none has: the command then says that the chosen one hasn't. */
function movedPortalsOrAll(portals: readonly Portal[]): readonly Portal[] {
  const moved = portals.filter(({ inbox }) => movedOriginOf(inbox.failure) !== undefined);
  return moved.length > 0 ? moved : portals;
}

/** Registers every command of the manifest. */
export function registerCommands(options: CommandsOptions): vscode.Disposable {
  const { connection, mute, view, options: viewOptions, targets, times, log } = options;
  const {
    quickReply,
    replyEditor,
    codeInsertion,
    unsentReplies,
    decision,
    triage,
    snoozing,
    history,
    fullText,
    sending,
  } = options.actions;

  /** Runs `work` on all connected portals. */
  const onAllPortals =
    (work: (portals: readonly Portal[]) => unknown): Handler =>
    () =>
      requirePortals(options, work);
  /** Runs `work` on the portal that the arguments name, or else on the only one or the one the user picks. */
  const onPortal =
    (title: string, work: (portal: Portal) => unknown, among?: typeof movedPortalsOrAll): Handler =>
    (...given) =>
      requirePortals(options, async portals => {
        const portal = await targets.portal(given, among?.(portals) ?? portals, title);
        return portal && work(portal);
      });
  /** Runs `work` on the notification that the arguments name, or else on the one the user picks. */
  const onNotification =
    (
      name: keyof typeof targetRules,
      work: (target: NotificationTarget, given: readonly unknown[]) => unknown,
    ): Handler =>
    (...given) =>
      requirePortals(options, async portals => {
        const target = await targets.one(given, portals, targetRules[name]());
        return target && work(target, given);
      });
  /** Runs `work` on all notifications that the arguments name, or else on the one the user picks. */
  const onNotifications =
    (name: keyof typeof targetRules, work: (found: readonly PortalNotifications[]) => unknown): Handler =>
    (...given) =>
      requirePortals(options, async portals => {
        const found = await targets.many(given, portals, targetRules[name]());
        await (isFromKeybinding(given) ? view.keepPosition(notificationRowIds(found), () => work(found)) : work(found));
      });
  /** Runs `work` on the unsent reply that is named by the arguments, selected, or picked by the user. */
  const onUnsentReply =
    (title: string, work: (found: UnsentReplyTarget) => unknown): Handler =>
    (...given) =>
      requirePortals(options, async portals => {
        const row = given[0] ?? view.selection.find(({ kind }) => kind === 'reply');
        const found = await unsentReplies.find(row, portals, title);
        return found && work(found);
      });
  /** An icon presses what its row showed, which the list may no longer have. After a key, the focus goes on. */
  const decide =
    (which: 'accept' | 'decline'): Handler =>
    (...given) => {
      const row = view.rows.find(each => each === given[0]);
      const shown = row?.kind === 'notification' ? row.notification : undefined;
      return onNotification(which, async ({ notification, portal }) => {
        const press = (): Promise<boolean> => decision.pressPaired(shown ?? notification, portal, which);
        const ids = notificationRowIds([{ portal, notifications: [notification] }]);
        await (isFromKeybinding(given) ? view.leavePosition(ids, press) : press());
      })(...given);
    };

  const deleteNotifications = onNotifications('delete', found => triage.delete(found));
  const discard = onUnsentReply(vscode.l10n.t('Discard Reply'), found => unsentReplies.discard(found));

  const handlers: Readonly<Record<string, Handler>> = {
    connect: address => connection.connect(address),
    // Another extension that calls it with `{portalId, isConfirmed: true}` has asked itself.
    disconnect: (...given) =>
      onPortal(vscode.l10n.t('Disconnect'), portal =>
        propertiesOf(given[0]).isConfirmed === true
          ? connection.disconnect(portal)
          : connection.askToDisconnect(portal),
      )(...given),
    reconnect: onPortal(vscode.l10n.t('Connect Again'), ({ id }) => connection.connect({ portalId: id })),
    followMove: onPortal(
      vscode.l10n.t('Switch to New Portal Address'),
      portal => options.portalMove.follow(portal),
      movedPortalsOrAll,
    ),
    renamePortal: onPortal(vscode.l10n.t('Rename Portal'), portal => options.management.rename(portal)),
    managePortals: () => options.management.show(),
    refresh: onAllPortals(portals => refreshPortals(portals, times)),
    loadMore: onPortal(vscode.l10n.t('Load More'), portal => loadMoreNotifications(portal, viewOptions.filter, times)),
    showMore: row => view.showMore(row),
    quickReply: onNotification('reply', ({ notification, portal }) => quickReply.replyTo(notification, portal)),
    replyInEditor: onNotification('replyInEditor', ({ notification, portal }) =>
      replyEditor.open(notification, portal),
    ),
    insertCode: () => codeInsertion.insert(),
    sendReply: uri => replyEditor.send(uri instanceof vscode.Uri ? uri : undefined),
    sendAgain: onUnsentReply(vscode.l10n.t('Send Reply Again'), found => unsentReplies.sendAgain(found)),
    copyReply: onUnsentReply(vscode.l10n.t('Copy Reply'), found => unsentReplies.copy(found)),
    discardReply: discard,
    decide: onNotification('decide', ({ notification, portal }) => decision.ask(notification, portal)),
    accept: decide('accept'),
    decline: decide('decline'),
    press: onNotification('decide', ({ notification, portal }, [, fingerprint]) =>
      fingerprint === undefined
        ? decision.ask(notification, portal)
        : decision.press(notification, portal, fingerprint),
    ),
    markRead: onNotifications('markRead', found => triage.setRead(found, true)),
    markUnread: onNotifications('markUnread', found => triage.setRead(found, false)),
    markNewerRead: onNotification('markNewerRead', ({ notification, portal }) =>
      triage.markReadFrom(portal, notification),
    ),
    markAllRead: onPortal(vscode.l10n.t('Mark All as Read'), portal => triage.markAllRead(portal)),
    delete: async (...given) => {
      const reply = await targets.reply(given);
      return reply === undefined ? deleteNotifications(...given) : discard(reply);
    },
    undo: (...given) =>
      requirePortals(options, () => {
        const { toReveal } = history.undo() ?? {};
        return isFromKeybinding(given) && toReveal !== undefined
          ? view.revealNotification(toReveal.portal, toReveal.id)
          : undefined;
      }),
    snooze: (...given) =>
      requirePortals(options, async portals => {
        const found = await targets.many(given, portals, targetRules.snooze());
        await snoozing.snooze(found, work =>
          isFromKeybinding(given) ? view.keepPosition(notificationRowIds(found), work) : work(),
        );
      }),
    unsnooze: onNotifications('unsnooze', found => snoozing.unsnooze(found)),
    retry: onNotifications('retry', found => triage.retry(found)),
    muteType: onNotifications('muteType', found => mute.muteTypes(found)),
    muteAuthor: onNotifications('muteAuthor', found => mute.muteAuthors(found)),
    unmute: onNotifications('unmute', found => mute.unmute(found)),
    showMuted: () => mute.pickMuted(),
    pauseNotifications: () => mute.pickPause(),
    resumeNotifications: () => mute.resume(),
    reveal: onNotification('reveal', async ({ notification, portal }) => {
      await vscode.commands.executeCommand(`${VIEW_ID}.focus`);
      await view.revealNotification(portal, notification.id);
    }),
    showFullText: onNotification('showFullText', ({ notification, portal }) => fullText.show(notification, portal)),
    nextNotification: () => options.actions.stepFullText(1),
    previousNotification: () => options.actions.stepFullText(-1),
    openInBrowser: onNotification('openInBrowser', ({ notification, portal }) =>
      openNotificationPage(notification, portal.account.origin),
    ),
    copyText: onNotification('copyText', ({ notification }) => copyText(notification, times)),
    copyLink: onNotification('copyLink', ({ notification, portal }) => copyLink(notification, portal.account.origin)),
    nextUnread: onAllPortals(portals => revealNextUnread(view, portals, times)),
    search: onAllPortals(portals => options.actions.search(portals)),
    sendNotification: onPortal(vscode.l10n.t('Send Notification'), portal => sending.start(portal)),
    showUnread: () => viewOptions.show('unread'),
    showAll: () => viewOptions.show('all'),
    groupBy: () => changeGrouping(viewOptions),
    openPortal: onPortal(vscode.l10n.t('Open Portal'), ({ account }) =>
      vscode.env.openExternal(vscode.Uri.parse(account.origin)),
    ),
    keyboardShortcuts: () =>
      vscode.commands.executeCommand('workbench.action.openGlobalKeybindings', `@ext:${options.extensionId}`),
    showLog: () => log.show(),
  };
  return vscode.Disposable.from(
    ...Object.entries(handlers).map(([name, handler]) =>
      vscode.commands.registerCommand(`bitrix24.${name}`, (...given: unknown[]) => handler(...given.map(view.resolve))),
    ),
  );
}

/** Runs `work` on the connected portals; if there are none, offers to connect one. */
async function requirePortals(
  { session, connection }: CommandsOptions,
  work: (portals: readonly Portal[]) => unknown,
): Promise<void> {
  if (session.portals.length > 0) {
    await work(session.portals);
    return;
  }
  const connect = vscode.l10n.t('Connect to a Portal…');
  const message = vscode.l10n.t('No Bitrix24 portal is connected.');
  void vscode.window
    .showInformationMessage(message, connect)
    .then(choice => (choice === connect ? connection.connect(undefined) : undefined));
}
