import * as vscode from 'vscode';
import type { Portal } from '../../model/portal';
import { leftIn } from '../../model/reply';
import type { Reply } from '../../model/reply';
import type { Session } from '../../model/session';
import { field } from '../field';
import { inert } from '../text/inert';
import { portalIdIn } from '../tree/commandArgument';
import type { ReplyOutcomes } from './replyOutcomes';
import { beginningOf, replyStateWords } from './replyWords';

/** A reply that is left to a person, with the portal it is for. */
export interface Left {
  readonly portal: Portal;
  readonly reply: Reply;
}

/** What a person does with replies that did not arrive, or of which nobody knows. */
export class LeftReplies {
  readonly #session: Session;
  readonly #outcomes: ReplyOutcomes;

  constructor(session: Session, outcomes: ReplyOutcomes) {
    this.#session = session;
    this.#outcomes = outcomes;
  }

  /** The one that the argument names, a row of the tree; else the person is asked. */
  async find(argument: unknown, portals: readonly Portal[], title: string): Promise<Left | undefined> {
    const all = portals.flatMap(portal => leftIn(portal.replies.state).map(reply => ({ portal, reply })));
    const key = field(field(argument, 'reply'), 'key');
    if (key !== undefined) {
      return all.find(({ portal, reply }) => reply.key === key && portal.id === portalIdIn(argument));
    }
    if (all.length === 0) {
      void vscode.window.showInformationMessage(vscode.l10n.t('No reply is left unsent.'));
      return undefined;
    }
    const items = all.map(left => ({
      label: inert(left.reply.to),
      description: [replyStateWords(left.reply), inert(left.portal.nameAmong)].filter(Boolean).join(' · '),
      detail: inert(beginningOf(left.reply.text)),
      iconPath: new vscode.ThemeIcon('warning'),
      left,
    }));
    const placeHolder = vscode.l10n.t('Choose a reply');
    const picked = await vscode.window.showQuickPick(items, { title, placeHolder, matchOnDetail: true });
    return picked?.left;
  }

  async sendAgain({ portal, reply }: Left): Promise<void> {
    const outcome = await portal.replies.again(reply.key);
    // The same account may have been connected again meanwhile.
    this.#outcomes.tell(outcome, { portal, reply }, () =>
      this.sendAgain({ portal: this.#session.portal(portal.id) ?? portal, reply }),
    );
  }

  async copy({ reply }: Left): Promise<void> {
    await vscode.env.clipboard.writeText(reply.text);
  }

  /** Asks first: the words are a person's own, and there is no way back. */
  async discard({ portal, reply }: Left): Promise<void> {
    const discard = vscode.l10n.t('Discard');
    const question = vscode.l10n.t('Discard the reply to {0}?', reply.to);
    const options = { modal: true, detail: beginningOf(reply.text) };
    if ((await vscode.window.showWarningMessage(question, options, discard)) === discard) {
      portal.replies.discard(reply.key);
      portal.drafts.drop(reply.notificationId, reply.text);
    }
  }
}
