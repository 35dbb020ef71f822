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
import type { NotificationTarget } from '../tree/notificationTarget';
import { notificationRowId, type Row, rowId } from '../tree/rows';
import { fullTextMenuContext, notificationStateText } from './fullTextState';
import { activePreviewLabel, documentWithLabel, freeTitle, keptPreviewLabels, neighbor } from './previewTabs';

/** URI scheme of the documents with a notification's full text. */
const SCHEME = 'bitrix24-notification';
/** If there is no Markdown preview, the document itself is shown, as plain text. */
const PLAIN_SUFFIX = '.txt';
const MAX_REMEMBERED = 50;

/** A document's content: a notification, or a sentence saying why there is none. */
type FullTextContent =
  | string
  | {
      readonly portal: Portal;
      readonly notification: Notification;
      readonly isGone: boolean;
      readonly context: DetailContext;
    };

/** The notification in the preview that is the active tab. */
export interface ShownNotification {
  readonly portal: Portal;
  readonly id: number;
  /** Absent if it has left the list, or was never known. */
  readonly notification?: Notification;
}

/** Shows the full text of notifications, including those that are in no list, in a read-only preview. */
export class FullTextProvider implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly #session: Session;
  readonly #times: Times;
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly #subscriptions: readonly Disposable[];
  /** Recently shown notifications, by account and notification ID. */
  readonly #recent = new Map<string, Notification>();
  /** Those of them that were in the list. */
  readonly #listed = new Set<string>();
  /** The documents in previews, by their tabs' titles; `undefined` if several have had the title. */
  readonly #byTitle = new Map<string, vscode.Uri | undefined>();
  /** What each document said last. */
  readonly #texts = new Map<string, string>();
  readonly #rows: () => readonly Row[];
  /** The rows of the notifications when the one on screen came there. */
  #order: readonly string[] = [];
  #orderOf = '';
  #menuContext = '';

  readonly onDidChange = this.#changed.event;

  constructor(session: Session, times: Times, rows: () => readonly Row[]) {
    this.#session = session;
    this.#times = times;
    this.#rows = rows;
    this.#subscriptions = [
      this.#changed,
      vscode.workspace.registerTextDocumentContentProvider(SCHEME, this),
      session.onDidChange(() => this.#update()),
      vscode.window.tabGroups.onDidChangeTabs(() => this.#updateMenuContext()),
      vscode.window.tabGroups.onDidChangeTabGroups(() => this.#updateMenuContext()),
      vscode.window.onDidChangeActiveTextEditor(editor => void showSourceAsPlainText(editor)),
    ];
  }

  /** The notification that commands without an argument apply to. */
  get shown(): ShownNotification | undefined {
    const uri = this.#shownUri();
    const id = uri && parseFullTextUri(uri)?.id;
    const portal = uri && this.#portalOf(uri);
    if (uri === undefined || id === undefined || portal === undefined) return undefined;
    const content = this.#content(uri);
    return typeof content === 'string' || content.isGone
      ? { portal, id }
      : { portal, id, notification: content.notification };
  }

  async show(notification: Notification, { account }: Portal): Promise<void> {
    const own = keyOf(this.#uri(notification, account, ''));
    const { path } = fullTextUriParts(notification.id, authorName(notification), account);
    const title = freeTitle(titleOf({ path }), keptPreviewLabels(), each => {
      const uri = this.#byTitle.get(each);
      return uri !== undefined && keyOf(uri) === own;
    });
    const uri = this.#uri(notification, account, title);
    this.#remember(uri, notification);
    this.#setTitle(title, uri);
    this.#changed.fire(uri);
    try {
      await vscode.commands.executeCommand('markdown.showPreview', uri);
    } catch {
      await vscode.window.showTextDocument(uri.with({ path: uri.path + PLAIN_SUFFIX }));
    }
    this.#updateMenuContext();
  }

  /** Shows what comes after or before the notification on screen in the tree; resolves with whether there is one. */
  async step(step: 1 | -1): Promise<boolean> {
    const targets = new Map(this.#targets());
    const id = neighbor(this.#order, this.#orderOf, new Set(targets.keys()), step);
    const next = id === undefined ? undefined : targets.get(id);
    if (next !== undefined) {
      await this.show(next.notification, next.portal);
    }
    return next !== undefined;
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    const isPlain = uri.path.endsWith(PLAIN_SUFFIX);
    if (!isPlain) {
      this.#learnTitle(uri);
    }
    const text = this.#text(uri);
    this.#texts.set(uri.toString(), text);
    return text;
  }

  dispose(): void {
    vscode.Disposable.from(...this.#subscriptions).dispose();
  }

  #uri({ id }: Notification, account: Account, title: string): vscode.Uri {
    const { authority } = fullTextUriParts(id, '', account);
    return vscode.Uri.from({ scheme: SCHEME, authority, path: `/${account.userId}/${id}/${title}` });
  }

  #text(uri: vscode.Uri): string {
    const content = this.#content(uri);
    const isPlain = uri.path.endsWith(PLAIN_SUFFIX);
    if (typeof content === 'string') return isPlain ? content : escapeMarkdown(content);
    const { portal, notification, isGone, context } = content;
    this.#remember(uri, notification);
    const state = notificationStateText(notification, portal, isGone, this.#times);
    return isPlain
      ? `${state}\n\n${fullTextAsPlainText(notification, context)}`
      : `*${escapeMarkdown(state)}*\n\n${fullTextAsMarkdown(notification, context)}`;
  }

  /** After a reload VS Code asks for the documents of the previews that it has kept. */
  #learnTitle(uri: vscode.Uri): void {
    const title = titleOf(uri);
    const known = this.#byTitle.get(title);
    const isOther = this.#byTitle.has(title) && (known === undefined || keyOf(known) !== keyOf(uri));
    this.#setTitle(title, isOther ? undefined : uri);
    this.#updateMenuContext();
  }

  #setTitle(title: string, uri: vscode.Uri | undefined): void {
    this.#byTitle.delete(title);
    this.#byTitle.set(title, uri);
    const oldest = this.#byTitle.entries().next();
    if (this.#byTitle.size > MAX_REMEMBERED && oldest.done !== true) {
      const [oldTitle, oldUri] = oldest.value;
      this.#byTitle.delete(oldTitle);
      this.#texts.delete(oldUri?.toString() ?? '');
    }
  }

  #shownUri(): vscode.Uri | undefined {
    const label = activePreviewLabel();
    return label === undefined ? undefined : documentWithLabel(label, this.#byTitle);
  }

  #targets(): readonly (readonly [string, NotificationTarget])[] {
    return this.#rows().flatMap(row => {
      const portal = this.#session.portal(row.portal.id);
      if (row.kind !== 'notification' || portal === undefined) return [];
      return [[rowId(row), { portal, notification: row.notification }] as const];
    });
  }

  #updateMenuContext(): void {
    const { shown } = this;
    const orderOf = shown === undefined ? '' : notificationRowId(shown.portal.id, shown.id);
    if (orderOf !== this.#orderOf || !this.#order.includes(orderOf)) {
      this.#orderOf = orderOf;
      this.#order = this.#targets().map(([id]) => id);
    }
    const context = shown === undefined ? '' : fullTextMenuContext(shown);
    if (context !== this.#menuContext) {
      this.#menuContext = context;
      void vscode.commands.executeCommand('setContext', 'bitrix24.fullText', context);
    }
  }

  /** Refreshes the documents that say something else and forgets the notifications of portals that are not connected. */
  #update(): void {
    const prefixes = this.#session.portals.map(({ account }) => keyPrefix(hostOf(account.origin), account.userId));
    for (const key of this.#recent.keys()) {
      if (!prefixes.some(prefix => key.startsWith(prefix))) {
        this.#recent.delete(key);
        this.#listed.delete(key);
      }
    }
    const open = vscode.workspace.textDocuments.map(({ uri }) => uri).filter(({ scheme }) => scheme === SCHEME);
    const plain = open.filter(({ path }) => path.endsWith(PLAIN_SUFFIX));
    const previews = [...this.#byTitle.values()].filter(uri => uri !== undefined);
    for (const uri of [...plain, ...previews]) {
      const key = uri.toString();
      if (this.#texts.get(key) !== this.#text(uri) && this.#texts.has(key)) {
        this.#refresh(uri, open);
      }
    }
    this.#updateMenuContext();
  }

  /** VS Code closes a document that no editor shows, such as the one behind a preview. */
  #refresh(uri: vscode.Uri, open: readonly vscode.Uri[]): void {
    if (open.some(each => each.toString() === uri.toString())) {
      this.#changed.fire(uri);
    } else {
      void vscode.workspace.openTextDocument(uri);
    }
  }

  #portalOf(uri: vscode.Uri): Portal | undefined {
    const { userId } = parseFullTextUri(uri) ?? {};
    return this.#session.portals.find(
      ({ account }) => hostOf(account.origin) === uri.authority && account.userId === userId,
    );
  }

  #content(uri: vscode.Uri): FullTextContent {
    const { state } = this.#session;
    if (state.kind === 'starting') return vscode.l10n.t('Loading notifications…');
    if (state.kind === 'signedOut') return vscode.l10n.t('No Bitrix24 portal is connected.');
    const { id } = parseFullTextUri(uri) ?? {};
    const portal = this.#portalOf(uri);
    if (portal === undefined) {
      return vscode.l10n.t('This notification is from {0}, which is not connected.', uri.authority);
    }
    const { account, inbox, typeNames } = portal;
    const key = keyOf(uri);
    const listed = loadedNotifications(inbox.state).find(each => each.id === id);
    const notification = listed ?? this.#recent.get(key);
    if (listed !== undefined) {
      this.#listed.add(key);
    }
    if (notification !== undefined) {
      const isGone = listed === undefined && inbox.state.kind === 'ready' && this.#listed.has(key);
      const context = { times: this.#times, typeName: typeNames.nameOf, origin: account.origin };
      return { portal, notification, isGone, context };
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
      this.#listed.delete(oldest.value);
    }
  }
}

/** “Open Source” of the preview would show escaped Markdown. */
async function showSourceAsPlainText(editor: vscode.TextEditor | undefined): Promise<void> {
  if (editor === undefined) return;
  const { uri } = editor.document;
  if (uri.scheme !== SCHEME || uri.path.endsWith(PLAIN_SUFFIX)) return;
  const tabs = vscode.window.tabGroups.all.flatMap(group => group.tabs);
  const isSource = ({ input }: vscode.Tab): boolean =>
    input instanceof vscode.TabInputText && input.uri.toString() === uri.toString();
  const { viewColumn = vscode.ViewColumn.Active } = editor;
  await vscode.window.showTextDocument(uri.with({ path: uri.path + PLAIN_SUFFIX }), { viewColumn });
  await vscode.window.tabGroups.close(tabs.filter(isSource));
}

function titleOf({ path }: Pick<vscode.Uri, 'path'>): string {
  return path.slice(path.lastIndexOf('/') + 1);
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
