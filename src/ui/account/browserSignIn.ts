import * as vscode from 'vscode';
import { displayHost } from '../../bitrix24/address/displayHost';
import {
  ApplicationCredential,
  type LocalApplication,
  type OAuthGrant,
  type OAuthRedirect,
} from '../../bitrix24/auth/oauth';
import { hostOf } from '../../model/account';
import { failureOrRethrow } from '../../model/portalFailure';
import { showTransientMessage } from '../input/messages';
import { showQuickInput } from '../input/quickInput';
import { signInPort, signInWaitMs } from '../settings';
import type { Times } from '../text/times';
import { type ListenForRedirect, OAuthAttempt } from './oauthAttempt';
import {
  type ApplicationField,
  browserPromptText,
  codeExchangeFailure,
  redirectProblemText,
  type SignInFailure,
  signInPageTexts,
  verificationFailure,
} from './signInTexts';
import type { FetchCredentialUser, VerifiedCredential } from './webhookPrompt';

/** The shape of the address to paste. */
const EXAMPLE_ADDRESS = 'http://localhost/?code=…';

export interface BrowserSignInOptions {
  readonly listen: ListenForRedirect;
  /** Exchanges the code for tokens; rejects with a `PortalFailure`. */
  readonly exchange: (
    origin: string,
    application: LocalApplication,
    redirect: OAuthRedirect,
    signal: AbortSignal,
  ) => Promise<{ readonly grant: OAuthGrant; readonly userId?: string }>;
  readonly check: FetchCredentialUser;
  readonly times: Times;
}

/** The portal and the local application to sign in through. */
export interface PortalApplication {
  /** `https://<portal>`. */
  readonly origin: string;
  readonly application: LocalApplication;
}

type BrowserSignInResult =
  | { readonly kind: 'done'; readonly verified: VerifiedCredential }
  /** A field's value has to be corrected. */
  | { readonly kind: 'fix'; readonly field: ApplicationField; readonly sentence: string }
  | { readonly kind: 'back' | 'canceled' | 'timeout' };

/** Sends the user to the portal's sign-in page in the browser, and completes the sign-in after the redirect. */
export class BrowserSignIn {
  readonly #options: BrowserSignInOptions;
  readonly #access: PortalApplication;
  readonly #host: string;
  readonly #box = vscode.window.createInputBox();
  readonly #openButton = button('link-external', vscode.l10n.t('Open Browser'));
  readonly #copyButton = button('copy', vscode.l10n.t('Copy Sign-In Link'));
  readonly #ended = new AbortController();
  /** The attempt whose redirect is awaited. */
  #attempt: OAuthAttempt | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** The last attempt failed; Enter starts another. */
  #hasFailed = false;
  #end: (result: BrowserSignInResult) => void = () => undefined;
  #fail: (error: Error) => void = () => undefined;

  constructor(options: BrowserSignInOptions, access: PortalApplication) {
    this.#options = options;
    this.#access = access;
    this.#host = displayHost(access.origin);
  }

