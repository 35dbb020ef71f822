import * as vscode from 'vscode';
import { Portals } from './bitrix24/portals';
import { OrderedState } from './model/orderedState';
import { Session } from './model/session';
import { Windows } from './model/windows';
import { Connection } from './ui/account/connection';
import { CredentialStore } from './ui/account/credentialStore';
import { listenOnLoopback } from './ui/account/loopback';
import { PortalManagement } from './ui/account/portalManagement';
import { Relocation } from './ui/account/relocation';
import { Actions } from './ui/actions';
import { CallLog } from './ui/callLog';
import { registerCommands } from './ui/commands';
import { FileShelf } from './ui/fileShelf';
import { Polling } from './ui/polling';
import { pollIntervalMs } from './ui/settings';
import { StatusBar } from './ui/statusBar';
import { Times } from './ui/text/times';
import { NotificationsView } from './ui/tree/notificationsView';
import { Targets } from './ui/tree/targets';
import { ViewOptions } from './ui/tree/viewOptions';

/** What a window still has to say when it closes. */
let leave = (): Promise<void> => Promise.resolve();

export function activate(context: vscode.ExtensionContext): void {
  const times = new Times(vscode.env.language);
  const log = new CallLog();
  const session = new Session();
  const windowId = crypto.randomUUID();
  const shared = new OrderedState(context.globalState);
  const windows = new Windows(shared, windowId);
  const shelf = new FileShelf(context.globalStorageUri, windowId);
  const credentials = new CredentialStore(context.secrets);
  const { call: onCall, leftOut: onLeftOut } = log;
  const portals = new Portals({
    session,
    credentials,
    shared,
    windows,
    shelf,
    intervalMs: pollIntervalMs,
    onCall,
    onLeftOut,
  });
  const connection = new Connection({
    session,
    credentials,
    shared,
    listen: listenOnLoopback,
    check: (credential, signal) => portals.check(credential, signal),
    exchange: (origin, application, redirect, signal) =>
      portals.exchange(origin, application, redirect, signal),
    times,
  });

  const relocation = new Relocation({
    credentials,
    checkAt: (origin, credential) => portals.checkAt(origin, credential),
    move: (from, to, move) => portals.move(from, to, move),
    times,
  });

  const options = new ViewOptions(shared);
  const view = new NotificationsView(session, times, options);
  const actions = new Actions(session, view, times);

  context.subscriptions.push(
    log,
    session,
    windows,
    credentials,
    options,
    view,
    new StatusBar(session, times),
    actions,
    registerCommands({
      session,
      connection,
      management: new PortalManagement({ session, credentials, connection, times }),
      relocation,
      actions,
      targets: new Targets(view, times),
      view,
      options,
      log,
      times,
      extensionId: context.extension.id,
    }),
    credentials.onDidNotKeep(log.notKept),
    credentials.onDidWrite(windows.tellAccounts),
    windows.onDidChangeAccounts(() => void credentials.read()),
    credentials.onDidChange(known => {
      portals.connect(known);
    }),
    new Polling(session, windows.focus),
  );

  leave = () => {
    session.dispose();
    return shared.settled();
  };

  void credentials.read();
}

/** VS Code waits for it for a few seconds. */
export function deactivate(): Promise<void> {
  return leave();
}
