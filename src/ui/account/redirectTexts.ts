import * as vscode from 'vscode';
import type { OAuthRedirectProblem } from '../../bitrix24/auth/oauth';
import type { SignInPageTexts } from './redirectListener';

/** Returns the texts of the pages shown in the browser at the end of a sign-in. */
export function signInPageTexts(): SignInPageTexts {
  return {
    language: vscode.l10n.bundle === undefined ? 'en' : vscode.env.language,
    accepted: {
      title: vscode.l10n.t('Return to VS Code'),
      text: vscode.l10n.t('VS Code is finishing the sign-in to Bitrix24. You can close this page.'),
    },
    refused: {
      title: vscode.l10n.t('Different Sign-In'),
      text: vscode.l10n.t(
        'This is not the sign-in that VS Code is waiting for here. If you started it in another window, paste this page’s address there. Otherwise, go back and open the browser again.',
      ),
    },
  };
}

/** Explains why an address does not complete the sign-in to the portal at `host`. */
export function redirectProblemText(problem: OAuthRedirectProblem, host: string): string {
  switch (problem) {
    case 'notAnAddress':
      return vscode.l10n.t('This is not an address. Copy everything in the browser’s address bar.');
    case 'noCode':
      return vscode.l10n.t(
        'This address does not contain a code. Sign in using the browser first, and then copy the address of the last page.',
      );
    case 'otherSignIn':
      return vscode.l10n.t(
        'This address is from a different sign-in. Use the button above to open the browser again.',
      );
    case 'otherPortal':
      return vscode.l10n.t(
        'This address is from a portal other than {0}. Go back and check the portal’s address.',
        host,
      );
    case 'unknownServer':
      return vscode.l10n.t(
        'This address specifies a server that does not belong to Bitrix24. Nothing was sent to it.',
      );
  }
}

/** Tells the user what to do in the browser. `isHeard`: the redirect arrives automatically. */
export function browserPromptText(isHeard: boolean, port: number): string {
  return isHeard
    ? vscode.l10n.t(
        'Sign in using the browser. This box closes automatically. If the last page can’t be opened, paste its address here.',
      )
    : vscode.l10n.t(
        'Port {0} is already in use on this computer, and the program that uses it would see what the browser sends back. Free the port, or open the browser with the button above, sign in, and paste the address of the last page here.',
        port,
      );
}
