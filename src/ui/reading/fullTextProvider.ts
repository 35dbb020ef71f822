import * as vscode from 'vscode';
import { hostOf } from '../../model/account';
import type { Disposable } from '../../model/emitter';
import type { Notification } from '../../model/notification/notification';
import type { Portal } from '../../model/portal/portal';
import type { Session } from '../../model/portal/session';
import { detailTexts } from '../text/detailTexts';
import type { DetailContext } from '../text/details';
import { failureText } from '../text/failureText';
import { escapeMarkdown } from '../text/markdown';
import type { Times } from '../text/times';
import { authorName } from '../text/words';
import {
  FULL_TEXT_SCHEME,
  fullTextAsMarkdown,
  fullTextAsPlainText,
  fullTextUriParts,
  parseFullTextUri,
} from './fullTextContent';

/** If there is no Markdown preview, the document itself is shown, as plain text. */
const PLAIN_SUFFIX = '.txt';
const MAX_REMEMBERED = 50;

/** A document's content: a notification, or a sentence saying why there is none. */
type FullTextContent =
  | { readonly kind: 'notification'; readonly notification: Notification; readonly context: DetailContext }
  | { readonly kind: 'sentence'; readonly sentence: string };

/** Shows the full text of notifications, including those that are in no list, in a read-only preview. */
export class FullTextProvider implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly #session: Session;
  readonly #times: Times;
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly #subscriptions: readonly Disposable[];
  /** Recently shown notifications, by account and notification ID. */
  readonly #kept = new Map<string, Notification>();
  /** Documents that show only a sentence. */
  readonly #waiting = new Map<string, vscode.Uri>();

  readonly onDidChange = this.#changed.event;

  constructor(session: Session, times: Times) {
    this.#session = session;
    this.#times = times;
    this.#subscriptions = [
      this.#changed,
      vscode.workspace.registerTextDocumentContentProvider(FULL_TEXT_SCHEME, this),
      session.onDidChange(() => {
        this.#update();
      }),
    ];
  }

  async show(notification: Notification, { account }: Portal): Promise<void> {
    const address = fullTextUriParts(notification.id, authorName(notification), account);
    const uri = vscode.Uri.from({ scheme: FULL_TEXT_SCHEME, ...address });
    this.#keep(uri, notification);
    this.#changed.fire(uri);
    try {
      await vscode.commands.executeCommand('markdown.showPreview', uri);
    } catch {
      await vscode.window.showTextDocument(uri.with({ path: uri.path + PLAIN_SUFFIX }));
    }
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    const found = this.#found(uri);
    const isPlain = uri.path.endsWith(PLAIN_SUFFIX);
    if (found.kind === 'sentence') {
      this.#waiting.set(uri.toString(), uri);
      return isPlain ? found.sentence : escapeMarkdown(found.sentence);
    }
    this.#waiting.delete(uri.toString());
    const { notification, context } = found;
    this.#keep(uri, notification);
    return (isPlain ? fullTextAsPlainText : fullTextAsMarkdown)(notification, context, detailTexts());
  }

  dispose(): void {
    vscode.Disposable.from(...this.#subscriptions).dispose();
  }

  /** Refreshes the open documents and forgets the notifications of portals that are no longer connected. */
  #update(): void {
    for (const [key] of this.#kept) {
      if (
        !this.#session.portals.some(({ account }) =>
          key.startsWith(keyPrefix(hostOf(account), account.userId)),
        )
      ) {
        this.#kept.delete(key);
      }
    }
    const open = vscode.workspace.textDocuments.filter(({ uri }) => uri.scheme === FULL_TEXT_SCHEME);
    for (const { uri } of open) {
      this.#changed.fire(uri);
    }
    this.#openAgain(open);
  }

  /** Reopens waiting documents: VS Code closes a document that no editor shows, such as the one behind a preview. */
  #openAgain(open: readonly vscode.TextDocument[]): void {
    const isOpen = new Set(open.map(({ uri }) => uri.toString()));
    for (const [key, uri] of this.#waiting) {
      if (!isOpen.has(key) && this.#found(uri).kind === 'notification') {
        this.#waiting.delete(key);
        void vscode.workspace.openTextDocument(uri);
      }
    }
  }

  #found(uri: vscode.Uri): FullTextContent {
    const { state, portals } = this.#session;
    if (state.kind !== 'signedIn') {
      return sentence(
        state.kind === 'starting'
          ? vscode.l10n.t('Loading notifications…')
          : vscode.l10n.t('No Bitrix24 portal is connected.'),
      );
    }
    const { userId, id } = parseFullTextUri(uri) ?? {};
    const portal = portals.find(
      ({ account }) => hostOf(account) === uri.authority && account.userId === userId,
    );
    if (portal === undefined) {
      return sentence(vscode.l10n.t('This notification is from {0}, which is not connected.', uri.authority));
    }
    const { account, inbox, typeNames } = portal;
    const listed =
      inbox.state.kind === 'ready' ? inbox.state.notifications.find(each => each.id === id) : undefined;
    const notification = listed ?? this.#kept.get(keyOf(uri));
    if (notification !== undefined) {
      const context = { times: this.#times, typeName: typeNames.nameOf, origin: account.origin };
      return { kind: 'notification', notification, context };
    }
    switch (inbox.state.kind) {
      case 'loading':
        return sentence(vscode.l10n.t('Loading notifications…'));
      case 'failed':
        return sentence(failureText(inbox.state.failure, this.#times));
      case 'ready':
        return sentence(
          vscode.l10n.t('This notification is no longer loaded. Search the notification history for it.'),
        );
    }
  }

  #keep(uri: vscode.Uri, notification: Notification): void {
    const key = keyOf(uri);
    this.#kept.delete(key);
    this.#kept.set(key, notification);
    const oldest = this.#kept.keys().next();
    if (this.#kept.size > MAX_REMEMBERED && oldest.done !== true) {
      this.#kept.delete(oldest.value);
    }
  }
}

function sentence(words: string): FullTextContent {
  return { kind: 'sentence', sentence: words };
}

function keyOf(uri: vscode.Uri): string {
  const { userId, id } = parseFullTextUri(uri) ?? {};
  return `${keyPrefix(uri.authority, userId ?? '')}${id ?? ''}`;
}

function keyPrefix(host: string, userId: string): string {
  return `${host}/${userId}/`;
}
