import * as vscode from 'vscode';
import { codeLocationBbCode, formatCodeBlock, minCodeBlockLength } from '../../model/compose/codeBlock';
import { MAX_REPLY_LENGTH } from '../../model/replies/reply';
import { showHint } from '../input/messages';
import type { ReplyEditor } from '../reply/replyEditor';
import { type EditorSelection, isInEditorArea, selectionIn } from './editorSelection';
import { truncatedCodeNotice } from './messageSteps';

/** Inserts the code that was selected in another editor into the reply that is being written. */
export class CodeInsertion implements vscode.Disposable {
  readonly #replies: Pick<ReplyEditor, 'textIn'>;
  readonly #subscription: vscode.Disposable;
  /** The editors that were active last. */
  #reply: vscode.TextEditor | undefined;
  #source: vscode.TextEditor | undefined;

  constructor(replies: Pick<ReplyEditor, 'textIn'>) {
    this.#replies = replies;
    this.#subscription = vscode.window.onDidChangeActiveTextEditor(editor => this.#follow(editor));
    this.#follow(vscode.window.activeTextEditor);
  }

  async insert(): Promise<void> {
    const reply = this.#reply?.document.isClosed === false ? this.#reply : undefined;
    if (reply === undefined) {
      showHint(vscode.l10n.t('Open a reply in the editor first.'));
      return;
    }
    if (this.#source === undefined) {
      showHint(vscode.l10n.t('Select code in another editor first.'));
      return;
    }
    const { document, selection } = reply;
    const text = this.#replies.textIn(document) ?? '';
    const code = await codeText(selectionIn(this.#source), MAX_REPLY_LENGTH - text.length);
    const end = document.positionAt(text.length);
    const position = selection.active.isAfter(end) ? end : selection.active;
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, position, `${position.character === 0 ? '' : '\n'}${code}\n`);
    await vscode.workspace.applyEdit(edit);
    await vscode.window.showTextDocument(document, { preview: false });
  }

  dispose(): void {
    this.#subscription.dispose();
  }

  #follow(editor: vscode.TextEditor | undefined): void {
    if (editor === undefined || !isInEditorArea(editor)) return;
    if (this.#replies.textIn(editor.document) === undefined) {
      this.#source = editor;
    } else {
      this.#reply = editor;
    }
  }
}

/** Returns the place, linked if there is a page of it, and the code below it if some is selected. */
async function codeText({ place, code, permalink }: EditorSelection, room: number): Promise<string> {
  const page = await permalink;
  const href = typeof page === 'string' ? undefined : page.href;
  if (code === '') return codeLocationBbCode(place, href);
  const least = minCodeBlockLength(place, code, href);
  return formatCodeBlock(place, code, Math.max(room, least), truncatedCodeNotice, href).text;
}
