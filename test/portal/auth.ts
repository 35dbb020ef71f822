import type { Address } from './address';
import type { Company } from './company';
import { isEmpty, toInt, toText, type PhpMap } from './php';
import { Refusal } from './refusal';

/** What became of a webhook. Anything but `active` refuses every call with the server's own code for it. */
export type WebhookState = 'active' | 'revoked' | 'held' | 'unpaid' | 'ownerDismissed' | 'httpsOnly';

/** Who calls, and what they may call. */
export interface Caller {
  readonly userId: number;
  readonly scope: readonly string[];
  /** The application whose token it is; a webhook has none. */
  readonly clientId?: string;
}

/** An inbound webhook. Tests change its scope and state while the portal runs. */
export interface Access extends Caller {
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

/** What the portal has given out. */
export interface Credentials {
  readonly webhooks: readonly Access[];
  /** Whom an access token stands for; throws what is to be said about a token that is not good. */
  readonly tokens: { callerOf(accessToken: string): Caller };
}

/** Finds out who calls. Tokens are looked at before webhooks. */
export function authenticate(request: Request, { webhooks, tokens }: Credentials, company: Company): Caller {
  const token = tokenOf(request);
  if (token !== undefined) return tokens.callerOf(token);
  const { login, code } = webhookOf(request);
  if (login === '' && code === '') throw new Refusal('NO_AUTH_FOUND');
  const access = webhooks.find(webhook => webhook.code === code && owns(login, webhook.userId, company));
  if (!access) throw new Refusal('INVALID_CREDENTIALS');
  if (access.state !== 'active') throw new Refusal(REFUSALS[access.state]);
  return access;
}

/** A method asks for any of its scopes; with none it is open to every caller. */
export function isAllowed(caller: Caller, scopes: readonly string[]): boolean {
  return scopes.length === 0 || scopes.some(scope => caller.scope.includes(scope));
}

/** What is said to a caller that is not allowed. */
export function scopeRefusal({ clientId }: Caller): Refusal {
  const kind = clientId === undefined ? 'webhook' : 'access';
  const description = `The request requires higher privileges than provided by the ${kind} token`;
  return new Refusal('insufficient_scope', { description });
}

const CREDENTIAL_KEYS = ['auth', 'access_token', 'aplogin', 'ap', 'state', 'start'];

/** The parameters a handler sees. */
export function withoutCredentials(params: PhpMap): PhpMap {
  return Object.fromEntries(Object.entries(params).filter(([key]) => !CREDENTIAL_KEYS.includes(key)));
}

/** The header goes before the parameters, and `auth` before `access_token`. */
function tokenOf({ params, headers }: Request): string | undefined {
  const { authorization } = headers;
  const bearer = typeof authorization === 'string' ? /^bearer\s+(\S+)/i.exec(authorization)?.[1] : undefined;
  if (bearer !== undefined) return bearer;
  const given = [params.auth, params.access_token].find(value => !isEmpty(value));
  return given === undefined ? undefined : toText(given);
}

function webhookOf({ address, params }: Request): { login: string; code: string } {
  if (address.credentials) return address.credentials;
  return { login: toText(params.aplogin), code: toText(params.ap) };
}

/** The first part of a webhook's path is a user's id or login. */
function owns(login: string, userId: number, company: Company): boolean {
  if (/^\d+$/.test(login)) return toInt(login) === userId;
  const owner = company.people.get(userId);
  return owner?.isActive === true && owner.login === login;
}
