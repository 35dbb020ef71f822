import * as vscode from 'vscode';
import { accountId } from '../../model/account';
import type { Account } from '../../model/account';
import { ComposeDrafts } from '../../model/compose/composeDrafts';
import { composeOutgoingText } from '../../model/compose/outgoingText';
import { PeopleDirectory } from '../../model/compose/peopleSearch';
import type { SendApi, SendResult } from '../../model/compose/sendApi';
import { loadedNotifications } from '../../model/inbox/inboxState';
import type { InboxState } from '../../model/inbox/inboxState';
import type { Author } from '../../model/notification/notification';
import { failureOrRethrow } from '../../model/portalFailure';
import { showUndelivered, withViewProgress } from '../input/messages';
import { undeliveredText } from '../text/failureText';
import { escapeLabel, prefixPortal } from '../text/labels';
import type { Times } from '../text/times';
import { codeContextStep } from './codeContextStep';
import { recipientNameInSentence, sendResultText } from './composeTexts';
import { activeEditorSelection } from './editorSelection';
import type { EditorSelection } from './editorSelection';
import { EMPTY_DRAFT } from './messageDraft';
import type { MessageDraft } from './messageDraft';
import { peopleNamedIn } from './recipientRows';
import { recipientStep } from './recipientStep';
import { senderStep } from './senderStep';
import { walkSteps } from './steps';
import type { ComposeStep } from './steps';
import { includedLinesText, textStep } from './textStep';

/** The parts of a connected portal that sending needs. */
export interface ComposerPortal {
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
  readonly #unsent = new Map<string, ComposeDrafts>();
  readonly #directories = new WeakMap<SendApi, PeopleDirectory>();

  constructor(session: SendingSession, times: Times) {
    this.#session = session;
    this.#times = times;
  }

  /** Can be called again while an earlier notification is still being sent. */
  async start(portal: ComposerPortal): Promise<void> {
    await this.#write(portal, EMPTY_DRAFT, activeEditorSelection(), 0);
  }

  /** `begin`: index of the first step to show; counted from the end if negative. */
  async #write(
    portal: ComposerPortal,
    begun: MessageDraft,
    source: EditorSelection | undefined,
    begin: number,
  ): Promise<void> {
    const steps = this.#steps(portal, source);
    const letter = await walkSteps(steps, begun, begin < 0 ? steps.length + begin : begin);
    if (letter !== undefined) {
      await this.#send(portal, letter, source);
    }
  }

  #steps(portal: ComposerPortal, source: EditorSelection | undefined): readonly ComposeStep[] {
    const steps: readonly ComposeStep[] = [
      recipientStep({
        me: meOf(portal),
        known: () => knownOf(portal),
        directory: this.#directoryOf(portal.outbox),
        times: this.#times,
      }),
      senderStep,
      ...(source === undefined ? [] : [codeContextStep(source)]),
      textStep(this.#unsentOf(portal.account)),
    ];
    const { label } = portal;
    return steps.map(step => (letter, place) => step(letter, { ...place, portalLabel: label }));
  }

  async #send(
    portal: ComposerPortal,
    letter: MessageDraft,
    source: EditorSelection | undefined,
  ): Promise<void> {
    const { to, from = 'me', codeContext = { kind: 'nothing' }, text = '' } = letter;
    if (to === undefined) {
      return;
    }
    this.#unsentOf(portal.account).forget(text);
    const outgoing = {
      to: to.id,
      from,
      text: composeOutgoingText(text, codeContext, includedLinesText).text,
    };
    let sent: SendResult;
    try {
      sent = await withViewProgress(() => portal.outbox.send(outgoing));
    } catch (error) {
      const name = recipientNameInSentence(to);
      const sentence = undeliveredText('notification', name, failureOrRethrow(error), this.#times);
      this.#offerAgain(portal, letter, source, sentence, -1);
      return;
    }
    const sentence = sendResultText(to, sent);
    switch (sent) {
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
        this.#offerAgain(portal, letter, source, sentence, 0);
    }
  }

  /** Try Again shows the text in the input box again; it is never resent automatically. */
  #offerAgain(
    portal: ComposerPortal,
    letter: MessageDraft,
    source: EditorSelection | undefined,
    sentence: string,
    begin: number,
  ): void {
    const { text = '' } = letter;
    this.#unsentOf(portal.account).keep(text);
    void showUndelivered({
      portal,
      sentence,
      text,
      tryAgain: () => this.#write(this.#currentOf(portal), letter, source, begin),
    });
  }

  /** Returns the account's current portal: it may have been reconnected in the meantime. */
  #currentOf(portal: ComposerPortal): ComposerPortal {
    return this.#session.portal(accountId(portal.account)) ?? portal;
  }

  #unsentOf(account: Account): ComposeDrafts {
    const key = accountId(account);
    const unsent = this.#unsent.get(key) ?? new ComposeDrafts();
    this.#unsent.set(key, unsent);
    return unsent;
  }

  #directoryOf(outbox: SendApi): PeopleDirectory {
    const directory = this.#directories.get(outbox) ?? new PeopleDirectory(outbox);
    this.#directories.set(outbox, directory);
    return directory;
  }
}

function knownOf({ inbox: { state } }: ComposerPortal): readonly Author[] {
  return peopleNamedIn(loadedNotifications(state));
}

/** Returns the user; `undefined` if the account only has a login, which does not reveal the ID. */
function meOf({ account }: ComposerPortal): Author | undefined {
  const id = Number(/^\d+$/.exec(account.userId)?.[0] ?? 0);
  return id > 0 ? { id, name: '' } : undefined;
}