  /** Call once. If the result is `back` or `fix`, the box stays visible until another one replaces it. */
  async run(): Promise<BrowserSignInResult> {
    const box = this.#box;
    box.title = vscode.l10n.t('Sign In to {0}', this.#host);
    box.ignoreFocusOut = true;
    box.onDidChangeValue(text => this.#read(text));
    box.onDidTriggerButton(pressed => {
      if (pressed === this.#openButton) {
        void (this.#hasFailed ? this.#start() : this.#openBrowser());
      } else if (pressed === this.#copyButton) {
        void this.#copyLink();
      }
    });
    const mayOpen = await this.#listen();
    const shown = showQuickInput<BrowserSignInResult>(
      box,
      () => {
        if (this.#hasFailed) {
          void this.#start();
        } else {
          this.#read(box.value);
        }
        return undefined;
      },
      {
        isReplaced: true,
        listen: (accept, fail) => {
          this.#end = accept;
          this.#fail = fail;
        },
      },
    );
    if (mayOpen) {
      void this.#openBrowser();
    }
    try {
      const end = await shown;
      const result = end.kind === 'accepted' ? end.value : end;
      if (result.kind !== 'back' && result.kind !== 'fix') {
        box.dispose();
      }
      return result;
    } finally {
      this.#stopWaiting();
      this.#ended.abort();
    }
  }

  async #start(): Promise<void> {
    if (await this.#listen()) {
      await this.#openBrowser();
    }
  }

  /** Starts an attempt. Resolves with whether the browser may be opened right away. */
  async #listen(): Promise<boolean> {
    this.#hasFailed = false;
    const { origin, application } = this.#access;
    const attempt = new OAuthAttempt(origin, application.clientId, result => {
      if (result.kind === 'problem') {
        this.#box.validationMessage = redirectProblemText(result.problem, this.#host);
      } else {
        this.#stopWaiting();
        this.#finish(result.redirect).catch(this.#fail);
      }
    });
    this.#attempt = attempt;
    const port = signInPort();
    const isListening = await attempt.listen(this.#options.listen, port, signInPageTexts());
    if (this.#attempt !== attempt) return false;
    this.#timer = setTimeout(() => this.#end({ kind: 'timeout' }), signInWaitMs());
    this.#describe(browserPromptText(isListening, port), EXAMPLE_ADDRESS, true, [this.#openButton, this.#copyButton]);
    // If another program owns the port, it would see the redirect: opening the browser is left to the user.
    return isListening;
  }

  async #openBrowser(): Promise<void> {
    const attempt = this.#attempt;
    if (attempt === undefined) return;
    const isOpen = await vscode.env.openExternal(vscode.Uri.parse(attempt.url)).then(undefined, () => false);
    if (!isOpen && this.#attempt === attempt) {
      this.#box.validationMessage = vscode.l10n.t(
        'The browser was not opened. Use the buttons above to open it or copy the link.',
      );
    }
  }

  async #copyLink(): Promise<void> {
    if (this.#attempt !== undefined) {
      await vscode.env.clipboard.writeText(this.#attempt.url);
      showTransientMessage(vscode.l10n.t('Link copied'));
    }
  }

  /** Reads an address that was typed or pasted. */
  #read(text: string): void {
    if (text.trim() !== '') {
      this.#attempt?.accept(text);
    } else if (this.#attempt !== undefined) {
      this.#box.validationMessage = '';
    }
  }

  async #finish(redirect: OAuthRedirect): Promise<void> {
    this.#describe(vscode.l10n.t('Checking…'), '', true, []);
    const result = await this.#exchangeAndVerify(redirect);
    if (this.#ended.signal.aborted) return;
    if ('credential' in result) {
      this.#end({ kind: 'done', verified: result });
    } else if (result.at === 'browser') {
      this.#hasFailed = true;
      this.#describe('', '', false, [this.#openButton]);
      this.#box.validationMessage = result.sentence;
    } else {
      this.#end({ kind: 'fix', field: result.at, sentence: result.sentence });
    }
  }

  /** Exchanges the code in the redirect for a credential, and verifies it with the portal. */
  async #exchangeAndVerify(redirect: OAuthRedirect): Promise<VerifiedCredential | SignInFailure> {
    const { exchange, check, times } = this.#options;
    const { origin, application } = this.#access;
    const { signal } = this.#ended;
    let credential: ApplicationCredential;
    try {
      const { grant, userId = '' } = await exchange(origin, application, redirect, signal);
      credential = new ApplicationCredential(origin, userId, application, grant);
    } catch (error) {
      const server = hostOf(redirect.tokenServer);
      return codeExchangeFailure(failureOrRethrow(error), this.#host, server, times);
    }
    try {
      const account = await check(credential, signal);
      return { credential: credential.withUserId(String(account.id)), account };
    } catch (error) {
      return verificationFailure(failureOrRethrow(error), this.#host, times);
    }
  }

  #stopWaiting(): void {
    clearTimeout(this.#timer);
    this.#attempt?.end();
    this.#attempt = undefined;
  }

  #describe(prompt: string, placeholder: string, isBusy: boolean, buttons: readonly vscode.QuickInputButton[]): void {
    const box = this.#box;
    box.value = '';
    box.validationMessage = '';
    box.prompt = prompt;
    box.placeholder = placeholder;
    box.busy = isBusy;
    box.buttons = [vscode.QuickInputButtons.Back, ...buttons];
  }
}

function button(icon: string, tooltip: string): vscode.QuickInputButton {
  return { iconPath: new vscode.ThemeIcon(icon), tooltip };
}
