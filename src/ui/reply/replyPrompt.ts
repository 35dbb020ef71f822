import * as vscode from 'vscode';
import type { Notification } from '../../model/notification/notification';
import type { Portal } from '../../model/portal/portal';
import {
  findReplyTextProblem,
  MAX_REPLY_LENGTH,
  type PendingReply,
  type ReplyTextProblem,
} from '../../model/replies/reply';
import { acceptedValue, showQuickInput } from '../input/quickInput';
import { truncateAtWord } from '../text/excerpt';
import { escapeLabel, prefixPortal } from '../text/labels';
import type { Times } from '../text/times';
import { authorName, summaryLine } from '../text/words';
import { insertedLength, LINE_BREAK_SIGN, restorePastedLines } from './pastedLines';

const MAX_PROMPT_LENGTH = 120;

/** The typed text, and the unsent reply it replaces. */
export interface TypedReply {
  readonly text: string;
  readonly replaces?: PendingReply;
}

/**
 * Asks for the text of a reply, starting with the draft or else an unsent reply; what is typed becomes the draft.
 * Resolves with `undefined` if canceled, and with `editor` if the reply is to be written there, as one with line breaks
 * has to be.
 */
export async function askForReply(
  notification: Notification,
  portal: Portal,
  times: Times,
): Promise<TypedReply | 'editor' | undefined> {
  const { drafts } = portal;
  const { id } = notification;
  const unsent = portal.replies.pendingReplyTo(id);
  const draft = drafts.get(id);
  const replaces = unsent !== undefined && (draft === '' || draft.trim() === unsent.text) ? { replaces: unsent } : {};
  const initial = draft === '' ? (unsent?.text ?? '') : draft;
  if (initial.trim().includes('\n')) return 'editor';
  const box = vscode.window.createInputBox();
  box.title = prefixPortal(portal, vscode.l10n.t('Reply to {0}', authorName(notification)));
  box.prompt = escapeLabel(truncateAtWord(summaryLine(notification, times), MAX_PROMPT_LENGTH));
  box.placeholder = vscode.l10n.t('Your reply');
  box.ignoreFocusOut = true;
  box.value = initial;
  box.buttons = [{ iconPath: new vscode.ThemeIcon('edit'), tooltip: vscode.l10n.t('Reply in Editor') }];

  /** Signs stand for line breaks only where some were pasted; else they are what was typed. */
  let hasLineBreaks = false;
  let value = initial;
  let checking: Promise<unknown> | undefined;
  const typed = (): string => (hasLineBreaks ? box.value.replaceAll(LINE_BREAK_SIGN, '\n') : box.value);
  let seen = draft;
  const keep = (): void => {
    value = box.value;
    seen = typed();
    drafts.set(id, seen);
    validate();
  };
  const restoreLines = async (before: string, after: string): Promise<void> => {
    const restored = restorePastedLines(before, after, await copiedText());
    if (restored === undefined || box.value !== after) return;
    hasLineBreaks = true;
    box.value = restored;
    keep();
  };
  const notice = (): vscode.InputBoxValidationMessage | string => {
    const warning = replyWarning(notification, unsent);
    if (warning !== undefined) return { severity: vscode.InputBoxValidationSeverity.Warning, message: warning };
    const message = vscode.l10n.t('The line breaks are kept: {0} stands for each.', LINE_BREAK_SIGN);
    return hasLineBreaks ? { severity: vscode.InputBoxValidationSeverity.Info, message } : '';
  };
  const validate = (): void => {
    const problem = box.value === '' ? undefined : findReplyTextProblem(typed());
    box.validationMessage = problem === undefined ? notice() : problemText(problem);
  };
  box.onDidChangeValue(text => {
    const before = value;
    keep();
    if (insertedLength(before, text) > 1) {
      const check = restoreLines(before, text).finally(() => {
        if (checking === check) checking = undefined;
      });
      checking = check;
    }
  });
  /** The same text may be written in the editor, or in another window. */
  const follow = drafts.onDidChange(() => {
    const text = drafts.get(id);
    if (text.trim() === seen.trim()) return;
    seen = text;
    hasLineBreaks ||= text.includes('\n');
    value = hasLineBreaks ? text.replaceAll('\n', LINE_BREAK_SIGN) : text;
    box.value = value;
    validate();
  });
  validate();
  const accept = (): TypedReply | undefined => {
    const problem = findReplyTextProblem(typed());
    if (problem !== undefined) {
      box.validationMessage = problemText(problem);
      return undefined;
    }
    return { text: typed(), ...replaces };
  };
  const result = await showQuickInput<TypedReply | 'editor'>(box, () => checking?.then(accept) ?? accept(), {
    listen: end => box.onDidTriggerButton(() => end('editor')),
  });
  follow.dispose();
  drafts.save();
  return acceptedValue(result);
}

/** Returns the clipboard's text; empty in a browser, which would ask the user for permission. */
async function copiedText(): Promise<string> {
  if (vscode.env.uiKind === vscode.UIKind.Web) return '';
  try {
    return await vscode.env.clipboard.readText();
  } catch {
    return '';
  }
}

/** Returns what to know before a reply is sent. */
export function replyWarning({ canAnswer }: Notification, unsent: PendingReply | undefined): string | undefined {
  if (unsent?.stage === 'unconfirmed') {
    return vscode.l10n.t('It is unknown whether the reply was delivered. Check the portal before you send it again.');
  }
  return canAnswer
    ? undefined
    : vscode.l10n.t(
        'The portal does not mark this notification as accepting replies. It might accept the text and do nothing with it.',
      );
}

/** Returns whether a text that was written in the editor can't be sent, and then says why. */
export function hasTextProblem(text: string): boolean {
  const problem = findReplyTextProblem(text);
  if (problem === undefined) return false;
  const nothing = vscode.l10n.t('Write the reply above the line with the scissors.');
  void vscode.window.showWarningMessage(problem === 'empty' ? nothing : problemText(problem));
  return true;
}

function problemText(problem: ReplyTextProblem): string {
  switch (problem) {
    case 'empty':
      return vscode.l10n.t('Enter some text, or press Escape to cancel.');
    case 'zero':
      return vscode.l10n.t('The portal treats “0” as an empty reply. Write it another way.');
    case 'tooLong':
      return vscode.l10n.t('The reply is too long. The character limit is {0}.', MAX_REPLY_LENGTH);
  }
}
