import * as vscode from 'vscode';
import { Client } from './bitrix24/client';
import { Transport } from './bitrix24/transport';
import type { Webhook } from './bitrix24/webhook';
import { Drafts } from './model/drafts';
import { Inbox } from './model/inbox';
import { Poller } from './model/poller';
import { Session } from './model/session';
import type { Account, Portal } from './model/session';
import { CallLog } from './ui/callLog';
import { registerCommands } from './ui/commands';
import { Connection } from './ui/account/connection';
import { CredentialStore } from './ui/account/credentialStore';
import { NotificationsView } from './ui/tree/notificationsView';
import { QuickReply } from './ui/reply/quickReply';
import { onDidChangePollInterval, pollIntervalMs } from './ui/settings';
import { StatusBar } from './ui/statusBar';
import { Times } from './ui/text/times';

export function activate(context: vscode.ExtensionContext): void {
  const times = new Times(vscode.env.language);
  const log = new CallLog();
  const session = new Session();
  const credentials = new CredentialStore(context.secrets);

  const clientFor = (webhook: Webhook, signal?: AbortSignal): Client =>
    new Client({
      transport: new Transport({ address: webhook.address, onCall: log.call, signal }),
      origin: webhook.origin,
      onLeftOut: log.leftOut,
    });

  const portalFor = (webhook: Webhook): Portal => {
    const gone = new AbortController();
    const inbox = new Inbox(clientFor(webhook, gone.signal));
    const poller = new Poller(inbox, pollIntervalMs());
    const dispose = (): void => {
      gone.abort();
      poller.dispose();
    };
    return { account: webhook, inbox, poller, drafts: draftsOf(webhook, session.portal), dispose };
  };

  context.subscriptions.push(
    log,
    session,
    credentials,
    new NotificationsView(session, times),
    new StatusBar(session, times),
    registerCommands({
      session,
      connection: new Connection({
        session,
        credentials,
        check: webhook => clientFor(webhook).account(),
        times,
      }),
      quickReply: new QuickReply(session, times),
      log,
      times,
    }),
    credentials.onDidChange(webhook => {
      session.open(webhook && portalFor(webhook));
    }),
    onDidChangePollInterval(intervalMs => session.portal?.poller.setInterval(intervalMs)),
    vscode.window.onDidChangeWindowState(({ focused }) => focused && session.portal?.poller.focus()),
  );

  void credentials.read();
}

/** Connecting the same account again, with another webhook perhaps, loses no draft. */
function draftsOf({ origin, userId }: Account, last: Portal | undefined): Drafts {
  const isSame = last?.account.origin === origin && last.account.userId === userId;
  return isSame ? last.drafts : new Drafts();
}
