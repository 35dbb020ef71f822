import * as vscode from 'vscode';
import { type Account, hostOf } from '../../model/account';
import { type Disposable, disposeAll } from '../../model/emitter';
import { loadedNotifications } from '../../model/inbox/inboxState';
import type { Notification } from '../../model/notification/notification';
import type { Portal } from '../../model/portal/portal';
import type { Session } from '../../model/portal/session';
import { isUnsent, type PendingReply } from '../../model/replies/reply';
import { replyDocument, replyFooter, replyTextIn } from '../../model/replies/replyDocument';
import { detailsPlainText } from '../text/details';
import { asFileName } from '../text/labels';
import type { Times } from '../text/times';
import { authorName } from '../text/words';
import { hasTextProblem, replyWarning } from './replyPrompt';
import type { ReplySender } from './replySender';

/** URI scheme of the documents in which replies are written. */
export const REPLY_SCHEME = 'bitrix24-reply';
/** In the path, so that the manifest's language for replies applies to nothing else. */
const ROOT = '/bitrix24-reply/';
const MAX_REMEMBERED = 50;
const LATEST_MTIME = 2 ** 40;

/** The reply that a URI names. */
interface ReplyOfUri {
  readonly portal: Portal;
  readonly id: number;
  /** The name of the author it answers. */
  readonly to: string;
  /** `undefined` if it is not loaded. */
  readonly notification: Notification | undefined;
  readonly footer: readonly string[];
}

/** What VS Code has of a document. */
interface SeenDocument {
  readonly text: string;
  readonly hasNotification: boolean;
}

/**
 * Replies of several lines, each written in a document that is no file: its text is the draft that the Quick Reply box
 * has, too, and below it stands what is answered. Each change is saved, so the document is never dirty.
 */
export class ReplyEditor implements vscode.FileSystemProvider, vscode.Disposable {
  readonly #session: Session;
  readonly #times: Times;
  readonly #sender: ReplySender;
  readonly #changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  readonly #subscriptions: readonly Disposable[];
  #listening: ReadonlyMap<Portal, Disposable> = new Map();
  readonly #seen = new Map<string, SeenDocument>();
  /** Notifications that may be in no list. */
  readonly #answered = new Map<string, Notification>();
  /** The unsent replies that the documents began with. */
  readonly #replaces = new Map<string, PendingReply>();
  #mtime = LATEST_MTIME;

  readonly onDidChangeFile = this.#changed.event;

