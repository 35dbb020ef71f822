import type { Credential } from '../../bitrix24/auth/credential';
import { ApplicationCredential } from '../../bitrix24/auth/oauth';
import type { LocalApplication, OAuthGrant, OAuthRedirect } from '../../bitrix24/auth/oauth';
import { hostOf } from '../../model/account';
import type { Author } from '../../model/notification/notification';
import { failureOrRethrow } from '../../model/portalFailure';
import type { Times } from '../text/times';
import type { ApplicationAccess } from './applicationFields';
import { codeExchangeFailure, verificationFailure } from './signInFailure';
import type { SignInFailure } from './signInFailure';

export interface CodeExchangeOptions {
  /** Exchanges the code for tokens; rejects with a `PortalFailure`. */
  readonly exchange: (
    origin: string,
    application: LocalApplication,
    redirect: OAuthRedirect,
    signal: AbortSignal,
  ) => Promise<{ readonly grant: OAuthGrant; readonly userId?: string }>;
  /** Asks the portal whose the credential is; rejects with a `PortalFailure` if it does not work. */
  readonly check: (credential: Credential, signal: AbortSignal) => Promise<Author>;
  readonly times: Times;
}

/** A sign-in that the portal accepted, and its user. */
export interface VerifiedApplication {
  readonly credential: ApplicationCredential;
  readonly account: Author;
}

export type CodeExchangeResult =
  | { readonly kind: 'checked'; readonly checked: VerifiedApplication }
  | { readonly kind: 'trouble'; readonly trouble: SignInFailure };

/** Exchanges the code in the redirect for a credential, and verifies it with the portal. */
export async function exchangeCodeAndVerify(
  { exchange, check, times }: CodeExchangeOptions,
  { origin, application }: ApplicationAccess,
  redirect: OAuthRedirect,
  signal: AbortSignal,
): Promise<CodeExchangeResult> {
  const hosts = { portal: hostOf(origin), server: hostOf(redirect.tokenServer) };
  let credential: ApplicationCredential;
  try {
    const { grant, userId = '' } = await exchange(origin, application, redirect, signal);
    credential = new ApplicationCredential(origin, userId, application, grant);
  } catch (error) {
    return { kind: 'trouble', trouble: codeExchangeFailure(failureOrRethrow(error), hosts, times) };
  }
  try {
    const account = await check(credential, signal);
    return { kind: 'checked', checked: { credential: credential.withUserId(String(account.id)), account } };
  } catch (error) {
    return { kind: 'trouble', trouble: verificationFailure(failureOrRethrow(error), hosts, times) };
  }
}
