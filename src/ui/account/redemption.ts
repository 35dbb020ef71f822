import { ApplicationCredential } from '../../bitrix24/access/applicationCredential';
import type { Grant, LocalApplication } from '../../bitrix24/access/applicationCredential';
import type { Redirect } from '../../bitrix24/access/authorization';
import type { Credential } from '../../bitrix24/access/credential';
import type { Author } from '../../model/notification';
import { failureIn } from '../../model/portalFailure';
import type { Times } from '../text/times';
import type { Access } from './applicationSteps';
import { checkTrouble, exchangeTrouble } from './signInTrouble';
import type { SignInTrouble } from './signInTrouble';

export interface RedemptionNeeds {
  /** Makes a grant of a code; rejects with a `PortalFailure`. */
  readonly exchange: (
    origin: string,
    application: LocalApplication,
    redirect: Redirect,
    signal: AbortSignal,
  ) => Promise<{ readonly grant: Grant; readonly userId?: string }>;
  /** Asks the portal whose the credential is; rejects with a `PortalFailure` where it does not work. */
  readonly check: (credential: Credential, signal: AbortSignal) => Promise<Author>;
  readonly times: Times;
}

/** A sign-in that the portal took, and whose it is. */
export interface CheckedApplication {
  readonly credential: ApplicationCredential;
  readonly account: Author;
}

export type Redemption =
  | { readonly kind: 'checked'; readonly checked: CheckedApplication }
  | { readonly kind: 'trouble'; readonly trouble: SignInTrouble };

/** Makes a credential of what the browser came back with, and tries it. */
export async function redeem(
  { exchange, check, times }: RedemptionNeeds,
  { origin, application }: Access,
  redirect: Redirect,
  signal: AbortSignal,
): Promise<Redemption> {
  const hosts = { portal: new URL(origin).host, server: new URL(redirect.tokenServer).host };
  let credential: ApplicationCredential;
  try {
    const { grant, userId = '' } = await exchange(origin, application, redirect, signal);
    credential = new ApplicationCredential(origin, userId, application, grant);
  } catch (error) {
    return { kind: 'trouble', trouble: exchangeTrouble(failureIn(error), hosts, times) };
  }
  try {
    const account = await check(credential, signal);
    return { kind: 'checked', checked: { credential: credential.of(String(account.id)), account } };
  } catch (error) {
    return { kind: 'trouble', trouble: checkTrouble(failureIn(error), hosts, times) };
  }
}
