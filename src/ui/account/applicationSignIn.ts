import * as vscode from 'vscode';
import type { LocalApplication } from '../../bitrix24/auth/oauth';
import { hostOf } from '../../model/account';
import { askForApplication } from './applicationFields';
import type { TypedFields, WizardStart } from './applicationFields';
import { signInInBrowser } from './browserSignIn';
import type { BrowserSignInOptions } from './browserSignIn';
import type { VerifiedApplication } from './codeExchange';

export type ApplicationSignInNeeds = BrowserSignInOptions;

/** The portal and application already known when the user signs in again. */
export interface KnownApplication {
  readonly origin?: string;
  readonly application?: LocalApplication;
}

const NOTHING: TypedFields = { portal: '', clientId: '', clientSecret: '' };

/**
 * Signs in through a portal's local application (OAuth 2.0): asks for whatever is missing, then sends the user to the
 * browser. Stores nothing; in this window, the typed text is offered again next time.
 */
export class ApplicationSignIn {
  readonly #needs: ApplicationSignInNeeds;
  #typed = NOTHING;

  constructor(needs: ApplicationSignInNeeds) {
    this.#needs = needs;
  }

  /** Resolves with `undefined` if canceled. */
  async begin(begun?: KnownApplication): Promise<VerifiedApplication | undefined> {
    let typed = begun === undefined ? this.#typed : typedIn(begun);
    let beginning: WizardStart | undefined =
      begun === undefined ? { at: 'portal', complaint: '' } : undefined;
    const keep = (current: TypedFields): void => {
      typed = current;
      if (begun === undefined) {
        this.#typed = current;
      }
    };
    for (;;) {
      const access = await askForApplication(typed, keep, beginning);
      const end = access && (await signInInBrowser(this.#needs, access));
      switch (end?.move) {
        case 'done':
          this.#typed = NOTHING;
          return end.checked;
        case 'late':
          if (access === undefined || !(await wantsAnotherTry(access.origin))) {
            return undefined;
          }
          beginning = undefined;
          break;
        case 'back':
          beginning = { at: 'clientSecret', complaint: '' };
          break;
        case 'mend':
          beginning = end.beginning;
          break;
        default:
          return undefined;
      }
    }
  }
}

function typedIn({ origin = '', application }: KnownApplication): TypedFields {
  return {
    portal: origin,
    clientId: application?.clientId ?? '',
    clientSecret: application?.clientSecret ?? '',
  };
}

/** Resolves once the user answers or dismisses the message; the typed text is kept until then. */
async function wantsAnotherTry(origin: string): Promise<boolean> {
  const tryAgain = vscode.l10n.t('Try Again');
  const sentence = vscode.l10n.t(
    'The sign-in to {0} was not completed in the browser in time. Nothing was saved.',
    hostOf(origin),
  );
  return (await vscode.window.showErrorMessage(sentence, tryAgain)) === tryAgain;
}
