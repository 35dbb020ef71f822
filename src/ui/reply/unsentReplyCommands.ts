import * as vscode from 'vscode';
import type { Portal } from '../../model/portal/portal';
import type { Session } from '../../model/portal/session';
import { type PendingReply, unsentReplies } from '../../model/replies/reply';
import { propertiesOf } from '../../model/unknownValue';
import { portalIdIn } from '../input/commandArgument';
import { escapeLabel } from '../text/labels';
import { replyStageText, singleLineExcerpt } from '../text/replyTexts';
import type { ReplyResultMessages } from './replyResultMessages';

/** An unsent reply, with the portal it is for. */
export interface UnsentReplyTarget {
  readonly portal: Portal;
  readonly reply: PendingReply;
}

/** Commands for replies that failed or are unconfirmed. */
export class UnsentReplyCommands {
  readonly #session: Session;
  readonly #outcomes: ReplyResultMessages;

  constructor(session: Session, outcomes: ReplyResultMessages) {
    this.#session = session;
    this.#outcomes = outcomes;
  }

  /** Finds the reply that the argument, a tree row, names; otherwise asks the user. */
  async find(argument: unknown, portals: readonly Portal[], title: string): Promise<UnsentReplyTarget | undefined> {
    const all = portals.flatMap(portal => unsentReplies(portal.replies.state).map(reply => ({ portal, reply })));
    const key = propertiesOf(propertiesOf(argument).reply).key;
    if (key !== undefined) {
      return all.find(({ portal, reply }) => reply.key === key && portal.id === portalIdIn(argument));
    }
    if (all.length === 0) {
      void vscode.window.showInformationMessage(vscode.l10n.t('There are no unsent replies.'));
      return undefined;
    }
    const items = all.map(left => ({
      label: escapeLabel(left.reply.to),
      description: [replyStageText(left.reply), escapeLabel(left.portal.label)].filter(Boolean).join(' · '),
      detail: escapeLabel(singleLineExcerpt(left.reply.text)),
      iconPath: new vscode.ThemeIcon('warning'),
      left,
    }));
    const placeHolder = vscode.l10n.t('Choose a reply');
    const picked = await vscode.window.showQuickPick(items, { title, placeHolder, matchOnDetail: true });
    return picked?.left;
  }

  async sendAgain({ portal, reply }: UnsentReplyTarget): Promise<void> {
    const outcome = await portal.replies.sendAgain(reply.key);
    // The same account may have been reconnected meanwhile.
    this.#outcomes.show(outcome, { portal, reply }, () =>
      this.sendAgain({ portal: this.#session.portal(portal.id) ?? portal, reply }),
    );
  }

  async copy({ reply }: UnsentReplyTarget): Promise<void> {
    await vscode.env.clipboard.writeText(reply.text);
  }

  /** Asks first: the text is the user's own, and discarding can't be undone. */
  async discard({ portal, reply }: UnsentReplyTarget): Promise<void> {
    const discard = vscode.l10n.t('Discard');
    const question = vscode.l10n.t('Discard the reply to {0}?', reply.to);
    const options = { modal: true, detail: singleLineExcerpt(reply.text) };
    if ((await vscode.window.showWarningMessage(question, options, discard)) === discard) {
      portal.replies.discard(reply.key);
      portal.drafts.deleteIfUnchanged(reply.notificationId, reply.text);
    }
  }
}
