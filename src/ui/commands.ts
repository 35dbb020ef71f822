import * as vscode from 'vscode';
import type { Notification } from '../model/notification';
import type { Portal } from '../model/portal';
import type { Actions } from './actions';
import type { CallLog } from './callLog';
import { loadMore, refresh } from './fetching';
import { copyLink } from './reading/copyLink';
import { copyText } from './reading/copyText';
import { openInBrowser } from './reading/openInBrowser';
import type { Times } from './text/times';
import { pickGrouping } from './tree/groupingPick';
import { nextUnread } from './tree/nextUnread';
import type { NotificationsView } from './tree/notificationsView';
import { isByKey } from './tree/targets';
import type { Targets } from './tree/targets';
import type { ViewOptions } from './tree/viewOptions';
import { wanted } from './tree/wanted';
import { deleteNotifications } from './triage/deletion';
import { withPortal } from './withPortal';
import type { PortalNeeds } from './withPortal';

export interface CommandNeeds extends PortalNeeds {
  readonly actions: Actions;
  readonly targets: Targets;
  readonly view: NotificationsView;
  readonly options: ViewOptions;
  readonly log: CallLog;
  readonly times: Times;
  readonly extensionId: string;
}

type Handler = (...given: unknown[]) => unknown;

/** Registers every command of the manifest. */
export function registerCommands(needs: CommandNeeds): vscode.Disposable {
  const { connection, view, options, targets, times, log } = needs;
  const { quickReply, decision, readMarks, steps, fullText, sending } = needs.actions;

  /** Does it with the connected portal. */
  const here =
    (work: (portal: Portal) => unknown): Handler =>
    () =>
      withPortal(needs, work);
  /** Does it with the one notification that the arguments name, or the person. */
  const one =
    (
      name: keyof typeof wanted,
      work: (one: Notification, portal: Portal, given: readonly unknown[]) => unknown,
    ): Handler =>
    (...given) =>
      withPortal(needs, async portal => {
        const notification = await targets.one(given, portal, wanted[name](portal));
        return notification && work(notification, portal, given);
      });
  /** Does it with all notifications that the arguments name, or the one that the person does. */
  const many =
    (name: keyof typeof wanted, work: (all: readonly Notification[], portal: Portal) => unknown): Handler =>
    (...given) =>
      withPortal(needs, async portal => {
        const all = await targets.many(given, portal, wanted[name](portal));
        const doIt = (): unknown => work(all, portal);
        await (isByKey(given) ? view.keepingPlace(new Set(all.map(({ id }) => id)), doIt) : doIt());
      });
  /** A key is pressed by mistake more easily than an icon: it asks first, with the answer at hand. */
  const decide = (which: 'accept' | 'decline'): Handler =>
    one(which, (notification, portal, given) =>
      isByKey(given)
        ? decision.ask(notification, portal, which)
        : decision.pressPaired(notification, portal, which),
    );

  const handlers: Readonly<Record<string, Handler>> = {
    connect: address => connection.connect(address),
    disconnect: () => connection.disconnect(),
    refresh: here(portal => refresh(portal, times)),
    loadMore: here(portal => loadMore(portal, options.filter, times)),
    quickReply: one('reply', (notification, portal) => quickReply.to(notification, portal)),
    decide: one('decide', (notification, portal) => decision.ask(notification, portal)),
    accept: decide('accept'),
    decline: decide('decline'),
    press: one('decide', (notification, portal, [, index]) => decision.pressNth(notification, portal, index)),
    markRead: many('markRead', (all, portal) => readMarks.set(portal, all, true)),
    markUnread: many('markUnread', (all, portal) => readMarks.set(portal, all, false)),
    markNewerRead: one('markNewerRead', (notification, portal) => readMarks.from(portal, notification)),
    markAllRead: here(portal => readMarks.all(portal)),
    delete: many('delete', (all, portal) => deleteNotifications(all, portal, steps)),
    undo: (...given) =>
      withPortal(needs, portal => {
        const [id] = steps.undo(portal)?.ids ?? [];
        return isByKey(given) && id !== undefined ? view.goTo(id) : undefined;
      }),
    retry: many('retry', (all, portal) => steps.retry(portal, all)),
    showFullText: one('showFullText', (notification, portal) => fullText.show(notification, portal)),
    openInBrowser: one('openInBrowser', (notification, { account }) =>
      openInBrowser(notification, account.origin),
    ),
    copyText: one('copyText', notification => copyText(notification, times)),
    copyLink: one('copyLink', (notification, { account }) => copyLink(notification, account.origin)),
    nextUnread: here(portal => nextUnread(view, portal, times)),
    search: here(portal => {
      needs.actions.search(portal);
    }),
    sendNotification: here(portal => sending.start(portal)),
    showUnread: () => {
      options.show('unread');
    },
    showAll: () => {
      options.show('all');
    },
    groupBy: () => pickGrouping(options),
    openPortal: here(({ account }) => vscode.env.openExternal(vscode.Uri.parse(account.origin))),
    keyboardShortcuts: () =>
      vscode.commands.executeCommand('workbench.action.openGlobalKeybindings', `@ext:${needs.extensionId}`),
    showLog: () => {
      log.show();
    },
  };
  return vscode.Disposable.from(
    ...Object.entries(handlers).map(([name, handler]) =>
      vscode.commands.registerCommand(`bitrix24.${name}`, handler),
    ),
  );
}
