import * as vscode from 'vscode';
import type { OAuthRedirectProblem } from '../../bitrix24/auth/oauth';
import type { SignInPageTexts } from './redirectListener';

/** Returns the texts of the pages shown in the browser at the end of a sign-in. */
export function signInPageTexts(): SignInPageTexts {
  return {
    language: vscode.l10n.bundle === undefined ? 'en' : vscode.env.language,
    accepted: {
      title: vscode.l10n.t('Back to VS Code'),
      text: vscode.l10n.t('VS Code finishes the sign-in to Bitrix24. You can close this page.'),
    },
    refused: {
      title: vscode.l10n.t('Another Sign-In'),
      text: vscode.l10n.t(
        'This is not the sign-in that VS Code waits for here. If another window has begun it, paste the address of this page there; else go back and open the browser again.',
      ),
    },
  };
}

/** Explains why an address does not complete the sign-in to the portal at `host`. */
export function redirectProblemText(problem: OAuthRedirectProblem, host: string): string {
  switch (problem) {
    case 'notAnAddress':
      return vscode.l10n.t('This is no address. Copy the whole of the browser’s address bar.');
    case 'noCode':
      return vscode.l10n.t(
        'This address has no code in it. Sign in in the browser first, then copy the address of its last page.',
      );
    case 'otherSignIn':
      return vscode.l10n.t(
        'This address is from another sign-in. Open the browser again with the button above.',
      );
    case 'otherPortal':
      return vscode.l10n.t(
        'This address is from another portal than {0}. Go back and check the portal’s address.',
        host,
      );
    case 'unknownServer':
      return vscode.l10n.t('This address names a server that is not Bitrix24’s. Nothing was sent to it.');
  }
}

/** Tells the user what to do in the browser. `isHeard`: the redirect arrives automatically. */
export function browserPromptText(isHeard: boolean, port: number): string {
  return isHeard
    ? vscode.l10n.t(
        'Sign in in the browser; this box closes by itself. If the last page there can’t be opened, paste its address here.',
      )
    : vscode.l10n.t(
        'Port {0} is not free here, and a program that has it would see what the browser brings back. Free it, or open the browser with the button above, sign in, and paste its last page’s address here.',
        port,
      );
}
