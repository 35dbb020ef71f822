import * as vscode from 'vscode';
import { Client } from './bitrix24/client';
import { Transport } from './bitrix24/transport';
import type { Webhook } from './bitrix24/webhook';
import { DraftsByAccount } from './model/drafts';
import { Portal } from './model/portal';
import { Session } from './model/session';
import { Actions } from './ui/actions';
import { CallLog } from './ui/callLog';
import { registerCommands } from './ui/commands';
import { Connection } from './ui/account/connection';
import type { CheckWebhook } from './ui/account/connectPrompt';
import { CredentialStore } from './ui/account/credentialStore';
import { NotificationsView } from './ui/tree/notificationsView';
import { Targets } from './ui/tree/targets';
import { ViewOptions } from './ui/tree/viewOptions';
import { onDidChangePollInterval, pollIntervalMs } from './ui/settings';
import { StatusBar } from './ui/statusBar';
import { Times } from './ui/text/times';

export function activate(context: vscode.ExtensionContext): void {
  const times = new Times(vscode.env.language);
  const log = new CallLog();
  const session = new Session();
  const drafts = new DraftsByAccount();
  const credentials = new CredentialStore(context.secrets);

  const clientFor = (webhook: Webhook, signal?: AbortSignal): Client =>
    new Client({
      transport: new Transport({ address: webhook.address, onCall: log.call, signal }),
      origin: webhook.origin,
      onLeftOut: log.leftOut,
    });

  const portalFor = (webhook: Webhook): Portal => {
    const gone = new AbortController();
    return new Portal({
      account: webhook,
      client: clientFor(webhook, gone.signal),
      intervalMs: pollIntervalMs(),
      drafts: drafts.of(webhook),
      hangUp: () => {
        gone.abort();
      },
    });
  };

  const options = new ViewOptions(context.globalState);
  const view = new NotificationsView(session, times, options);
  const actions = new Actions(session, view, times);
  const check: CheckWebhook = (webhook, signal) => clientFor(webhook, signal).account();

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
      connection: new Connection({ session, credentials, check, times }),
      actions,
      targets: new Targets(view, times),
      view,
      options,
      log,
      times,
      extensionId: context.extension.id,
    }),
    credentials.onDidChange(webhook => {
      session.open(webhook && portalFor(webhook));
    }),
    onDidChangePollInterval(intervalMs => session.portal?.poller.setInterval(intervalMs)),
    vscode.window.onDidChangeWindowState(({ focused }) => focused && session.portal?.poller.focus()),
  );

  void credentials.read();
}
