import * as vscode from 'vscode';
import { Portals } from './bitrix24/portals';
import { Session } from './model/session';
import { Connection } from './ui/account/connection';
import { CredentialStore } from './ui/account/credentialStore';
import { listenOnLoopback } from './ui/account/loopback';
import { PortalManagement } from './ui/account/portalManagement';
import { Relocation } from './ui/account/relocation';
import { Actions } from './ui/actions';
import { CallLog } from './ui/callLog';
import { registerCommands } from './ui/commands';
import { onDidChangePollInterval, pollIntervalMs } from './ui/settings';
import { StatusBar } from './ui/statusBar';
import { Times } from './ui/text/times';
import { NotificationsView } from './ui/tree/notificationsView';
import { Targets } from './ui/tree/targets';
import { ViewOptions } from './ui/tree/viewOptions';

/** So soon a window knows what became of replies in the others. */
const LOOK_MS = 2_000;

export function activate(context: vscode.ExtensionContext): void {
  const times = new Times(vscode.env.language);
  const log = new CallLog();
  const session = new Session();
  const credentials = new CredentialStore(context.secrets);
  const { call: onCall, leftOut: onLeftOut } = log;
  const portals = new Portals({
    session,
    credentials,
    shared: context.globalState,
    intervalMs: pollIntervalMs,
    onCall,
    onLeftOut,
  });
  const connection = new Connection({
    session,
    credentials,
    memento: context.globalState,
    listen: listenOnLoopback,
    check: (credential, signal) => portals.check(credential, signal),
    exchange: (origin, application, redirect, signal) =>
      portals.exchange(origin, application, redirect, signal),
    times,
  });

  const relocation = new Relocation({
    credentials,
    checkAt: (origin, credential) => portals.checkAt(origin, credential),
    onMoved: (from, to) => portals.onMoved(from, to),
    times,
  });

  const options = new ViewOptions(context.globalState);
  const view = new NotificationsView(session, times, options);
  const actions = new Actions(session, view, times);

  context.subscriptions.push(
    log,
    session,
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
    credentials.onDidChange(known => {
      portals.connect(known);
    }),
    onDidChangePollInterval(intervalMs => {
      session.portals.forEach(({ poller }) => {
        poller.setInterval(intervalMs);
      });
    }),
    every(LOOK_MS, () => {
      session.portals.forEach(({ replies }) => {
        replies.look();
      });
    }),
    vscode.window.onDidChangeWindowState(({ focused }) => {
      if (focused) {
        session.portals.forEach(({ poller }) => void poller.focus());
      }
    }),
  );

  void credentials.read();
}

function every(ms: number, work: () => void): vscode.Disposable {
  const timer = setInterval(work, ms);
  return new vscode.Disposable(() => {
    clearInterval(timer);
  });
}
