import type { Endpoint, WrittenAnswer } from '../endpoint';
import { encodeJson } from '../envelope';
import type { Draft } from '../journal';
import type { PhpMap } from '../php';
import { Refusal, type RefusalDetails } from '../refusal';
import { statusOf } from '../statuses';
import type { AuthorizationServer } from './authorizationServer';
import type { TokenAnswer } from './oauth';

/** Where this endpoint's statuses are not those that the codes have for a method. */
const STATUSES: Readonly<Record<string, number>> = {
  wrong_client: 200,
  invalid_request: 400,
  insufficient_scope: 403,
  INVALID_SCOPE: 403,
  NOT_INSTALLED: 401,
};

/** `/oauth/token/`: makes tokens of a code or of a refresh token. */
export function tokenEndpoint(server: AuthorizationServer, draft: Draft): Endpoint {
  return {
    headers,
    refused,
    succeeded: result => json(200, result, 'ok'),
    execute() {
      try {
        const answer = tokensFor(draft.params, server);
        Object.assign(draft, { userId: answer.user_id, isExecuted: true });
        return json(200, answer, 'ok');
      } catch (error) {
        if (error instanceof Refusal) return refused(error.code, { description: error.description });
        throw error;
      }
    },
  };
}

function tokensFor(params: PhpMap, server: AuthorizationServer): TokenAnswer {
  const grantType = required(params, 'grant_type');
  if (grantType !== 'authorization_code' && grantType !== 'refresh_token') {
    throw refusal('unsupported_grant_type');
  }
  const application = server.application(required(params, 'client_id'));
  if (!application) throw refusal('wrong_client');
  if (required(params, 'client_secret') !== application.clientSecret) throw refusal('invalid_client');
  const secret = required(params, grantType === 'refresh_token' ? 'refresh_token' : 'code');
  if (!application.isInstalled) throw refusal('NOT_INSTALLED', 'Application not installed');
  return grantType === 'refresh_token' ? server.refresh(application, secret) : server.redeem(application, secret);
}

function required(params: PhpMap, name: string): string {
  const value = params[name];
  if (typeof value === 'string' && value !== '') return value;
  throw refusal('invalid_request', `No "${name}" parameter found`);
}

function refusal(code: string, description = ''): Refusal {
  return new Refusal(code, { description });
}

function refused(code: string, { status, description = '', extra }: RefusalDetails): WrittenAnswer {
  const text = description === '' ? {} : { error_description: description };
  return json(status ?? STATUSES[code] ?? statusOf(code, 'server'), { error: code, ...text, ...extra }, code);
}

function json(status: number, body: unknown, outcome: string): WrittenAnswer {
  return {
    status,
    outcome,
    headers: headers('application/json; charset=utf-8'),
    body: encodeJson(body),
  };
}

function headers(contentType: string): Record<string, string> {
  return { 'Content-Type': contentType, 'Cache-Control': 'no-store' };
}
