import * as vscode from 'vscode';
import type { LocalApplication } from '../../bitrix24/access/applicationCredential';
import { askForAccess } from './applicationSteps';
import type { Beginning, Typed } from './applicationSteps';
import { signInInBrowser } from './browserSignIn';
import type { BrowserSignInNeeds } from './browserSignIn';
import type { CheckedApplication } from './redemption';

export type ApplicationSignInNeeds = BrowserSignInNeeds;

/** What is known already when somebody signs in once more. */
export interface Begun {
  readonly origin?: string;
  readonly application?: LocalApplication;
}

const NOTHING: Typed = { portal: '', clientId: '', clientSecret: '' };

/**
 * Signs in through a local application of a portal (OAuth 2.0): asks for what is not known yet, then sends the person
 * to the browser. Stores nothing; what was typed is there again the next time, in this window.
 */
export class ApplicationSignIn {
  readonly #needs: ApplicationSignInNeeds;
  #typed = NOTHING;

  constructor(needs: ApplicationSignInNeeds) {
    this.#needs = needs;
  }

  /** `undefined`: the person has left. */
  async begin(begun?: Begun): Promise<CheckedApplication | undefined> {
    let typed = begun === undefined ? this.#typed : typedIn(begun);
    let beginning: Beginning | undefined = begun === undefined ? { at: 'portal', complaint: '' } : undefined;
    const keep = (current: Typed): void => {
      typed = current;
      if (begun === undefined) {
        this.#typed = current;
      }
    };
    for (;;) {
      const access = await askForAccess(typed, keep, beginning);
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

function typedIn({ origin = '', application }: Begun): Typed {
  return {
    portal: origin,
    clientId: application?.clientId ?? '',
    clientSecret: application?.clientSecret ?? '',
  };
}

/** Settles when the person has dismissed the message; what was typed waits as long as it stands. */
async function wantsAnotherTry(origin: string): Promise<boolean> {
  const tryAgain = vscode.l10n.t('Try Again');
  const sentence = vscode.l10n.t(
    'The sign-in to {0} was not finished in the browser in time. Nothing was stored.',
    new URL(origin).host,
  );
  return (await vscode.window.showErrorMessage(sentence, tryAgain)) === tryAgain;
}
