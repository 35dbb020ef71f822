import { isPrivate, trimmed, urlIn } from './address';

/**
 * An inbound webhook: `https://<portal>/rest/<user>/<code>/`. Its address is the secret itself, so the code is
 * private and the address no property: what prints an object shows neither.
 */
export class Webhook {
  readonly kind = 'webhook';
  readonly #code: string;

  constructor(
    /** `https://<portal>`, without a path. */
    readonly origin: string,
    /** The numeric id, or the login, of the person who made it. */
    readonly userId: string,
    code: string,
  ) {
    this.#code = code;
  }

  /** The same webhook by the owner's numeric id, where it was given by the login. */
  of(userId: string): Webhook {
    return new Webhook(this.origin, userId, this.#code);
  }

  /** The same webhook where its portal has moved to. */
  at(origin: string): Webhook {
    return new Webhook(origin, this.userId, this.#code);
  }

  /** `portal.example:8080`, for people. */
  get host(): string {
    return new URL(this.origin).host;
  }

  /** The secret address, for the secret store and the transport alone. */
  get address(): string {
    return `${this.origin}/rest/${this.userId}/${this.#code}/`;
  }
}

export type WebhookProblem =
  'empty' | 'notAnAddress' | 'notHttps' | 'hasPassword' | 'notRest' | 'noUser' | 'noCode';

export type WebhookReading =
  | { readonly kind: 'webhook'; readonly webhook: Webhook }
  | { readonly kind: 'problem'; readonly problem: WebhookProblem };

/**
 * Reads what a person typed or a secret held. Spaces and quotes around it are trimmed, a method or a query at its end is cut off;
 * `http:` passes for loopback addresses alone. Looks at the shape only.
 */
export function readWebhook(text: string): WebhookReading {
  if (trimmed(text) === '') {
    return problem('empty');
  }
  const url = urlIn(text);
  if (url === undefined) {
    return problem('notAnAddress');
  }
  if (!isPrivate(url)) {
    return problem(url.protocol === 'http:' ? 'notHttps' : 'notAnAddress');
  }
  if (url.username !== '' || url.password !== '') {
    return problem('hasPassword');
  }
  const [, rest, ...tail] = url.pathname.split('/');
  // The newer generation of the REST API puts `api` before the user; the code is the same.
  const [user = '', code = ''] = tail[0] === 'api' ? tail.slice(1) : tail;
  if (rest !== 'rest') {
    return problem('notRest');
  }
  if (!/^[\w.@%+-]+$/.test(user)) {
    return problem('noUser');
  }
  return /^\w+$/.test(code)
    ? { kind: 'webhook', webhook: new Webhook(url.origin, user, code) }
    : problem('noCode');
}

function problem(name: WebhookProblem): WebhookReading {
  return { kind: 'problem', problem: name };
}
