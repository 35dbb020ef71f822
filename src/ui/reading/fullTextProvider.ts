import * as vscode from 'vscode';
import { type Account, hostOf } from '../../model/account';
import type { Disposable } from '../../model/emitter';
import { loadedNotifications } from '../../model/inbox/inboxState';
import type { Notification } from '../../model/notification/notification';
import type { Portal } from '../../model/portal/portal';
import type { Session } from '../../model/portal/session';
import { decisionButtonsText, type DetailContext, detailsMarkdown, detailsPlainText } from '../text/details';
import { failureText } from '../text/failureText';
import { asFileName } from '../text/labels';
import { escapeMarkdown, escapeSingleLine } from '../text/markdown';
import type { Times } from '../text/times';
import { authorName } from '../text/words';

/** URI scheme of the documents with a notification's full text. */
const SCHEME = 'bitrix24-notification';
/** If there is no Markdown preview, the document itself is shown, as plain text. */
const PLAIN_SUFFIX = '.txt';
const MAX_REMEMBERED = 50;

/** A document's content: a notification, or a sentence saying why there is none. */
type FullTextContent = string | { readonly notification: Notification; readonly context: DetailContext };

/** Shows the full text of notifications, including those that are in no list, in a read-only preview. */
export class FullTextProvider implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly #session: Session;
  readonly #times: Times;
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly #subscriptions: readonly Disposable[];
  /** Recently shown notifications, by account and notification ID. */
  readonly #recent = new Map<string, Notification>();
  /** Documents that show only a sentence. */
  readonly #waiting = new Map<string, vscode.Uri>();

  readonly onDidChange = this.#changed.event;

  constructor(session: Session, times: Times) {
    this.#session = session;
    this.#times = times;
    this.#subscriptions = [
      this.#changed,
      vscode.workspace.registerTextDocumentContentProvider(SCHEME, this),
      session.onDidChange(() => this.#update()),
    ];
  }

  async show(notification: Notification, { account }: Portal): Promise<void> {
    const parts = fullTextUriParts(notification.id, authorName(notification), account);
    const uri = vscode.Uri.from({ scheme: SCHEME, ...parts });
    this.#remember(uri, notification);
    this.#changed.fire(uri);
    try {
      await vscode.commands.executeCommand('markdown.showPreview', uri);
    } catch {
      await vscode.window.showTextDocument(uri.with({ path: uri.path + PLAIN_SUFFIX }));
    }
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    const content = this.#content(uri);
    const isPlain = uri.path.endsWith(PLAIN_SUFFIX);
    if (typeof content === 'string') {
      this.#waiting.set(uri.toString(), uri);
      return isPlain ? content : escapeMarkdown(content);
    }
    this.#waiting.delete(uri.toString());
    const { notification, context } = content;
    this.#remember(uri, notification);
    return isPlain ? fullTextAsPlainText(notification, context) : fullTextAsMarkdown(notification, context);
  }

  dispose(): void {
    vscode.Disposable.from(...this.#subscriptions).dispose();
  }

  /** Refreshes the open documents and forgets the notifications of portals that are no longer connected. */
  #update(): void {
    const prefixes = this.#session.portals.map(({ account }) => keyPrefix(hostOf(account.origin), account.userId));
    for (const key of this.#recent.keys()) {
      if (!prefixes.some(prefix => key.startsWith(prefix))) {
        this.#recent.delete(key);
      }
    }
    const open = vscode.workspace.textDocuments.filter(({ uri }) => uri.scheme === SCHEME);
    for (const { uri } of open) {
      this.#changed.fire(uri);
    }
    this.#reopenWaiting(new Set(open.map(({ uri }) => uri.toString())));
  }

  /** VS Code closes a document that no editor shows, such as the one behind a preview. */
  #reopenWaiting(open: ReadonlySet<string>): void {
    for (const [key, uri] of this.#waiting) {
      if (!open.has(key) && typeof this.#content(uri) !== 'string') {
        this.#waiting.delete(key);
        void vscode.workspace.openTextDocument(uri);
      }
    }
  }

  #content(uri: vscode.Uri): FullTextContent {
    const { state, portals } = this.#session;
    if (state.kind === 'starting') return vscode.l10n.t('Loading notifications…');
    if (state.kind === 'signedOut') return vscode.l10n.t('No Bitrix24 portal is connected.');
    const { userId, id } = parseFullTextUri(uri) ?? {};
    const portal = portals.find(({ account }) => hostOf(account.origin) === uri.authority && account.userId === userId);
    if (portal === undefined) {
      return vscode.l10n.t('This notification is from {0}, which is not connected.', uri.authority);
    }
    const { account, inbox, typeNames } = portal;
    const notification = loadedNotifications(inbox.state).find(each => each.id === id) ?? this.#recent.get(keyOf(uri));
    if (notification !== undefined) {
      const context = { times: this.#times, typeName: typeNames.nameOf, origin: account.origin };
      return { notification, context };
    }
    switch (inbox.state.kind) {
      case 'loading':
        return vscode.l10n.t('Loading notifications…');
      case 'failed':
        return failureText(inbox.state.failure, this.#times);
      case 'ready':
        return vscode.l10n.t('This notification is no longer loaded. Search the notification history for it.');
    }
  }

  #remember(uri: vscode.Uri, notification: Notification): void {
    const key = keyOf(uri);
    this.#recent.delete(key);
    this.#recent.set(key, notification);
    const oldest = this.#recent.keys().next();
    if (this.#recent.size > MAX_REMEMBERED && oldest.done !== true) {
      this.#recent.delete(oldest.value);
    }
  }
}

function keyOf(uri: vscode.Uri): string {
  const { userId, id } = parseFullTextUri(uri) ?? {};
  return `${keyPrefix(uri.authority, userId ?? '')}${id ?? ''}`;
}

function keyPrefix(host: string, userId: string): string {
  return `${host}/${userId}/`;
}

/**
 * Returns parts of a document's URI, `bitrix24-notification://portal.example/1/270/Anna Orlova`: the portal's host,
 * with its port if it has one; the account's user ID, the notification's ID and a title for the tab. No tag, no secret.
 */
export function fullTextUriParts(id: number, title: string, account: Account): Pick<vscode.Uri, 'authority' | 'path'> {
  return { authority: hostOf(account.origin), path: `/${account.userId}/${id}/${asFileName(title) || id}` };
}

/** Returns the user ID and notification ID in a URI, or `undefined` if it is not the URI of a full text. */
export function parseFullTextUri({
  path,
}: Pick<vscode.Uri, 'path'>): { readonly userId: string; readonly id: number } | undefined {
  const [, userId, digits] = /^\/([^/]+)\/(\d{1,15})\//.exec(path) ?? [];
  return userId === undefined || digits === undefined ? undefined : { userId, id: Number(digits) };
}

/** Returns a notification as a read-only document, with its buttons as text. */
export function fullTextAsMarkdown(notification: Notification, context: DetailContext): string {
  const labels = notification.buttons.map(({ label }) => `**${escapeSingleLine(label) || '…'}**`);
  const buttons = labels.length === 0 ? '' : `\n\n---\n\n${decisionButtonsText(labels)}`;
  return `${detailsMarkdown(notification, context)}${buttons}\n`;
}

/** Like {@link fullTextAsMarkdown}, for a plain text editor. */
export function fullTextAsPlainText(notification: Notification, context: DetailContext): string {
  return `${detailsPlainText(notification, context)}\n`;
}
