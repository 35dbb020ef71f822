import * as vscode from 'vscode';
import { hostOf } from '../../model/account';
import type { Disposable } from '../../model/emitter';
import type { Notification } from '../../model/notification';
import type { Portal } from '../../model/portal';
import type { Session } from '../../model/session';
import { detailWords } from '../text/detailWords';
import type { DetailContext } from '../text/details';
import { failureText } from '../text/failureText';
import { escapeMarkdown } from '../text/markdown';
import type { Times } from '../text/times';
import { authorName } from '../text/words';
import { fullTextAddress, FULL_TEXT_SCHEME, placeInAddress } from './fullTextAddress';
import { fullTextMarkdown, fullTextPlain } from './fullTextContent';

/** Where there is no Markdown preview, the document itself is shown, and is plain text. */
const PLAIN_SUFFIX = '.txt';
const MOST_KEPT = 50;

/** What a document has to show: a notification, or in a sentence why there is none. */
type Found =
  | { readonly kind: 'notification'; readonly notification: Notification; readonly context: DetailContext }
  | { readonly kind: 'sentence'; readonly sentence: string };

/** Shows the full text of notifications, also of such as are in no list, in a read-only preview. */
export class FullText implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly #session: Session;
  readonly #times: Times;
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly #subscriptions: readonly Disposable[];
  /** What was shown last, by portal and id. */
  readonly #kept = new Map<string, Notification>();
  /** Documents that had only a sentence to show. */
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
    const address = fullTextAddress(notification.id, authorName(notification), account);
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
    return (isPlain ? fullTextPlain : fullTextMarkdown)(notification, context, detailWords());
  }

  dispose(): void {
    vscode.Disposable.from(...this.#subscriptions).dispose();
  }

  /** Documents follow what is known; a portal that is gone takes along what was kept of it. */
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

  /** VS Code lets go of a document that no editor shows, and so of the preview's. */
  #openAgain(open: readonly vscode.TextDocument[]): void {
    const isOpen = new Set(open.map(({ uri }) => uri.toString()));
    for (const [key, uri] of this.#waiting) {
      if (!isOpen.has(key) && this.#found(uri).kind === 'notification') {
        this.#waiting.delete(key);
        void vscode.workspace.openTextDocument(uri);
      }
    }
  }

  #found(uri: vscode.Uri): Found {
    const { state, portals } = this.#session;
    if (state.kind !== 'signedIn') {
      return sentence(
        state.kind === 'starting'
          ? vscode.l10n.t('Loading notifications…')
          : vscode.l10n.t('No Bitrix24 portal is connected.'),
      );
    }
    const { userId, id } = placeInAddress(uri) ?? {};
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
      const context = { times: this.#times, typeName: typeNames.of, origin: account.origin };
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
    if (this.#kept.size > MOST_KEPT && oldest.done !== true) {
      this.#kept.delete(oldest.value);
    }
  }
}

function sentence(words: string): Found {
  return { kind: 'sentence', sentence: words };
}

function keyOf(uri: vscode.Uri): string {
  const { userId, id } = placeInAddress(uri) ?? {};
  return `${keyPrefix(uri.authority, userId ?? '')}${id ?? ''}`;
}

function keyPrefix(host: string, userId: string): string {
  return `${host}/${userId}/`;
}
