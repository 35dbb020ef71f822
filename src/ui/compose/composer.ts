import * as vscode from 'vscode';
import { type Account, accountId } from '../../model/account';
import { ComposeDrafts } from '../../model/compose/composeDrafts';
import { composeOutgoingText } from '../../model/compose/outgoingText';
import { PeopleDirectory } from '../../model/compose/peopleSearch';
import type { SendApi, SendResult } from '../../model/compose/sendApi';
import { type InboxState, loadedNotifications } from '../../model/inbox/inboxState';
import type { Author } from '../../model/notification/notification';
import { failureOrRethrow } from '../../model/portalFailure';
import { showUndelivered, withViewProgress } from '../input/messages';
import { runWizard } from '../input/wizard';
import { undeliveredText } from '../text/failureText';
import { escapeLabel, prefixPortal } from '../text/labels';
import type { Times } from '../text/times';
import { activeEditorSelection, type EditorSelection } from './editorSelection';
import {
  EMPTY_DRAFT,
  type MessageDraft,
  type RecipientUser,
  recipientNameInSentence,
  userNameOrId,
} from './messageDraft';
import { codeContextStep, truncatedCodeNotice, userOrSystemStep, textStep } from './messageSteps';
import { peopleNamedIn, recipientStep } from './recipientStep';

/** The parts of a connected portal that sending needs. */
interface ComposerPortal {
  readonly account: Account;
  readonly inbox: { readonly state: InboxState };
  readonly poller: { poll(): Promise<void> };
  readonly outbox: SendApi;
  readonly label: string;
}

/** Looks up a portal that may have been reconnected in the meantime. */
interface SendingSession {
  portal(id: string): ComposerPortal | undefined;
}

/** Asks for a notification step by step and sends it once. The text is kept until the portal has accepted it. */
export class Composer {
  readonly #session: SendingSession;
  readonly #times: Times;
  /** By account, so that one account's texts are never offered in another. */
  readonly #drafts = new Map<string, ComposeDrafts>();
  readonly #directories = new WeakMap<SendApi, PeopleDirectory>();

  constructor(session: SendingSession, times: Times) {
    this.#session = session;
    this.#times = times;
  }

  /** Can be called again while an earlier notification is still being sent. */
  async start(portal: ComposerPortal): Promise<void> {
    await this.#compose(portal, EMPTY_DRAFT, activeEditorSelection(), 0);
  }

  /** `start`: index of the first step to show; counted from the end if negative. */
  async #compose(
    portal: ComposerPortal,
    initial: MessageDraft,
    source: EditorSelection | undefined,
    start: number,
  ): Promise<void> {
    const steps = [
      recipientStep({
        me: userOf(portal),
        known: () => peopleNamedIn(loadedNotifications(portal.inbox.state)),
        directory: this.#directoryOf(portal.outbox),
        times: this.#times,
      }),
      userOrSystemStep,
      ...(source === undefined ? [] : [codeContextStep(source)]),
      textStep(this.#draftsOf(portal.account)),
    ];
    const title = prefixPortal(portal, vscode.l10n.t('Send Notification'));
    const draft = await runWizard(steps, initial, { title, start });
    if (draft !== undefined) {
      await this.#send(portal, draft, source);
    }
  }

  async #send(portal: ComposerPortal, draft: MessageDraft, source: EditorSelection | undefined): Promise<void> {
    const { to, from = 'me', codeContext = { kind: 'nothing' }, text = '' } = draft;
    if (to === undefined) return;
    this.#draftsOf(portal.account).forget(text);
    const outgoing = { to: to.id, from, text: composeOutgoingText(text, codeContext, truncatedCodeNotice).text };
    let result: SendResult;
    try {
      result = await withViewProgress(() => portal.outbox.send(outgoing));
    } catch (error) {
      const name = recipientNameInSentence(to);
      const sentence = undeliveredText('notification', name, failureOrRethrow(error), this.#times);
      this.#offerAgain(portal, draft, source, sentence, -1);
      return;
    }
    const sentence = sendResultText(to, result);
    switch (result) {
      case 'sent':
        void vscode.window.showInformationMessage(escapeLabel(prefixPortal(portal, sentence)));
        if (to.isMe) {
          void portal.poller.poll();
        }
        break;
      case 'switchedOff':
        void showUndelivered({ portal, sentence, text });
        break;
      case 'nobody':
        this.#offerAgain(portal, draft, source, sentence, 0);
    }
  }

  /** Try Again shows the text in the input box again; it is never resent automatically. */
  #offerAgain(
    portal: ComposerPortal,
    draft: MessageDraft,
    source: EditorSelection | undefined,
    sentence: string,
    start: number,
  ): void {
    const { text = '' } = draft;
    this.#draftsOf(portal.account).keep(text);
    void showUndelivered({
      portal,
      sentence,
      text,
      tryAgain: () => this.#compose(this.#currentOf(portal), draft, source, start),
    });
  }

  /** Returns the account's current portal: it may have been reconnected in the meantime. */
  #currentOf(portal: ComposerPortal): ComposerPortal {
    return this.#session.portal(accountId(portal.account)) ?? portal;
  }

  #draftsOf(account: Account): ComposeDrafts {
    const key = accountId(account);
    const drafts = this.#drafts.get(key) ?? new ComposeDrafts();
    this.#drafts.set(key, drafts);
    return drafts;
  }

  #directoryOf(outbox: SendApi): PeopleDirectory {
    const directory = this.#directories.get(outbox) ?? new PeopleDirectory(outbox);
    this.#directories.set(outbox, directory);
    return directory;
  }
}

/** Returns the user; `undefined` if the account only has a login, which does not reveal the ID. */
function userOf({ account }: ComposerPortal): Author | undefined {
  const id = Number(/^\d+$/.exec(account.userId)?.[0] ?? 0);
  return id > 0 ? { id, name: '' } : undefined;
}

/** Says what became of a notification that reached the portal. */
function sendResultText(to: RecipientUser, result: SendResult): string {
  switch (result) {
    case 'sent':
      return vscode.l10n.t('Sent to {0}.', recipientNameInSentence(to));
    case 'switchedOff':
      return to.isMe
        ? vscode.l10n.t(
            'The portal accepted the notification, but you have turned off notifications of this kind, so it is not shown.',
          )
        : vscode.l10n.t(
            'The portal accepted the notification, but {0} has turned off notifications of this kind and does not see it.',
            userNameOrId(to),
          );
    case 'nobody':
      return vscode.l10n.t('This user does not exist in the portal: {0}. Nothing was sent.', userNameOrId(to));
  }
}
