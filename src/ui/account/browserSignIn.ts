import * as vscode from 'vscode';
import type { Redirect, RedirectReading } from '../../bitrix24/access/authorization';
import { signInPort, signInWaitMs } from '../settings';
import { tellBriefly } from '../tellBriefly';
import type { Access, Beginning } from './applicationSteps';
import { BrowserBox } from './browserBox';
import { redeem } from './redemption';
import type { CheckedApplication, RedemptionNeeds } from './redemption';
import type { Listen } from './redirectListener';
import { redirectProblemText, redirectWords, waitText } from './redirectWords';
import { SignInRound } from './signInRound';

export interface BrowserSignInNeeds extends RedemptionNeeds {
  readonly listen: Listen;
}

export type BrowserEnd =
  | { readonly move: 'done'; readonly checked: CheckedApplication }
  /** Something that was typed is to be mended. */
  | { readonly move: 'mend'; readonly beginning: Beginning }
  /** `late`: the browser did not come back in time. */
  | { readonly move: 'back' | 'leave' | 'late' };

/** Sends the person to the portal's page in the browser and waits for what it is sent back with. */
export function signInInBrowser(needs: BrowserSignInNeeds, access: Access): Promise<BrowserEnd> {
  return new Promise((resolve, reject) => {
    new BrowserSignIn(needs, access, resolve, reject).begin();
  });
}

class BrowserSignIn {
  readonly #needs: BrowserSignInNeeds;
  readonly #access: Access;
  readonly #host: string;
  readonly #resolve: (end: BrowserEnd) => void;
  readonly #reject: (error: unknown) => void;
  readonly #box: BrowserBox;
  readonly #left = new AbortController();
  /** The one that is waited for. */
  #round: SignInRound | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** It came to nothing, and Enter begins anew. */
  #isStopped = false;

  constructor(
    needs: BrowserSignInNeeds,
    access: Access,
    resolve: (end: BrowserEnd) => void,
    reject: (error: unknown) => void,
  ) {
    this.#needs = needs;
    this.#access = access;
    this.#host = new URL(access.origin).host;
    this.#resolve = resolve;
    this.#reject = reject;
    this.#box = new BrowserBox(this.#host, {
      onDidType: text => {
        this.#read(text);
      },
      onDidAccept: text => {
        if (this.#isStopped) {
          this.begin();
        } else {
          this.#read(text);
        }
      },
      onDidOpen: () => {
        if (this.#isStopped) {
          this.begin();
        } else {
          void this.#openBrowser();
        }
      },
      onDidCopy: () => void this.#copyAddress(),
      onDidGoBack: () => {
        this.#end({ move: 'back' });
      },
      onDidHide: () => {
        this.#end({ move: 'leave' });
      },
    });
  }

  begin(): void {
    this.#isStopped = false;
    const { origin, application } = this.#access;
    const round = new SignInRound(origin, application.clientId, reading => {
      this.#hear(reading);
    });
    this.#round = round;
    this.#timer = setTimeout(() => {
      this.#end({ move: 'late' });
    }, signInWaitMs());
    void this.#wait(round);
  }

  async #wait(round: SignInRound): Promise<void> {
    const port = signInPort();
    const isHeard = await round.listen(this.#needs.listen, port, redirectWords());
    if (this.#round === round) {
      this.#box.wait(waitText(isHeard, port));
      // What the browser brings to a port that another program has is that program's to see: a person decides.
      if (isHeard) {
        await this.#openBrowser();
      }
    }
  }

  async #openBrowser(): Promise<void> {
    const round = this.#round;
    if (round === undefined) {
      return;
    }
    const isOpen = await vscode.env.openExternal(vscode.Uri.parse(round.url)).then(
      opened => opened,
      () => false,
    );
    if (!isOpen && this.#round === round) {
      this.#box.complain(
        vscode.l10n.t('The browser was not opened. The buttons above open it again or copy the address.'),
      );
    }
  }

  async #copyAddress(): Promise<void> {
    if (this.#round !== undefined) {
      await vscode.env.clipboard.writeText(this.#round.url);
      tellBriefly(vscode.l10n.t('Link copied'));
    }
  }

  #read(text: string): void {
    if (text.trim() !== '') {
      this.#round?.take(text);
    } else if (this.#round !== undefined) {
      this.#box.complain('');
    }
  }

  #hear(reading: RedirectReading): void {
    if (reading.kind === 'problem') {
      this.#box.complain(redirectProblemText(reading.problem, this.#host));
    } else {
      this.#stopWaiting();
      this.#finish(reading.redirect).catch((error: unknown) => {
        this.#reject(error);
        this.#end({ move: 'leave' });
      });
    }
  }

  async #finish(redirect: Redirect): Promise<void> {
    this.#box.check();
    const redemption = await redeem(this.#needs, this.#access, redirect, this.#left.signal);
    if (this.#left.signal.aborted) {
      return;
    }
    if (redemption.kind === 'checked') {
      this.#end({ move: 'done', checked: redemption.checked });
      return;
    }
    const { at, sentence } = redemption.trouble;
    if (at === 'browser') {
      this.#isStopped = true;
      this.#box.stop(sentence);
    } else {
      this.#end({ move: 'mend', beginning: { at, complaint: sentence } });
    }
  }

  #stopWaiting(): void {
    clearTimeout(this.#timer);
    this.#round?.end();
    this.#round = undefined;
  }

  #end(end: BrowserEnd): void {
    this.#resolve(end);
    this.#stopWaiting();
    this.#left.abort();
    // The box of a step takes this one's place: hidden before, it would flicker.
    if (end.move !== 'back' && end.move !== 'mend') {
      this.#box.hide();
    }
  }
}
