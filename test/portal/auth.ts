import type { Address } from './address';
import type { Company } from './company';
import { isEmpty, toInt, toText, type PhpMap } from './php';
import { Refusal } from './refusal';

/** What became of a webhook. Anything but `active` refuses every call with the server's own code for it. */
export type WebhookState = 'active' | 'revoked' | 'held' | 'unpaid' | 'ownerDismissed' | 'httpsOnly';

/** An inbound webhook. Tests change its scope and state while the portal runs. */
export interface Access {
  readonly userId: number;
  readonly code: string;
  scope: readonly string[];
  state: WebhookState;
}

const REFUSALS: Readonly<Record<Exclude<WebhookState, 'active'>, string>> = {
  revoked: 'INVALID_CREDENTIALS',
  held: 'OVERLOAD_LIMIT',
  unpaid: 'ACCESS_DENIED',
  ownerDismissed: 'authorization_error',
  httpsOnly: 'INVALID_REQUEST',
};

export interface Request {
  readonly address: Address;
  readonly params: PhpMap;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
}

/** Finds out who calls. Tokens are looked at before webhooks; this portal has issued none. */
export function authenticate(request: Request, webhooks: readonly Access[], company: Company): Access {
  if (hasToken(request)) throw new Refusal('invalid_token');
  const { login, code } = credentials(request);
  if (login === '' && code === '') throw new Refusal('NO_AUTH_FOUND');
  const access = webhooks.find(webhook => webhook.code === code && owns(login, webhook.userId, company));
  if (!access) throw new Refusal('INVALID_CREDENTIALS');
  if (access.state !== 'active') throw new Refusal(REFUSALS[access.state]);
  return access;
}

/** A method asks for any of its scopes; with none it is open to every caller. */
export function isAllowed(access: Access, scopes: readonly string[]): boolean {
  return scopes.length === 0 || scopes.some(scope => access.scope.includes(scope));
}

const CREDENTIAL_KEYS = ['auth', 'access_token', 'aplogin', 'ap', 'state', 'start'];

/** The parameters a handler sees. */
export function withoutCredentials(params: PhpMap): PhpMap {
  return Object.fromEntries(Object.entries(params).filter(([key]) => !CREDENTIAL_KEYS.includes(key)));
}

function hasToken({ params, headers }: Request): boolean {
  const { authorization } = headers;
  const isBearer = typeof authorization === 'string' && /^bearer\s+\S/i.test(authorization);
  return isBearer || !isEmpty(params.auth) || !isEmpty(params.access_token);
}

function credentials({ address, params }: Request): { login: string; code: string } {
  if (address.credentials) return address.credentials;
  return { login: toText(params.aplogin), code: toText(params.ap) };
}

/** The first part of a webhook's path is a user's id or login. */
function owns(login: string, userId: number, company: Company): boolean {
  if (/^\d+$/.test(login)) return toInt(login) === userId;
  const owner = company.people.get(userId);
  return owner?.isActive === true && owner.login === login;
}
