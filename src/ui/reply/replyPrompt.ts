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

const MAX_PROMPT_LENGTH = 120;

/** The typed text, and the unsent reply it replaces. */
export interface TypedReply {
  readonly text: string;
  readonly replaces?: PendingReply;
}

/**
 * Asks for the text of a reply, starting with the draft or else an unsent reply; what is typed becomes the draft.
 * Resolves with `undefined` if canceled.
 */
export async function askForReply(
  notification: Notification,
  portal: Portal,
  times: Times,
): Promise<TypedReply | undefined> {
  const { drafts } = portal;
  const box = vscode.window.createInputBox();
  box.title = prefixPortal(portal, vscode.l10n.t('Reply to {0}', authorName(notification)));
  box.prompt = escapeLabel(truncateAtWord(summaryLine(notification, times), MAX_PROMPT_LENGTH));
  box.placeholder = vscode.l10n.t('Your reply');
  box.ignoreFocusOut = true;
  const unsent = portal.replies.pendingReplyTo(notification.id);
  const draft = drafts.get(notification.id);
  const replaces = unsent !== undefined && (draft === '' || draft.trim() === unsent.text) ? { replaces: unsent } : {};
  box.value = draft === '' ? (unsent?.text ?? '') : draft;

  const validate = (): void => {
    const problem = box.value === '' ? undefined : findReplyTextProblem(box.value);
    box.validationMessage = problem === undefined ? validationWarning(notification, unsent) : problemText(problem);
  };
  box.onDidChangeValue(text => {
    drafts.set(notification.id, text);
    validate();
  });
  validate();
  const result = await showQuickInput<TypedReply>(box, () => {
    const problem = findReplyTextProblem(box.value);
    if (problem !== undefined) {
      box.validationMessage = problemText(problem);
      return undefined;
    }
    return { text: box.value, ...replaces };
  });
  drafts.save();
  return acceptedValue(result);
}

function validationWarning(
  { canAnswer }: Notification,
  unsent: PendingReply | undefined,
): vscode.InputBoxValidationMessage | string {
  const { Warning: severity } = vscode.InputBoxValidationSeverity;
  if (unsent?.stage === 'unconfirmed') {
    const message = vscode.l10n.t(
      'It is unknown whether the reply was delivered. Check the portal before you send it again.',
    );
    return { severity, message };
  }
  const message = vscode.l10n.t(
    'The portal does not mark this notification as accepting replies. It might accept the text and do nothing with it.',
  );
  return canAnswer ? '' : { severity, message };
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
