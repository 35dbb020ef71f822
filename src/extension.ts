import * as vscode from 'vscode';
import { PortalConnector } from './bitrix24/portalConnector';
import { LastLook } from './model/arrivals/lastLook';
import { Pause } from './model/arrivals/pause';
import { Session } from './model/portal/session';
import { snoozesKey } from './model/triage/snoozes';
import { SerializedMemento } from './model/windows/sharedMemento';
import { Windows } from './model/windows/windows';
import { ConnectCommands } from './ui/account/connectCommands';
import { CredentialStore } from './ui/account/credentialStore';
import { tryListenOnLoopback } from './ui/account/loopbackListener';
import { PortalManagement } from './ui/account/portalManagement';
import { PortalMove } from './ui/account/portalMove';
import { showUnreadableList } from './ui/account/storageErrors';
import { ArrivalListener } from './ui/arrivals/arrivalListener';
import { MuteCommands } from './ui/arrivals/muteCommands';
import { Quiet } from './ui/arrivals/quiet';
import { ArrivalToasts } from './ui/arrivals/toasts';
import { CallLog } from './ui/callLog';
import { CommandTargets } from './ui/commands/commandTargets';
import { registerCommands } from './ui/commands/commands';
import { NotificationActions } from './ui/commands/notificationActions';
import { FileCache } from './ui/fileCache';
import { NotificationSettings, pollIntervalMs, PollingSettings } from './ui/settings';
import { StatusBar } from './ui/statusBar';
import { Times } from './ui/text/times';
import { MutedDecoration } from './ui/tree/mutedDecoration';
import { NotificationsView } from './ui/tree/notificationsView';
import { ViewOptions } from './ui/tree/viewOptions';

/** Ends the session and waits for pending writes. */
let leave = (): Promise<void> => Promise.resolve();

export function activate(context: vscode.ExtensionContext): void {
  const times = new Times(vscode.env.language);
  const log = new CallLog();
  const session = new Session();
  const windowId = crypto.randomUUID();
  const shared = new SerializedMemento(context.globalState);
  const windows = new Windows(shared, windowId);
  const cacheStorage = new FileCache(context.globalStorageUri, windowId);
  const credentials = new CredentialStore(context.secrets);
  const portals = new PortalConnector({
    session,
    credentials,
    windows,
    cacheStorage,
    intervalMs: pollIntervalMs,
    onCall: log.logCall,
    onSkipped: log.logSkipped,
    onPush: log.logPush,
    onIgnored: log.logIgnored,
  });
  const connection = new ConnectCommands({
    session,
    credentials,
    shared,
    listen: tryListenOnLoopback,
    check: (credential, signal) => portals.verify(credential, signal),
    exchange: (origin, application, redirect, signal) => portals.exchangeCode(origin, application, redirect, signal),
    times,
  });

  const portalMove = new PortalMove({
    credentials,
    checkAt: (origin, credential) => portals.verifyAt(origin, credential),
    move: (from, to, move) => portals.moveAccount(from, to, move),
    times,
  });

  const options = new ViewOptions(shared);
  const settings = new NotificationSettings(log.logIgnored);
  const pause = new Pause(windows.context, () => log.logIgnored('pause'));
  const quiet = new Quiet(pause, settings, windows.context, times);
  const lastLook = new LastLook(windows.context, () => log.logIgnored('last look'));
  const view = new NotificationsView(session, times, options, { settings, lastLook });
  const actions = new NotificationActions(session, view, times);
  const mute = new MuteCommands({
    session,
    settings,
    pause,
    times,
    snooze: ({ portal, notification }) => actions.snoozing.snooze([{ portal, notifications: [notification] }]),
  });
  const toasts = new ArrivalToasts({
    session,
    settings,
    quiet,
    times,
    actions: {
      reply: ({ notification, portal }) => actions.quickReply.replyTo(notification, portal),
      press: ({ notification, portal }, fingerprint) => actions.decision.press(notification, portal, fingerprint),
      decide: ({ notification, portal }) => actions.decision.ask(notification, portal),
      reveal: ({ notification, portal }) => view.revealNotification(portal, notification.id),
      mute: targets => mute.pickForToast(targets),
    },
  });

  context.subscriptions.push(
    log,
    session,
    windows,
    credentials,
    options,
    settings,
    pause,
    quiet,
    lastLook,
    view,
    new MutedDecoration(),
    new StatusBar(session, times, { quiet, lastLook }),
    actions,
    toasts,
    new ArrivalListener({ session, announce: toasts.announce }),
    registerCommands({
      session,
      connection,
      management: new PortalManagement({ session, credentials, connection, times }),
      portalMove,
      actions,
      mute,
      targets: new CommandTargets(view, times, () => actions.fullText.shown),
      view,
      options,
      log,
      times,
      extensionId: context.extension.id,
    }),
    credentials.onDidFailToRenew(log.logTokensNotStored),
    credentials.onDidFindListUnreadable(() => void showUnreadableList(credentials)),
    credentials.onDidWrite(windows.notifyAccountsChanged),
    windows.onDidChangeAccounts(() => void credentials.read()),
    credentials.onDidChange(known => {
      portals.connect(known);
      context.globalState.setKeysForSync(known.map(({ id }) => snoozesKey(id)));
    }),
    new PollingSettings(session, windows.focus),
  );

  leave = async () => {
    session.dispose();
    await Promise.all([portals.settled(), credentials.settled()]);
    await shared.settled();
  };

  void credentials.read();
}

/** VS Code waits for the promise for a few seconds. */
export function deactivate(): Promise<void> {
  return leave();
}