  constructor(session: Session, times: Times, sender: ReplySender) {
    this.#session = session;
    this.#times = times;
    this.#sender = sender;
    this.#subscriptions = [
      this.#changed,
      vscode.workspace.registerFileSystemProvider(REPLY_SCHEME, this, { isCaseSensitive: true }),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (document.uri.scheme === REPLY_SCHEME && document.isDirty) {
          void document.save();
        }
      }),
      session.onDidChange(() => this.#update()),
    ];
  }

  /** Opens the draft, or else the unsent reply. */
  async open(notification: Notification, portal: Portal): Promise<void> {
    const { id } = notification;
    const to = authorName(notification);
    if (this.#sender.isBusy(portal, id, to)) return;
    const uri = vscode.Uri.from({ scheme: REPLY_SCHEME, ...replyUriParts(id, to, portal.account) });
    const key = uri.toString();
    this.#remember(key, notification);
    const unsent = portal.replies.pendingReplyTo(id);
    const draft = portal.drafts.get(id);
    if (unsent !== undefined && (draft === '' || draft.trim() === unsent.text)) {
      this.#replaces.set(key, unsent);
      portal.drafts.set(id, draft === '' ? unsent.text : draft);
    } else {
      this.#replaces.delete(key);
    }
    await this.#show(uri);
  }

  /** Sends the text of the document, by default of the active one, and closes it. */
  async send(uri: vscode.Uri | undefined = vscode.window.activeTextEditor?.document.uri): Promise<void> {
    const document = vscode.workspace.textDocuments.find(each => each.uri.toString() === uri?.toString());
    if (document?.uri.scheme !== REPLY_SCHEME) return;
    const { portal, id, to, footer } = await this.#resolve(document.uri);
    const text = replyTextIn(document.getText(), footer);
    if (hasTextProblem(text) || this.#sender.isBusy(portal, id, to)) return;
    await document.save();
    await closeTabs(document.uri);
    const key = document.uri.toString();
    const replaces = this.#replaces.get(key);
    this.#replaces.delete(key);
    const reply = { notificationId: id, to, text, ...(replaces && isUnsent(replaces) && { replaces }) };
    await this.#sender.send(portal, reply, () => this.#show(document.uri));
  }

  /** Returns the text that would be sent; `undefined` if the document is not that of a reply. */
  textIn(document: vscode.TextDocument): string | undefined {
    if (document.uri.scheme !== REPLY_SCHEME) return undefined;
    const reply = this.#find(document.uri);
    return replyTextIn(document.getText(), reply?.footer ?? []);
  }

  watch(): vscode.Disposable {
    return new vscode.Disposable(() => undefined);
  }

  async stat(uri: vscode.Uri): Promise<vscode.FileStat> {
    const { length: size } = encode(this.#content(await this.#resolve(uri)));
    return { type: vscode.FileType.File, ctime: 0, mtime: this.#mtime, size };
  }

  async readFile(uri: vscode.Uri): Promise<Uint8Array> {
    const reply = await this.#resolve(uri);
    this.#see(uri, reply, reply.portal.drafts.get(reply.id));
    return encode(this.#content(reply));
  }

  async writeFile(uri: vscode.Uri, content: Uint8Array): Promise<void> {
    const reply = await this.#resolve(uri);
    const text = replyTextIn(new TextDecoder().decode(content), reply.footer);
    this.#see(uri, reply, text);
    if (!isSameDraft(reply.portal.drafts.get(reply.id), text)) {
      reply.portal.drafts.set(reply.id, text);
    }
  }

  readDirectory(): [string, vscode.FileType][] {
    return [];
  }

  createDirectory(uri: vscode.Uri): void {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  delete(uri: vscode.Uri): void {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  rename(uri: vscode.Uri): void {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  dispose(): void {
    disposeAll([...this.#subscriptions, ...this.#listening.values()]);
  }

  async #show(uri: vscode.Uri): Promise<void> {
    const document = await vscode.workspace.openTextDocument(uri);
    const end = document.positionAt(this.textIn(document)?.length ?? 0);
    await vscode.window.showTextDocument(document, { preview: false, selection: new vscode.Range(end, end) });
  }

  #content({ portal, id, footer }: ReplyOfUri): string {
    return replyDocument(portal.drafts.get(id), footer);
  }

  /** After the start, waits for the portals. */
  async #resolve(uri: vscode.Uri): Promise<ReplyOfUri> {
    if (this.#session.state.kind === 'starting') {
      await new Promise<void>(resolve => {
        const listener = this.#session.onDidChange(() => {
          listener.dispose();
          resolve();
        });
      });
    }
    const reply = this.#find(uri);
    if (reply === undefined) {
      throw vscode.FileSystemError.Unavailable(
        vscode.l10n.t('This reply is for {0}, which is not connected.', uri.authority),
      );
    }
    return reply;
  }

  #find(uri: vscode.Uri): ReplyOfUri | undefined {
    const { userId, id = 0, to = '' } = parseReplyUri(uri) ?? {};
    const portal = this.#session.portals.find(
      ({ account }) => hostOf(account.origin) === uri.authority && account.userId === userId,
    );
    if (portal === undefined) return undefined;
    const key = uri.toString();
    const loaded = loadedNotifications(portal.inbox.state).find(each => each.id === id);
    const notification = loaded ?? this.#answered.get(key);
    const name = notification === undefined ? to : authorName(notification);
    return { portal, id, to: name, notification, footer: this.#footer(portal, id, name, notification) };
  }

  #footer(portal: Portal, id: number, to: string, notification: Notification | undefined): readonly string[] {
    const help = vscode.l10n.t('Only the text above this line is sent. Closing the tab keeps it as a draft.');
    const warning = notification && replyWarning(notification, portal.replies.pendingReplyTo(id));
    const context = { times: this.#times, typeName: portal.typeNames.nameOf, origin: portal.account.origin };
    const answered = notification === undefined ? to : detailsPlainText(notification, context);
    return replyFooter(warning === undefined ? [help] : [help, warning], answered);
  }

  #see(uri: vscode.Uri, { notification }: ReplyOfUri, text: string): void {
    this.#seen.set(uri.toString(), { text, hasNotification: notification !== undefined });
  }

  /** Follows the drafts of the connected portals. */
  #update(): void {
    const { portals } = this.#session;
    for (const [portal, listener] of this.#listening) {
      if (!portals.includes(portal)) listener.dispose();
    }
    this.#listening = new Map(
      portals.map(portal => [portal, this.#listening.get(portal) ?? portal.drafts.onDidChange(() => this.#refresh())]),
    );
    this.#refresh();
  }

  /** Has VS Code read the documents again whose draft was changed elsewhere, or whose notification is loaded now. */
  #refresh(): void {
    const open = vscode.workspace.textDocuments.filter(({ uri }) => uri.scheme === REPLY_SCHEME);
    const outdated = open.filter(({ uri }) => {
      const seen = this.#seen.get(uri.toString());
      const reply = seen && this.#find(uri);
      if (seen === undefined || reply === undefined) return false;
      const { portal, id, notification } = reply;
      return !isSameDraft(portal.drafts.get(id), seen.text) || (!seen.hasNotification && notification !== undefined);
    });
    if (outdated.length === 0) return;
    // It decreases: a later one would make VS Code ask which of two texts should stay, and the last one written does.
    this.#mtime--;
    this.#changed.fire(outdated.map(({ uri }) => ({ type: vscode.FileChangeType.Changed, uri })));
  }

  #remember(key: string, notification: Notification): void {
    this.#answered.delete(key);
    this.#answered.set(key, notification);
    const oldest = this.#answered.keys().next();
    if (this.#answered.size > MAX_REMEMBERED && oldest.done !== true) {
      this.#answered.delete(oldest.value);
    }
  }
}

