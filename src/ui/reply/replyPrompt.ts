import * as vscode from 'vscode';
import type { Notification } from '../../model/notification';
import type { Portal } from '../../model/portal';
import type { Reply } from '../../model/reply';
import { REPLY_MAX_LENGTH, replyProblem } from '../../model/replyText';
import type { ReplyProblem } from '../../model/replyText';
import { inPortal } from '../text/inPortal';
import { inert } from '../text/inert';
import { shortened } from '../text/shortened';
import type { Times } from '../text/times';
import { authorName, firstLines } from '../text/words';

const PROMPT_LENGTH = 120;

/** What a person wrote, and the reply that is left in whose place they wrote it. */
export interface WrittenReply {
  readonly text: string;
  readonly instead?: Reply;
}

/**
 * Asks for the text of a reply, beginning with the draft, else with one that is left; what is typed becomes the draft.
 * `undefined`: given up.
 */
export function askForReply(
  notification: Notification,
  portal: Portal,
  times: Times,
): Promise<WrittenReply | undefined> {
  const { drafts } = portal;
  const box = vscode.window.createInputBox();
  box.title = inPortal(portal, vscode.l10n.t('Reply to {0}', authorName(notification)));
  box.prompt = inert(shortened(firstLines(notification, times), PROMPT_LENGTH));
  box.placeholder = vscode.l10n.t('Your reply');
  box.ignoreFocusOut = true;
  const left = portal.replies.of(notification.id);
  const draft = drafts.get(notification.id);
  const isInstead = left !== undefined && (draft === '' || draft.trim() === left.text);
  box.value = draft === '' ? (left?.text ?? '') : draft;

  const warn = (): void => {
    const problem = replyProblem(box.value);
    if (problem !== undefined && box.value !== '') {
      box.validationMessage = problemText(problem);
    } else {
      box.validationMessage = warning(notification, left);
    }
  };

  return new Promise(resolve => {
    box.onDidChangeValue(value => {
      drafts.keep(notification.id, value);
      warn();
    });
    box.onDidAccept(() => {
      const problem = replyProblem(box.value);
      if (problem === undefined) {
        resolve({ text: box.value, ...(isInstead && { instead: left }) });
        box.hide();
      } else {
        box.validationMessage = problemText(problem);
      }
    });
    box.onDidHide(() => {
      drafts.save();
      resolve(undefined);
      box.dispose();
    });
    warn();
    box.show();
  });
}

function warning(
  { canAnswer }: Notification,
  left: Reply | undefined,
): vscode.InputBoxValidationMessage | string {
  const { Warning: severity } = vscode.InputBoxValidationSeverity;
  if (left?.stage === 'unconfirmed') {
    const message = vscode.l10n.t(
      'Nobody knows whether it has arrived. Look in the portal before you send it again.',
    );
    return { severity, message };
  }
  const message = vscode.l10n.t(
    'The portal does not mark this notification as answerable: it may take the text and do nothing with it.',
  );
  return canAnswer ? '' : { severity, message };
}

function problemText(problem: ReplyProblem): string {
  switch (problem) {
    case 'empty':
      return vscode.l10n.t('Write something, or press Escape to leave.');
    case 'zero':
      return vscode.l10n.t('The portal takes “0” for an empty reply. Write it another way.');
    case 'tooLong':
      return vscode.l10n.t('A reply may have {0} characters at most.', REPLY_MAX_LENGTH);
  }
}
