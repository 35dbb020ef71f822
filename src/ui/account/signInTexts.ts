import { env, l10n } from 'vscode';
import type { OAuthRedirectProblem } from '../../bitrix24/auth/oauth';
import type { Failure, UnreachableReason } from '../../model/portalFailure';
import { failureText } from '../text/failureText';
import type { Times } from '../text/times';
import type { SignInPageTexts } from './oauthAttempt';

/** A field of the sign-in through a portal's local application. */
export type ApplicationField = 'portal' | 'clientId' | 'clientSecret';

/** Returns the texts of the pages shown in the browser at the end of a sign-in. */
export function signInPageTexts(): SignInPageTexts {
  return {
    language: l10n.bundle === undefined ? 'en' : env.language,
    accepted: {
      title: l10n.t('Return to VS Code'),
      text: l10n.t('VS Code is finishing the sign-in to Bitrix24. You can close this page.'),
    },
    refused: {
      title: l10n.t('Different Sign-In'),
      text: l10n.t(
        'This is not the sign-in that VS Code is waiting for here. If you started it in another window, paste this page’s address there. Otherwise, go back and open the browser again.',
      ),
    },
  };
}

/** Explains why an address does not complete the sign-in to the portal at `host`. */
export function redirectProblemText(problem: OAuthRedirectProblem, host: string): string {
  const texts: Readonly<Record<OAuthRedirectProblem, string>> = {
    notAnAddress: l10n.t('This is not an address. Copy everything in the browser’s address bar.'),
    noCode: l10n.t(
      'This address does not contain a code. Sign in using the browser first, and then copy the address of the last page.',
    ),
    otherSignIn: l10n.t('This address is from a different sign-in. Use the button above to open the browser again.'),
    otherPortal: l10n.t('This address is from a portal other than {0}. Go back and check the portal’s address.', host),
    unknownServer: l10n.t('This address specifies a server that does not belong to Bitrix24. Nothing was sent to it.'),
  };
  return texts[problem];
}

/** Tells the user what to do in the browser. `isListening`: the redirect arrives automatically. */
export function browserPromptText(isListening: boolean, port: number): string {
  return isListening
    ? l10n.t(
        'Sign in using the browser. This box closes automatically. If the last page can’t be opened, paste its address here.',
      )
    : l10n.t(
        'Port {0} is already in use on this computer, and the program that uses it would see what the browser sends back. Free the port, or open the browser with the button above, sign in, and paste the address of the last page here.',
        port,
      );
}

/** Why a sign-in failed, and where to fix it: in a field or in the browser. */
export interface SignInFailure {
  readonly at: ApplicationField | 'browser';
  readonly sentence: string;
}

/** Explains why the authorization server issued no tokens for the code. `portal` and `server` are hosts. */
export function codeExchangeFailure(failure: Failure, portal: string, server: string, times: Times): SignInFailure {
  switch (failure.kind) {
    case 'unauthorized':
    case 'refused':
      return rejectionFailure(failure.code, portal);
    case 'blocked':
      return failure.code.toUpperCase() === 'PAYMENT_REQUIRED'
        ? inBrowser(
            l10n.t(
              'The plan of {0} does not allow applications or has expired. Contact the portal’s administrator.',
              portal,
            ),
          )
        : otherFailure(failure, portal, times);
    case 'unreachable':
      return failure.reason === 'moved'
        ? otherFailure(failure, portal, times)
        : inBrowser(unreachableServerText(failure.reason, server, failureText(failure, times)));
    case 'malformed':
      return inBrowser(
        l10n.t('{0} does not respond like Bitrix24’s authorization server. Press Enter to sign in again.', server),
      );
    default:
      return otherFailure(failure, portal, times);
  }
}

/** Explains why the portal did not accept the tokens. */
export function verificationFailure(failure: Failure, portal: string, times: Times): SignInFailure {
  switch (failure.kind) {
    case 'forbidden':
      return failure.scope === undefined
        ? otherFailure(failure, portal, times)
        : inBrowser(missingScopeText(failure.scope));
    case 'unauthorized':
    case 'refused':
      if (failure.kind === 'refused' && failure.missingMethod !== undefined) {
        return otherFailure(failure, portal, times);
      }
      return inBrowser(l10n.t('{0} rejected the sign-in ({1}). Press Enter to sign in again.', portal, failure.code));
    case 'malformed':
      if (failure.reason === 'extraText') return otherFailure(failure, portal, times);
      return {
        at: 'portal',
        sentence: l10n.t('{0} does not respond like a Bitrix24 portal. Check the address.', portal),
      };
    default:
      return otherFailure(failure, portal, times);
  }
}

/** Explains a failure that is the same in either step. */
function otherFailure(failure: Failure, portal: string, times: Times): SignInFailure {
  if (failure.kind === 'unreachable' && failure.reason === 'moved') {
    const sentence =
      failure.movedTo === undefined
        ? l10n.t('{0} now has a different address. Connect using the new address.', portal)
        : l10n.t('{0} now has the address {1}. If you recognize it, connect using it.', portal, failure.movedTo);
    return { at: 'portal', sentence };
  }
  return inBrowser(
    failure.kind === 'rateLimited' && failure.retryAt === undefined
      ? l10n.t('Too many requests were sent. Wait a moment, and then press Enter to sign in again.')
      : withRetryHint(failureText(failure, times)),
  );
}

function rejectionFailure(code: string, portal: string): SignInFailure {
  switch (code.toUpperCase()) {
    case 'WRONG_CLIENT':
      return {
        at: 'clientId',
        sentence: l10n.t('No application has this client_id. Copy it again from the application’s settings.'),
      };
    case 'INVALID_CLIENT':
      return {
        at: 'clientSecret',
        sentence: l10n.t('This is not the application’s client_secret. Copy it again from the application’s settings.'),
      };
    case 'INVALID_GRANT':
    case 'EXPIRED_TOKEN':
      return inBrowser(
        l10n.t(
          'The browser’s response is no longer valid. It lasts 30 seconds and can be used only once. Press Enter to sign in again.',
        ),
      );
    case 'NOT_INSTALLED':
      return inBrowser(
        l10n.t(
          'The application is not installed in {0}. Save its settings there or ask the administrator, and then press Enter to sign in again.',
          portal,
        ),
      );
    case 'INSUFFICIENT_SCOPE':
    case 'INVALID_SCOPE':
      return inBrowser(missingScopeText('im'));
    default:
      return inBrowser(l10n.t('{0} rejected the sign-in ({1}). Press Enter to sign in again.', portal, code));
  }
}

/** `other`: the text for a reason that does not concern the server. */
function unreachableServerText(reason: UnreachableReason, server: string, other: string): string {
  switch (reason) {
    case 'certificate':
      return withRetryHint(l10n.t('The certificate of {0} is not trusted here.', server));
    case 'server':
      return withRetryHint(l10n.t('{0} is having problems.', server));
    case 'page':
    case 'proxySignIn':
    case 'proxy':
      return withRetryHint(other);
    default:
      return l10n.t(
        'The authorization server {0} can’t be reached. Check your connection, and then press Enter to sign in again.',
        server,
      );
  }
}

function missingScopeText(scope: string): string {
  return l10n.t(
    'The application does not have the “{0}” permission. Select it in the application’s settings in the portal, save, and then press Enter to sign in again.',
    scope,
  );
}

function withRetryHint(sentence: string): string {
  return l10n.t('{0} Press Enter to sign in again.', sentence);
}

function inBrowser(sentence: string): SignInFailure {
  return { at: 'browser', sentence };
}
