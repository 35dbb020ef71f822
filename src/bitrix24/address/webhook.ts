import { isHttpsOrLoopback, parseUrl } from './address';
import { findUrls, MAX_PASTED_LENGTH, OPENING, type PastedUrl, trimPastedText } from './pastedText';

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

/** Where a webhook without a scheme begins. */
const WITHOUT_SCHEME = new RegExp(
  [
    // A word begins here, or a bracket, a quote or `webhook=` in it stands in front; never inside a path.
    `(?<=(?:^|\\s)(?:[^\\s/]{0,100}[${OPENING}])?)`,
    // `webhook:` is skipped.
    '(\\p{L}[\\p{L}\\d_]{0,30}:(?!\\d))?',
    '(?!\\S{0,255}://)',
    // The host has a dot or a port, or is this machine.
    '(?=[^\\s/]{0,255}[.:]|localhost/)',
    `[^\\s/${OPENING}](?=[^\\s${OPENING}]{0,255}/rest/)`,
  ].join(''),
  'u',
);

/** A line break in the path as mail programs encode it (quoted-printable). */
const SOFT_BREAK = /(?<=\/rest\/(?:[\w.@%+/-]|=\r?\n){0,300})=\r?\n(?=[\w/])/gi;

/**
 * The newer generation of the REST API has `api` before the user; the code is the same. Two slashes are one if a
 * number follows, or a code with a digit: a method or a login could stand after a part that is missing.
 */
const USER_AND_CODE = /^\/+rest(?:\/+api(?![^/]))?\/?(?:\/+(?=\d+\/))?([^/]*)\/?(?:\/+(?=\w*\d\w*(?:\/|$)))?([^/]*)/i;

/** `..` in a path: a parser would drop what stands before it. */
const DOT_SEGMENT = /[/\\](?:\.|%2e){1,2}(?:[/\\?#]|$)/i;

/** A code, without the signs for italics that may stand around it. */
const CODE = /^[^\W_](?:\w*[^\W_])?$/;

/**
 * Parses a webhook URL that was typed, pasted with the text around it, or stored. A method or query at its end is
 * dropped; `http:` is accepted only for loopback addresses. Checks only the format. Nothing is guessed: it is a problem
 * if the text has several webhooks, if the host or the code may have been broken, or if something does not belong there.
 */
export function parseWebhook(text: string): WebhookParseResult {
  if (text.length > MAX_PASTED_LENGTH) return problem('notAnAddress');
  if (trimPastedText(text) === '') return problem('empty');
  const urls = findUrls(text.replace(SOFT_BREAK, ''), WITHOUT_SCHEME, 'https');
  const found = urls.map(url => ({ url, result: parseAddress(url.text) }));
  const addresses = found.flatMap(({ result }) => (result.kind === 'webhook' ? [result.webhook.restUrl] : []));
  if (new Set(addresses).size > 1) return problem('several');
  const results = found.map(({ url, result }) => (isInterrupted(url, result) ? problem('interrupted') : result));
  return (
    results.find(({ kind }) => kind === 'webhook') ?? results.find(isNearest) ?? results[0] ?? problem('notAnAddress')
  );
}

/** Whether a space or a line break may be inside the address; what follows a complete code is no part of it. */
function isInterrupted({ text, isStartUnclear, isEndUnclear }: PastedUrl, result: WebhookParseResult): boolean {
  const [last = ''] = text.split('/').slice(-1);
  const isComplete = result.kind === 'webhook' && !result.webhook.restUrl.endsWith(`/${last}/`);
  return isStartUnclear || (isEndUnclear && !isComplete);
}

/** Whether it is about a webhook’s address, not about another one. */
function isNearest(result: WebhookParseResult): boolean {
  return result.kind === 'problem' && result.problem !== 'notAnAddress' && result.problem !== 'notRest';
}

function parseAddress(address: string): WebhookParseResult {
  const url = parseUrl(address);
  if (url === undefined || DOT_SEGMENT.test(address)) return problem('notAnAddress');
  if (!isHttpsOrLoopback(url)) return problem(url.protocol === 'http:' ? 'notHttps' : 'notAnAddress');
  if (url.username !== '' || url.password !== '') return problem('hasPassword');
  const { pathname } = url;
  if (!/^\/+rest(\/|$)/i.test(pathname)) return problem('notRest');
  const [, user = '', code = ''] = USER_AND_CODE.exec(pathname) ?? [];
  if (!/^[\w.@%+-]+$/.test(user)) return problem('noUser');
  if (CODE.test(code)) return { kind: 'webhook', webhook: new Webhook(url.origin, user, code) };
  return problem(/^(?:\w+(?:\.\w+)+)?$/.test(code) ? 'noCode' : 'oddCode');
}

function problem(name: WebhookProblem): WebhookParseResult {
  return { kind: 'problem', problem: name };
}