/** A draft of nothing but spaces is none. */
function isSameDraft(a: string, b: string): boolean {
  return a === b || (a.trim() === '' && b.trim() === '');
}

function encode(content: string): Uint8Array {
  return new TextEncoder().encode(content);
}

async function closeTabs(uri: vscode.Uri): Promise<void> {
  const tabs = vscode.window.tabGroups.all.flatMap(group => group.tabs);
  await vscode.window.tabGroups.close(
    tabs.filter(({ input }) => input instanceof vscode.TabInputText && input.uri.toString() === uri.toString()),
  );
}

/**
 * Returns parts of a document's URI, `bitrix24-reply://portal.example/bitrix24-reply/1/270/Anna Orlova/Reply to Anna
 * Orlova`: the portal's host, the account's user ID, the notification's ID, its author, and a title for the tab.
 */
export function replyUriParts(id: number, to: string, account: Account): Pick<vscode.Uri, 'authority' | 'path'> {
  const name = asFileName(to) || String(id);
  const title = vscode.l10n.t('Reply to {0}', name);
  return { authority: hostOf(account.origin), path: `${ROOT}${account.userId}/${id}/${name}/${title}` };
}

/** Returns what a URI names, or `undefined` if it is not the URI of a reply. */
export function parseReplyUri({
  path,
}: Pick<vscode.Uri, 'path'>): { readonly userId: string; readonly id: number; readonly to: string } | undefined {
  if (!path.startsWith(ROOT)) return undefined;
  const [, userId, digits, to] = /^([^/]+)\/(\d{1,15})\/([^/]+)\//.exec(path.slice(ROOT.length)) ?? [];
  return userId === undefined || digits === undefined || to === undefined
    ? undefined
    : { userId, id: Number(digits), to };
}
