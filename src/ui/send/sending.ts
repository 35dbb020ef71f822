import * as vscode from 'vscode';
import { Directory } from '../../model/directory';
import { notificationsIn } from '../../model/inboxState';
import type { InboxState } from '../../model/inboxState';
import type { Author } from '../../model/notification';
import type { Outbox, Sent } from '../../model/outbox';
import { outgoingText } from '../../model/outgoingText';
import { accountId } from '../../model/account';
import type { Account } from '../../model/account';
import { failureIn } from '../../model/portalFailure';
import { Unsent } from '../../model/unsent';
import { withProgress } from '../progress';
import { inPortal } from '../text/inPortal';
import { inert } from '../text/inert';
import type { Times } from '../text/times';
import { activeSource } from './editorSource';
import type { EditorSource } from './editorSource';
import { enclosureStep } from './enclosureStep';
import { BLANK } from './letter';
import type { Letter } from './letter';
import { peopleIn } from './recipientRows';
import { recipientStep } from './recipientStep';
import { senderStep } from './senderStep';
import { notSentText, outcomeText } from './sentWords';
import { walk } from './steps';
import type { Step } from './steps';
import { cutText, textStep } from './textStep';

/** What sending needs of a connected portal. */
export interface SendingPortal {
  readonly account: Account;
  readonly inbox: { readonly state: InboxState };
  readonly poller: { poll(): Promise<void> };
  readonly outbox: Outbox;
  readonly nameAmong: string;
  /** Whose account it is, where that is known. */
  readonly me?: Author | undefined;
}

/** Where a portal is found that was connected again meanwhile. */
interface SendingSession {
  portal(id: string): SendingPortal | undefined;
}

/** Asks step by step for a notification and sends it once. What was typed is kept until the portal has taken it. */
export class Sending {
  readonly #session: SendingSession;
  readonly #times: Times;
  /** By account: another one's texts are none of its business. */
  readonly #unsent = new Map<string, Unsent>();
  readonly #directories = new WeakMap<Outbox, Directory>();

  constructor(session: SendingSession, times: Times) {
    this.#session = session;
    this.#times = times;
  }

  /** Does not wait for the portal: a second one may be written while the first is on its way. */
  async start(portal: SendingPortal): Promise<void> {
    await this.#write(portal, BLANK, activeSource(), 0);
  }

  /** `begin`: the index of the step to begin with; from the end where it is negative. */
  async #write(
    portal: SendingPortal,
    begun: Letter,
    source: EditorSource | undefined,
    begin: number,
  ): Promise<void> {
    const steps = this.#steps(portal, source);
    const letter = await walk(steps, begun, begin < 0 ? steps.length + begin : begin);
    if (letter !== undefined) {
      await this.#send(portal, letter, source);
    }
  }

  #steps(portal: SendingPortal, source: EditorSource | undefined): readonly Step[] {
    const steps: readonly Step[] = [
      recipientStep({
        me: meOf(portal),
        known: () => knownOf(portal),
        directory: this.#directoryOf(portal.outbox),
        times: this.#times,
      }),
      senderStep,
      ...(source === undefined ? [] : [enclosureStep(source)]),
      textStep(this.#unsentOf(portal.account)),
    ];
    const { nameAmong } = portal;
    return steps.map(step => (letter, place) => step(letter, { ...place, nameAmong }));
  }

  async #send(portal: SendingPortal, letter: Letter, source: EditorSource | undefined): Promise<void> {
    const { to, from = 'me', enclosure = { kind: 'nothing' }, text = '' } = letter;
    if (to === undefined) {
      return;
    }
    this.#unsentOf(portal.account).forget(text);
    const outgoing = { to: to.id, from, text: outgoingText(text, enclosure, cutText).text };
    let sent: Sent;
    try {
      sent = await withProgress(() => portal.outbox.send(outgoing));
    } catch (error) {
      const sentence = notSentText(to, failureIn(error), this.#times);
      this.#offerAgain(portal, letter, source, sentence, -1);
      return;
    }
    const sentence = outcomeText(to, sent);
    switch (sent) {
      case 'sent':
        void vscode.window.showInformationMessage(inert(inPortal(portal, sentence)));
        if (to.isMe) {
          void portal.poller.poll();
        }
        break;
      case 'switchedOff':
        this.#offerCopy(inPortal(portal, sentence), text);
        break;
      case 'nobody':
        this.#offerAgain(portal, letter, source, sentence, 0);
    }
  }

  /** The text stands in the box again on Try Again; only the person sends it. */
  #offerAgain(
    portal: SendingPortal,
    letter: Letter,
    source: EditorSource | undefined,
    sentence: string,
    begin: number,
  ): void {
    const { text = '' } = letter;
    this.#unsentOf(portal.account).keep(text);
    const tryAgain = vscode.l10n.t('Try Again');
    const copy = vscode.l10n.t('Copy Text');
    void vscode.window
      .showErrorMessage(inert(inPortal(portal, sentence)), tryAgain, copy)
      .then(async choice => {
        if (choice === tryAgain) {
          await this.#write(this.#currentOf(portal), letter, source, begin);
        } else if (choice === copy) {
          await vscode.env.clipboard.writeText(text);
        }
      });
  }

  #offerCopy(sentence: string, text: string): void {
    const copy = vscode.l10n.t('Copy Text');
    void vscode.window.showWarningMessage(inert(sentence), copy).then(async choice => {
      if (choice === copy) {
        await vscode.env.clipboard.writeText(text);
      }
    });
  }

  /** The same account may have been connected again meanwhile. */
  #currentOf(portal: SendingPortal): SendingPortal {
    return this.#session.portal(accountId(portal.account)) ?? portal;
  }

  #unsentOf(account: Account): Unsent {
    const key = accountId(account);
    const unsent = this.#unsent.get(key) ?? new Unsent();
    this.#unsent.set(key, unsent);
    return unsent;
  }

  #directoryOf(outbox: Outbox): Directory {
    const directory = this.#directories.get(outbox) ?? new Directory(outbox);
    this.#directories.set(outbox, directory);
    return directory;
  }
}

function knownOf({ inbox: { state } }: SendingPortal): readonly Author[] {
  return peopleIn(notificationsIn(state));
}

/** A login does not tell the id. */
function meOf({ me, account }: SendingPortal): Author | undefined {
  const id = Number(/^\d+$/.exec(account.userId)?.[0] ?? 0);
  return me ?? (id > 0 ? { id, name: '' } : undefined);
}
