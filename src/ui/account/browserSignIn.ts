import * as vscode from 'vscode';
import type { OAuthRedirect, OAuthRedirectParseResult } from '../../bitrix24/auth/oauth';
import { hostOf } from '../../model/account';
import { showTransientMessage } from '../input/messages';
import { signInPort, signInWaitMs } from '../settings';
import type { ApplicationAccess, WizardStart } from './applicationFields';
import { exchangeCodeAndVerify } from './codeExchange';
import type { CodeExchangeOptions, VerifiedApplication } from './codeExchange';
import { OAuthAttempt } from './oauthAttempt';
import type { ListenForRedirect } from './redirectListener';
import { browserPromptText, redirectProblemText, signInPageTexts } from './redirectTexts';

/** The shape of the address to paste. */
const EXAMPLE_ADDRESS = 'http://localhost/?code=…';

export interface BrowserSignInBoxEvents {
  /** Text was typed or pasted. */
  readonly onDidType: (text: string) => void;
  readonly onDidAccept: (text: string) => void;
  readonly onDidOpen: () => void;
  readonly onDidCopy: () => void;
  readonly onDidGoBack: () => void;
  readonly onDidHide: () => void;
}

/** The input box shown while the user signs in in the browser. */
export class BrowserSignInBox {
  readonly #box = vscode.window.createInputBox();
  readonly #open = button('link-external', vscode.l10n.t('Open Browser'));
  readonly #copy = button('copy', vscode.l10n.t('Copy Sign-In Link'));

  constructor(host: string, events: BrowserSignInBoxEvents) {
    const box = this.#box;
    box.title = vscode.l10n.t('Sign In to {0}', host);
    box.ignoreFocusOut = true;
    box.onDidChangeValue(events.onDidType);
    box.onDidAccept(() => {
      events.onDidAccept(box.value);
    });
    box.onDidTriggerButton(pressed => {
      if (pressed === this.#open) {
        events.onDidOpen();
      } else if (pressed === this.#copy) {
        events.onDidCopy();
      } else {
        events.onDidGoBack();
      }
    });
    box.onDidHide(() => {
      events.onDidHide();
      box.dispose();
    });
  }

  /** Waits for the redirect from the browser. */
  wait(prompt: string): void {
    this.#show(prompt, EXAMPLE_ADDRESS, true, [this.#open, this.#copy]);
  }

  check(): void {
    this.#show(vscode.l10n.t('Checking…'), '', true, []);
  }

  /** Shows why the sign-in failed; Enter starts it again. */
  stop(sentence: string): void {
    this.#show('', '', false, [this.#open]);
    this.complain(sentence);
  }

  complain(sentence: string): void {
    this.#box.validationMessage = sentence;
  }

  hide(): void {
    this.#box.hide();
  }

  #show(
    prompt: string,
    placeholder: string,
    isBusy: boolean,
    buttons: readonly vscode.QuickInputButton[],
  ): void {
    const box = this.#box;
    box.value = '';
    box.validationMessage = '';
    box.prompt = prompt;
    box.placeholder = placeholder;
    box.busy = isBusy;
    box.buttons = [vscode.QuickInputButtons.Back, ...buttons];
    box.show();
  }
}

function button(icon: string, tooltip: string): vscode.QuickInputButton {
  return { iconPath: new vscode.ThemeIcon(icon), tooltip };
}

export interface BrowserSignInOptions extends CodeExchangeOptions {
  readonly listen: ListenForRedirect;
}

export type BrowserSignInResult =
  | { readonly move: 'done'; readonly checked: VerifiedApplication }
  /** A typed value has to be corrected. */
  | { readonly move: 'mend'; readonly beginning: WizardStart }
  /** The user went back or left, or the browser did not return in time. */
  | { readonly move: 'back' | 'leave' | 'late' };

/** Sends the user to the portal's sign-in page in the browser, and completes the sign-in after the redirect. */
export function signInInBrowser(
  needs: BrowserSignInOptions,
  access: ApplicationAccess,
): Promise<BrowserSignInResult> {
  return new Promise((resolve, reject) => {
    new BrowserSignIn(needs, access, resolve, reject).begin();
  });
}

class BrowserSignIn {
  readonly #needs: BrowserSignInOptions;
  readonly #access: ApplicationAccess;
  readonly #host: string;
  readonly #resolve: (end: BrowserSignInResult) => void;
  readonly #reject: (error: unknown) => void;
  readonly #box: BrowserSignInBox;
  readonly #left = new AbortController();
  /** The attempt whose redirect is awaited. */
  #round: OAuthAttempt | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** The attempt failed; Enter starts another. */
  #isStopped = false;

  constructor(
    needs: BrowserSignInOptions,
    access: ApplicationAccess,
    resolve: (end: BrowserSignInResult) => void,
    reject: (error: unknown) => void,
  ) {
    this.#needs = needs;
    this.#access = access;
    this.#host = hostOf(access.origin);
    this.#resolve = resolve;
    this.#reject = reject;
    this.#box = new BrowserSignInBox(this.#host, {
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
    const round = new OAuthAttempt(origin, application.clientId, reading => {
      this.#hear(reading);
    });
    this.#round = round;
    this.#timer = setTimeout(() => {
      this.#end({ move: 'late' });
    }, signInWaitMs());
    void this.#wait(round);
  }

  async #wait(round: OAuthAttempt): Promise<void> {
    const port = signInPort();
    const isHeard = await round.listen(this.#needs.listen, port, signInPageTexts());
    if (this.#round === round) {
      this.#box.wait(browserPromptText(isHeard, port));
      // If another program owns the port, it would see the redirect: opening the browser is left to the user.
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
        vscode.l10n.t('The browser was not opened. Use the buttons above to open it or copy the link.'),
      );
    }
  }

  async #copyAddress(): Promise<void> {
    if (this.#round !== undefined) {
      await vscode.env.clipboard.writeText(this.#round.url);
      showTransientMessage(vscode.l10n.t('Link copied'));
    }
  }

  #read(text: string): void {
    if (text.trim() !== '') {
      this.#round?.accept(text);
    } else if (this.#round !== undefined) {
      this.#box.complain('');
    }
  }

  #hear(reading: OAuthRedirectParseResult): void {
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

  async #finish(redirect: OAuthRedirect): Promise<void> {
    this.#box.check();
    const redemption = await exchangeCodeAndVerify(this.#needs, this.#access, redirect, this.#left.signal);
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

  #end(end: BrowserSignInResult): void {
    this.#resolve(end);
    this.#stopWaiting();
    this.#left.abort();
    // The box of a wizard step replaces this one; hiding it first would flicker.
    if (end.move !== 'back' && end.move !== 'mend') {
      this.#box.hide();
    }
  }
}
