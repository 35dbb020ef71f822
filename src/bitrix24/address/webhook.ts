import { isHttpsOrLoopback, parseUrl } from './address';
import { findUrls, joinLines, trimPastedText } from './pastedText';

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

export type WebhookProblem =
  | 'empty'
  | 'notAnAddress'
  | 'notHttps'
  | 'hasPassword'
  | 'notRest'
  | 'noUser'
  | 'noCode'
  | 'oddCode'
  | 'interrupted'
  | 'several';

type WebhookParseResult =
  | { readonly kind: 'webhook'; readonly webhook: Webhook }
  | { readonly kind: 'problem'; readonly problem: WebhookProblem };

/** A webhook without a scheme. */
const WITHOUT_SCHEME = /[^\s/()[\]{}<>"'`«»‹›“”„‘’‚=]{1,255}\/+rest\/\S*/;

/**
 * The newer generation of the REST API has `api` before the user; the code is the same. Two slashes are one if a
 * number follows, or a code with a digit: a method or a login could stand after a part that is missing.
 */
const USER_AND_CODE = /^\/+rest(?:\/+api(?![^/]))?\/?(?:\/+(?=\d+\/))?([^/]*)\/?(?:\/+(?=\w*\d\w*(?:\/|$)))?([^/]*)/i;

/**
 * Parses a webhook URL that was typed, pasted with the text around it, or stored. A method or query at its end is
 * dropped; `http:` is accepted only for loopback addresses. Checks only the format. The code is never guessed: it is
 * a problem if the text has several webhooks, or something that does not belong into a code.
 */
export function parseWebhook(text: string): WebhookParseResult {
  if (trimPastedText(text) === '') return problem('empty');
  const result = parseText(text);
  const joined = result.kind === 'problem' && result.problem !== 'several' ? parseText(joinLines(text)) : result;
  return joined.kind === 'webhook' ? joined : result;
}

function parseText(text: string): WebhookParseResult {
  const urls = findUrls(text, WITHOUT_SCHEME, 'https');
  const results = urls.map(url => (url.isInterrupted ? problem('interrupted') : parseAddress(url.text)));
  const webhooks = results.flatMap(result => (result.kind === 'webhook' ? [result] : []));
  const [first] = webhooks;
  if (first === undefined) {
    const isNearest = (result: WebhookParseResult): boolean =>
      result.kind === 'problem' && result.problem !== 'notAnAddress' && result.problem !== 'notRest';
    return results.find(isNearest) ?? results[0] ?? problem('notAnAddress');
  }
  const isSame = webhooks.every(({ webhook }) => webhook.restUrl === first.webhook.restUrl);
  return isSame ? first : problem('several');
}

function parseAddress(address: string): WebhookParseResult {
  const url = parseUrl(address);
  if (url === undefined) return problem('notAnAddress');
  if (!isHttpsOrLoopback(url)) return problem(url.protocol === 'http:' ? 'notHttps' : 'notAnAddress');
  if (url.username !== '' || url.password !== '') return problem('hasPassword');
  const { pathname } = url;
  if (!/^\/+rest(\/|$)/i.test(pathname)) return problem('notRest');
  const [, user = '', code = ''] = USER_AND_CODE.exec(pathname) ?? [];
  if (!/^[\w.@%+-]+$/.test(user)) return problem('noUser');
  if (/^\w+$/.test(code)) return { kind: 'webhook', webhook: new Webhook(url.origin, user, code) };
  return problem(/^[\w.]*$/.test(code) ? 'noCode' : 'oddCode');
}

function problem(name: WebhookProblem): WebhookParseResult {
  return { kind: 'problem', problem: name };
}
