import assert from 'node:assert/strict';
import type { LocalApplication } from '../../portal/oauth/oauth';
import type { StandInPortal } from '../../portal/portal';
import { send, type Answer } from './caller';

export const HANDLER = 'http://localhost:4180/callback';

/** A browser's visit to the page that asks for access. */
export function authorize(
  portal: StandInPortal,
  params: Readonly<Record<string, string>>,
  init: RequestInit = {},
): Promise<Answer> {
  return send(`${portal.origin}/oauth/authorize/?${new URLSearchParams(params).toString()}`, init);
}

/** Where the browser is sent by an answer. */
export function target({ status, headers }: Answer): URL {
  assert.equal(status, 302);
  return new URL(headers.get('location') ?? '');
}

/** A fresh code for whoever is signed in. */
export async function codeFor(portal: StandInPortal, { clientId }: LocalApplication): Promise<string> {
  const code = target(await authorize(portal, { client_id: clientId, state: 's' })).searchParams.get('code');
  assert.ok(code);
  return code;
}

/** Posts a form to the token endpoint. */
export function askForTokens(portal: StandInPortal, params: Readonly<Record<string, string>>): Promise<Answer> {
  return send(`${portal.origin}/oauth/token/`, { method: 'POST', body: new URLSearchParams(params) });
}

export function redeem(portal: StandInPortal, application: LocalApplication, code: string): Promise<Answer> {
  return askForTokens(portal, { grant_type: 'authorization_code', ...credentials(application), code });
}

export function refresh(portal: StandInPortal, application: LocalApplication, token: string): Promise<Answer> {
  return askForTokens(portal, {
    grant_type: 'refresh_token',
    ...credentials(application),
    refresh_token: token,
  });
}

export function credentials({ clientId, clientSecret }: LocalApplication): {
  client_id: string;
  client_secret: string;
} {
  return { client_id: clientId, client_secret: clientSecret };
}

/** The token endpoint says no, and nothing beside it unless a description is expected. */
export async function denies(
  answer: Promise<Answer>,
  status: number,
  error: string,
  description?: string,
): Promise<void> {
  const { status: actual, json } = await answer;
  const text = description === undefined ? {} : { error_description: description };
  assert.deepEqual(json, { error, ...text });
  assert.equal(actual, status);
}
