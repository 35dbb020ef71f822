import * as vscode from 'vscode';
import { MAX_REPLY_LENGTH } from '../../model/replies/reply';
import type { ReplyEditor } from './replyEditor';

/** Shows in the status bar how long the reply in the active editor is. */
export class ReplyLength implements vscode.Disposable {
  readonly #editor: Pick<ReplyEditor, 'textIn'>;
  readonly #item = vscode.window.createStatusBarItem('bitrix24.replyLength', vscode.StatusBarAlignment.Right, 100);
  readonly #subscriptions: vscode.Disposable;

  constructor(editor: Pick<ReplyEditor, 'textIn'>) {
    this.#editor = editor;
    this.#item.name = vscode.l10n.t('Bitrix24: Length of the Reply');
    this.#subscriptions = vscode.Disposable.from(
      this.#item,
      vscode.window.onDidChangeActiveTextEditor(() => this.#update()),
      vscode.workspace.onDidChangeTextDocument(() => this.#update()),
    );
    this.#update();
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }

  #update(): void {
    const document = vscode.window.activeTextEditor?.document;
    const text = document && this.#editor.textIn(document);
    if (text === undefined) {
      this.#item.hide();
      return;
    }
    const { length } = text.trim();
    this.#item.text = vscode.l10n.t('Characters: {0} of {1}', length, MAX_REPLY_LENGTH);
    this.#item.backgroundColor =
      length > MAX_REPLY_LENGTH ? new vscode.ThemeColor('statusBarItem.errorBackground') : undefined;
    this.#item.show();
  }
}
