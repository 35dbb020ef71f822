import { isHttpsOrLoopback, parseUrl, trimPastedText } from './address';

/**
 * An inbound webhook: `https://<portal>/rest/<user>/<code>/`. The URL itself is the secret, so the code is a private
 * field and the URL a getter: printing the object shows neither.
 */
export class Webhook {
  readonly kind = 'webhook';
  readonly #code: string;

  constructor(
    /** `https://<portal>`, without a path. */
    readonly origin: string,
    /** The numeric id or the login of the user who created it. */
    readonly userId: string,
    code: string,
  ) {
    this.#code = code;
  }

  /** Returns the same webhook with the owner's numeric id, if it was given with the login. */
  withUserId(userId: string): Webhook {
    return new Webhook(this.origin, userId, this.#code);
  }

  /** Returns the same webhook at the portal's new origin. */
  withOrigin(origin: string): Webhook {
    return new Webhook(origin, this.userId, this.#code);
  }

  /** The secret URL. Only for secret storage and the transport. */
  get restUrl(): string {
    return `${this.origin}/rest/${this.userId}/${this.#code}/`;
  }
}

export type WebhookProblem = 'empty' | 'notAnAddress' | 'notHttps' | 'hasPassword' | 'notRest' | 'noUser' | 'noCode';

type WebhookParseResult =
  | { readonly kind: 'webhook'; readonly webhook: Webhook }
  | { readonly kind: 'problem'; readonly problem: WebhookProblem };

/**
 * Parses a webhook URL that was typed or stored. Spaces and quotes around it are trimmed, a method or query at its
 * end is dropped; `http:` is accepted only for loopback addresses. Checks only the format.
 */
export function parseWebhook(text: string): WebhookParseResult {
  if (trimPastedText(text) === '') return problem('empty');
  const url = parseUrl(text);
  if (url === undefined) return problem('notAnAddress');
  if (!isHttpsOrLoopback(url)) return problem(url.protocol === 'http:' ? 'notHttps' : 'notAnAddress');
  if (url.username !== '' || url.password !== '') return problem('hasPassword');
  const [, rest, ...tail] = url.pathname.split('/');
  // The newer generation of the REST API has `api` before the user; the code is the same.
  const [user = '', code = ''] = tail[0] === 'api' ? tail.slice(1) : tail;
  if (rest !== 'rest') return problem('notRest');
  if (!/^[\w.@%+-]+$/.test(user)) return problem('noUser');
  return /^\w+$/.test(code) ? { kind: 'webhook', webhook: new Webhook(url.origin, user, code) } : problem('noCode');
}

function problem(name: WebhookProblem): WebhookParseResult {
  return { kind: 'problem', problem: name };
}
