import { l10n } from 'vscode';
import type { Failure, UnreachableReason } from '../../model/portalFailure';
import { failureText } from '../text/failureText';
import type { Times } from '../text/times';
import type { ApplicationField } from './applicationFields';

/** Why a sign-in failed, and where to fix it: at a wizard step or in the browser. */
export interface SignInFailure {
  readonly at: ApplicationField | 'browser';
  readonly sentence: string;
}

/** The hosts that a message may name. */
export interface SignInHosts {
  readonly portal: string;
  /** The authorization server. */
  readonly server: string;
}

/** Explains why the authorization server issued no tokens for the code. */
export function codeExchangeFailure(
  failure: Failure,
  { portal, server }: SignInHosts,
  times: Times,
): SignInFailure {
  switch (failure.kind) {
    case 'unauthorized':
      return refusal(failure.code, portal);
    case 'blocked':
      return inBrowser(
        failure.code.toUpperCase() === 'PAYMENT_REQUIRED'
          ? l10n.t(
              'The plan of {0} does not allow applications or has expired. Contact the portal’s administrator.',
              portal,
            )
          : again(failureText(failure, times)),
      );
    case 'unreachable':
      return failure.reason === 'moved'
        ? moved(portal)
        : inBrowser(serverText(failure.reason, server, failureText(failure, times)));
    case 'malformed':
      return inBrowser(
        l10n.t(
          '{0} does not respond like Bitrix24’s authorization server. Press Enter to sign in again.',
          server,
        ),
      );
    case 'rateLimited':
      return inBrowser(tooMany(failure, times));
    default:
      return inBrowser(again(failureText(failure, times)));
  }
}

/** Explains why the portal did not accept the tokens. */
export function verificationFailure(failure: Failure, { portal }: SignInHosts, times: Times): SignInFailure {
  switch (failure.kind) {
    case 'forbidden':
      return inBrowser(
        failure.scope === undefined ? again(failureText(failure, times)) : lacksScope(failure.scope),
      );
    case 'unauthorized':
    case 'refused':
      return inBrowser(
        l10n.t('{0} rejected the sign-in ({1}). Press Enter to sign in again.', portal, failure.code),
      );
    case 'unreachable':
      return failure.reason === 'moved' ? moved(portal) : inBrowser(again(failureText(failure, times)));
    case 'malformed':
      return {
        at: 'portal',
        sentence: l10n.t('{0} does not respond like a Bitrix24 portal. Check the address.', portal),
      };
    case 'rateLimited':
      return inBrowser(tooMany(failure, times));
    default:
      return inBrowser(again(failureText(failure, times)));
  }
}

function refusal(code: string, portal: string): SignInFailure {
  switch (code.toUpperCase()) {
    case 'WRONG_CLIENT':
      return {
        at: 'clientId',
        sentence: l10n.t('No application has this client_id. Copy it again from the application’s settings.'),
      };
    case 'INVALID_CLIENT':
      return {
        at: 'clientSecret',
        sentence: l10n.t(
          'This is not the application’s client_secret. Copy it again from the application’s settings.',
        ),
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
      return inBrowser(lacksScope('im'));
    default:
      return inBrowser(l10n.t('{0} rejected the sign-in ({1}). Press Enter to sign in again.', portal, code));
  }
}

/** `other`: the text for a reason that does not concern the server. */
function serverText(reason: UnreachableReason, server: string, other: string): string {
  switch (reason) {
    case 'certificate':
      return again(l10n.t('The certificate of {0} is not trusted here.', server));
    case 'server':
      return again(l10n.t('{0} is having problems.', server));
    case 'page':
      return again(other);
    default:
      return l10n.t(
        'The authorization server {0} can’t be reached. Check your connection, and then press Enter to sign in again.',
        server,
      );
  }
}

function tooMany(failure: Extract<Failure, { kind: 'rateLimited' }>, times: Times): string {
  return failure.retryAt === undefined
    ? l10n.t('Too many requests were sent. Wait a moment, and then press Enter to sign in again.')
    : again(failureText(failure, times));
}

function lacksScope(scope: string): string {
  return l10n.t(
    'The application does not have the “{0}” permission. Select it in the application’s settings in the portal, save, and then press Enter to sign in again.',
    scope,
  );
}

function moved(portal: string): SignInFailure {
  return {
    at: 'portal',
    sentence: l10n.t('{0} now has a different address. Connect using the new address.', portal),
  };
}

function again(sentence: string): string {
  return l10n.t('{0} Press Enter to sign in again.', sentence);
}

function inBrowser(sentence: string): SignInFailure {
  return { at: 'browser', sentence };
}
