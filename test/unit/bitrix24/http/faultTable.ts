import { gzipSync } from 'node:zlib';
import type { Failure, UnreachableReason } from '../../../../src/model/portalFailure';
import type { Fault } from '../../../portal/faults';
import { answer, drip, dripHead, flood, type startRaw, tlsAlert } from './rawServer';
import { MINUTE_MS } from '../../support/clock';

/**
 * What is promised of a failure, whatever it was that was asked for. `{code}` stands for the portal's code, `{method}`
 * for the method that it does not have.
 */
export interface Promised {
  /** How often a read, and a write, is sent altogether. */
  readonly requests: readonly [reads: number, writes: number];
  /** Whether a write that ended so may have been executed: then nobody says that it was not. */
  readonly mayHaveRun: boolean;
  /** What a person reads. */
  readonly shown: string;
  /** Until the next poll after the first such failure, with an interval of a minute; `undefined`: not before a person asks. */
  readonly nextPollMs: number | undefined;
}

const once = [1, 1] as const;
/** A read is made twice more, a write never. */
const readsAgain = [3, 1] as const;
/** Nothing was executed, so that both are made three times more. */
const bothAgain = [4, 4] as const;

const refused: Promised = {
  requests: once,
  mayHaveRun: false,
  shown: 'The portal refused the request ({code}).',
  nextPollMs: 2 * MINUTE_MS,
};

/** What the kinds of coded answers promise. */
export const KINDS = {
  refused,
  /** The portal failed while, or after, it did the work. */
  brokeDown: { ...refused, mayHaveRun: true, shown: 'The portal is having problems ({code}).' },
  unauthorized: {
    ...refused,
    shown: 'The portal rejected the sign-in ({code}). Connect again.',
    nextPollMs: undefined,
  },
  /** Also said of a valid credential, while the portal can't ask the authorization server. */
  unauthorizedForNow: {
    ...refused,
    shown: 'The portal rejected the sign-in ({code}). Connect again.',
    nextPollMs: 15 * MINUTE_MS,
  },
  forbidden: {
    ...refused,
    shown: 'The portal does not allow this ({code}). Contact its administrator.',
    nextPollMs: 15 * MINUTE_MS,
  },
  lacksScope: {
    ...refused,
    shown:
      'The sign-in does not have the “{scope}” permission. Select it in the settings of the webhook or application in the portal.',
    nextPollMs: 15 * MINUTE_MS,
  },
  blocked: {
    ...refused,
    shown: 'The portal does not allow REST calls ({code}). Contact its administrator.',
    nextPollMs: 15 * MINUTE_MS,
  },
  /** It requires HTTPS, and does not see that it was HTTPS. */
  needsHttps: {
    ...refused,
    shown:
      'The portal takes HTTPS requests for HTTP ({code}). Ask its administrator to make the proxy in front of the portal pass “X-Forwarded-Proto: https”.',
    nextPollMs: 15 * MINUTE_MS,
  },
  lacksMethod: {
    ...refused,
    shown: 'The portal is too old for this: it has no “{method}”. Ask its administrator to update it.',
  },
  tooMany: {
    ...refused,
    requests: bothAgain,
    shown: 'The portal received too many requests. It will be contacted again later.',
  },
  /** Something in between limits the requests, and promises nothing: a write is not made again by itself. */
  tooManyElsewhere: {
    ...refused,
    requests: [4, 1],
    shown: 'The portal received too many requests. It will be contacted again later.',
  },
  waits: { ...refused, shown: 'The portal asked to wait until {clock}.', nextPollMs: 10 * MINUTE_MS },
} as const satisfies Readonly<Record<string, Promised>>;

export type CodeKind = keyof typeof KINDS;

/** When `OPERATION_TIME_LIMIT` says that it is over: in ten minutes, in whole seconds. */
export const RESET_S = Math.floor(Date.now() / 1000) + 600;

/** The permission that a method needs. */
function scopeOf(method: string): string {
  if (method === 'pull.config.get') return 'pull_channel';
  return method.startsWith('user.') ? 'user' : 'im';
}

/** What a coded answer to a method becomes. */
export function codedFailure(kind: CodeKind, code: string, method: string): Failure {
  switch (kind) {
    case 'unauthorizedForNow':
      return { kind: 'unauthorized', code };
    case 'lacksScope':
      return { kind: 'forbidden', code, scope: scopeOf(method) };
    case 'lacksMethod':
      return { kind: 'refused', code, missingMethod: method };
    case 'needsHttps':
      return { kind: 'blocked', code };
    case 'tooMany':
    case 'tooManyElsewhere':
      return { kind: 'rateLimited', code };
    case 'waits':
      return { kind: 'rateLimited', code, retryAt: RESET_S * 1000 };
    default:
      return { kind, code };
  }
}

/** An error code with the HTTP status of the documentation and the server's own; 0: it gives none. */
export interface CodeRow {
  readonly code: string;
  readonly documented: number;
  readonly served: number;
  readonly kind: CodeKind;
  /** `error_description`, which decides nothing. */
  readonly words?: string;
}

/** What denies `ACCESS_DENIED`: REST as a whole where nobody is let in, or the method where that has a say. */
export function kindOf({ code, kind }: CodeRow, method: string): CodeKind {
  const isDenied = code === 'ACCESS_DENIED' && (method === 'profile' || method === 'scope');
  return isDenied ? 'blocked' : kind;
}

type CodeCells = readonly [code: string, documented: number, served: number, kind: CodeKind, words?: string];

const rows = (cells: readonly CodeCells[]): readonly CodeRow[] =>
  cells.map(([code, documented, served, kind, words]) => ({
    code,
    documented,
    served,
    kind,
    ...(words !== undefined && { words }),
  }));

/** The system errors of the documentation, those met in the server's code, and what any handler can throw. */
export const SYSTEM_CODES = rows([
  ['INTERNAL_SERVER_ERROR', 500, 500, 'brokeDown'],
  ['ERROR_UNEXPECTED_ANSWER', 500, 500, 'brokeDown'],
  ['QUERY_LIMIT_EXCEEDED', 503, 503, 'tooMany'],
  ['OPERATION_TIME_LIMIT', 429, 429, 'waits'],
  ['ERROR_BATCH_METHOD_NOT_ALLOWED', 405, 405, 'refused'],
  ['ERROR_BATCH_LENGTH_EXCEEDED', 400, 400, 'refused'],
  ['NO_AUTH_FOUND', 401, 401, 'unauthorizedForNow'],
  ['INVALID_REQUEST', 400, 401, 'needsHttps', 'Https required.'],
  ['INVALID_REQUEST', 400, 401, 'needsHttps', 'Требуется HTTPS.'],
  ['OVERLOAD_LIMIT', 503, 401, 'blocked'],
  ['ACCESS_DENIED', 401, 401, 'blocked', 'REST API is available only on commercial plans'],
  ['ACCESS_DENIED', 401, 401, 'blocked', 'REST is available only by subscription.'],
  ['ACCESS_DENIED', 401, 401, 'blocked', 'REST доступен только по подписке.'],
  ['ACCESS_DENIED', 401, 401, 'blocked', 'Current user can’t be authorized in this context'],
  ['ACCESS_DENIED', 403, 403, 'forbidden', 'Access denied! Client ID not specified'],
  ['ACCESS_DENIED', 403, 403, 'forbidden', 'REST API is available only on commercial plans'],
  ['INVALID_CREDENTIALS', 403, 401, 'unauthorized'],
  ['ERROR_MANIFEST_IS_NOT_AVAILABLE', 404, 404, 'refused'],
  ['insufficient_scope', 403, 401, 'lacksScope'],
  ['expired_token', 401, 401, 'unauthorized'],
  ['user_access_error', 403, 401, 'forbidden'],
  ['PORTAL_DELETED', 500, 403, 'blocked'],
  ['ERROR_METHOD_NOT_FOUND', 0, 404, 'lacksMethod'],
  ['invalid_token', 0, 401, 'unauthorized'],
  ['authorization_error', 0, 401, 'unauthorizedForNow'],
  ['APPLICATION_NOT_FOUND', 0, 401, 'unauthorized'],
  ['CONNECTION_ERROR', 0, 401, 'refused'],
  ['ERROR_OAUTH', 0, 401, 'unauthorized'],
  ['PAYMENT_REQUIRED', 0, 401, 'blocked'],
  ['WRONG_AUTH_TYPE', 0, 403, 'forbidden'],
  ['METHOD_CONFIRM_WAITING', 0, 401, 'refused'],
  ['METHOD_CONFIRM_DENIED', 0, 403, 'refused'],
  ['INTERNAL_WRONG_TRANSPORT', 0, 500, 'brokeDown'],
  ['WRONG_ENCODING', 0, 200, 'brokeDown'],
  ['ERROR_ARGUMENT', 0, 400, 'refused'],
  ['ERROR_CORE', 0, 500, 'brokeDown'],
]);

/** What the handlers of our methods refuse. */
export const HANDLER_CODES = rows(
  [
    'ID_ERROR',
    'PARAMS_ERROR',
    'USER_ID_EMPTY',
    'MESSAGE_EMPTY',
    'ATTACH_OVERSIZE',
    'ATTACH_ERROR',
    'LAST_ID_STRING',
    'LAST_ID_AND_LAST_TYPE',
    'ANSWER_TEXT_ERROR',
    'NOTIFY_VALUE_ERROR',
    'SEARCH_TEXT_ERROR',
    'SOMETHING_NEW',
  ].map(code => [code, 400, 400, 'refused'] as const),
);

export const CODE_ROWS = [...SYSTEM_CODES, ...HANDLER_CODES];

/** The fault of the stand-in portal that answers so. */
export function errorFault(row: CodeRow, code = row.code, status = row.served): Fault {
  return {
    kind: 'error',
    code,
    status,
    ...(row.words !== undefined && { description: row.words }),
    ...(row.kind === 'waits' && { extra: { operating_reset_at: RESET_S } }),
  };
}

/** The sentence for this failure. */
export function shownOf(shown: string, failure: Failure, times: { clock(at: number): string }): string {
  return shown
    .replace('{code}', 'code' in failure ? failure.code : '')
    .replace('{method}', failure.kind === 'refused' ? (failure.missingMethod ?? '') : '')
    .replace('{scope}', failure.kind === 'forbidden' ? (failure.scope ?? '') : '')
    .replace('{clock}', failure.kind === 'rateLimited' ? times.clock(failure.retryAt ?? 0) : '');
}

/** What the token server refuses. */
export const TOKEN_CODES: readonly (readonly [code: string, status: number, failure: Failure])[] = [
  ...(
    [
      ['wrong_client', 200],
      ['invalid_client', 400],
      ['invalid_grant', 400],
      ['invalid_request', 400],
      ['expired_token', 401],
      ['NOT_INSTALLED', 401],
      ['insufficient_scope', 403],
      ['INVALID_SCOPE', 403],
    ] as const
  ).map(([code, status]) => [code, status, { kind: 'unauthorized', code }] as const),
  ['PAYMENT_REQUIRED', 400, { kind: 'blocked', code: 'PAYMENT_REQUIRED' }],
];

/** What the token server says that is no known refusal, with its status, what becomes of it, and the log's word for it. */
export const TOKEN_TROUBLES: readonly (readonly [code: string, status: number, failure: Failure, outcome: string])[] = [
  ...(
    [
      ['SOMETHING_NEW', 500],
      ['SOMETHING_NEW', 503],
      ['access_denied', 502],
      ['ERROR_CORE', 200],
      ['SERVER_ERROR', 400],
    ] as const
  ).map(([code, status]) => [code, status, { kind: 'unreachable', reason: 'renewal' }, 'unreachable: server'] as const),
  ['SOMETHING_NEW', 429, { kind: 'unreachable', reason: 'renewal' }, 'SOMETHING_NEW'],
  ['QUERY_LIMIT_EXCEEDED', 503, { kind: 'unreachable', reason: 'renewal' }, 'QUERY_LIMIT_EXCEEDED'],
  // Nobody knows what it refuses, so it is asked again.
  ['SOMETHING_NEW', 400, { kind: 'refused', code: 'SOMETHING_NEW' }, 'SOMETHING_NEW'],
  // A refusal that is known is one under any status.
  ['invalid_grant', 503, { kind: 'unauthorized', code: 'invalid_grant' }, 'invalid_grant'],
  ['unauthorized_client', 429, { kind: 'unauthorized', code: 'unauthorized_client' }, 'unauthorized_client'],
];

/** The codes as they stand in the description of the REST API that the stand-in portal is made after. */
export const CONTRACT = {
  /** The table of system errors, and what an envelope can say beside it. */
  system:
    'INTERNAL_SERVER_ERROR ERROR_UNEXPECTED_ANSWER QUERY_LIMIT_EXCEEDED OPERATION_TIME_LIMIT ERROR_BATCH_METHOD_NOT_ALLOWED ERROR_BATCH_LENGTH_EXCEEDED NO_AUTH_FOUND INVALID_REQUEST OVERLOAD_LIMIT ACCESS_DENIED INVALID_CREDENTIALS ERROR_MANIFEST_IS_NOT_AVAILABLE insufficient_scope expired_token user_access_error PORTAL_DELETED WRONG_ENCODING ERROR_ARGUMENT ERROR_CORE',
  server:
    'ERROR_METHOD_NOT_FOUND invalid_token authorization_error APPLICATION_NOT_FOUND CONNECTION_ERROR ERROR_OAUTH PAYMENT_REQUIRED WRONG_AUTH_TYPE METHOD_CONFIRM_WAITING METHOD_CONFIRM_DENIED INTERNAL_WRONG_TRANSPORT',
  handlers:
    'ID_ERROR PARAMS_ERROR USER_ID_EMPTY MESSAGE_EMPTY ATTACH_OVERSIZE ATTACH_ERROR LAST_ID_STRING LAST_ID_AND_LAST_TYPE ANSWER_TEXT_ERROR NOTIFY_VALUE_ERROR SEARCH_TEXT_ERROR',
  tokens:
    'wrong_client invalid_client invalid_grant invalid_request expired_token NOT_INSTALLED insufficient_scope INVALID_SCOPE PAYMENT_REQUIRED',
} as const;

const SHOWN: Readonly<Record<UnreachableReason, string>> = {
  host: 'The portal’s host was not found. Check its name and your connection.',
  connection: 'The portal can’t be reached. Check your connection.',
  tls: 'No secure connection to the portal could be made. Check its address, or contact its administrator.',
  certificate: 'The portal’s certificate is not trusted here.',
  timeout: 'The portal did not respond in time.',
  network: 'The connection to the portal was lost.',
  page: 'Received a web page instead of a response. A sign-in page or a proxy might be in the way.',
  proxySignIn: 'The proxy requires a sign-in. Check “http.proxy” in VS Code’s settings.',
  proxy: 'The proxy did not make the connection. Ask its administrator, or check “http.proxy” in VS Code’s settings.',
  license: 'The portal’s license has expired. Contact its administrator.',
  gone: 'The portal no longer exists: its address leads to Bitrix24’s website. Check the address.',
  signInPage:
    'The request was redirected to another page, probably to sign in. Open the portal in your browser, or ask its administrator to let REST calls through.',
  redirect:
    'The request was redirected instead of answered. Check the portal’s address in your browser, or contact its administrator.',
  moved: 'The portal has moved to another address. Connect using the new address.',
  renewal: 'The sign-in can’t be renewed right now. Renewal will be tried again later.',
  disconnected: 'The portal is no longer connected.',
  server: 'The portal is having problems.',
};

/** What is at the other end. */
export type Strike =
  /** The stand-in portal with a fault. */
  | { readonly fault: Fault }
  | { readonly raw: Parameters<typeof startRaw>[0] }
  /** A raw server that is spoken to as if it knew TLS. */
  | { readonly rawTls: Parameters<typeof startRaw>[0] }
  /** A portal whose certificate nobody has signed. */
  | { readonly selfSigned: true }
  | { readonly nobodyAt: 'port' | 'host' };

export interface TransportRow extends Promised {
  readonly name: string;
  readonly strike: Strike;
  readonly failure: Failure;
  /** Where silence is what is wrong, it is not waited for long. */
  readonly timeoutMs?: number;
  /** What the server got to send at most, in bytes. */
  readonly mostBytes?: number;
}

const unreachable = (
  name: string,
  reason: UnreachableReason,
  requests: Promised['requests'],
  mayHaveRun: boolean,
  strike: Strike,
): TransportRow => ({
  name,
  strike,
  failure: { kind: 'unreachable', reason },
  requests,
  mayHaveRun,
  shown: SHOWN[reason],
  nextPollMs: 2 * MINUTE_MS,
});

const silent = (name: string, strike: Strike): TransportRow => ({
  ...unreachable(name, 'timeout', readsAgain, true, strike),
  timeoutMs: 60,
});

const malformed = (name: string, strike: Strike): TransportRow => ({
  name,
  strike,
  failure: { kind: 'malformed' },
  requests: once,
  mayHaveRun: true,
  shown: 'The portal’s response could not be understood. See the log for the call.',
  nextPollMs: 2 * MINUTE_MS,
});

const EMPTY = 'The portal’s response was empty. If this happens again, contact its administrator.';
const EXTRA_TEXT =
  'The portal’s response has other text in it, such as messages of PHP. Ask its administrator to turn them off.';

const empty = (name: string, strike: Strike): TransportRow => ({
  ...malformed(name, strike),
  failure: { kind: 'malformed', reason: 'empty' },
  shown: EMPTY,
});

const extraText = (name: string, body: string, contentType?: string): TransportRow => ({
  ...malformed(name, raw(body, 200, contentType)),
  failure: { kind: 'malformed', reason: 'extraText' },
  shown: EXTRA_TEXT,
});

/** A renamed portal: its own place says no more than the origin. */
const renamed = (status: number): TransportRow => ({
  name: `a redirect to the same path of another host (${status})`,
  strike: { fault: { kind: 'redirect', to: 'https://renamed.example', status } },
  failure: { kind: 'unreachable', reason: 'moved', movedTo: 'https://renamed.example' },
  requests: once,
  mayHaveRun: false,
  shown:
    'The portal says that it has moved to renamed.example. Nothing is sent there without your consent. To continue, run “Switch to New Portal Address…”.',
  nextPollMs: 2 * MINUTE_MS,
});

const redirect = (name: string, reason: UnreachableReason, location?: string): TransportRow =>
  unreachable(name, reason, once, false, {
    fault: {
      kind: 'raw',
      status: 302,
      body: '',
      ...(location !== undefined && { headers: { Location: location } }),
    },
  });

const raw = (body: string | Uint8Array, status = 200, contentType = 'application/json'): Strike => ({
  fault: { kind: 'raw', body, status, contentType },
});

/** An answer after the work. */
const rawAfter = (body: string, status: number, headers: Readonly<Record<string, string>> = {}): Strike => ({
  fault: { kind: 'raw', body, status, headers, when: 'after' },
});

/** What answers with another page than the one asked for, possibly after it has passed the request on. */
const otherPage = (status: number, Location: string): TransportRow =>
  unreachable(
    `another page (${status}, ${Location}), after the work`,
    'page',
    readsAgain,
    true,
    rawAfter('', status, { Location }),
  );

/** A gateway that no longer waits for the portal, and says so in JSON. */
const givenUp = (status: number, code: string): TransportRow => ({
  ...KINDS.brokeDown,
  name: `a gateway that gave up: ${code} under ${status}, after the work`,
  strike: rawAfter(JSON.stringify({ error: code }), status),
  failure: { kind: 'brokeDown', code },
});

/** A limit of something in between. */
const limited = (name: string, strike: Strike, code = 'TOO_MANY_REQUESTS'): TransportRow => ({
  ...KINDS.tooManyElsewhere,
  name: `too many requests (429), said by ${name}`,
  strike,
  failure: { kind: 'rateLimited', code },
});

const MEGABYTE = 1 << 20;
const cyrillic = Uint8Array.from([0xcf, 0xf0, 0xe8, 0xe2, 0xe5, 0xf2]);
/** An error of the portal, described in windows-1251. */
const inCyrillic = (contentType: string): TransportRow => ({
  ...KINDS.refused,
  name: `a refusal whose words are in windows-1251, as “${contentType}”`,
  strike: raw(
    Buffer.concat([Buffer.from('{"error":"ID_ERROR","error_description":"'), cyrillic, Buffer.from('"}')]),
    400,
    contentType,
  ),
  failure: { kind: 'refused', code: 'ID_ERROR' },
  shown: 'The portal refused the request (ID_ERROR).',
});

/** What can happen on the way, and what comes instead of an answer. */
export const TRANSPORT_ROWS: readonly TransportRow[] = [
  unreachable('nobody listens', 'connection', readsAgain, false, { nobodyAt: 'port' }),
  unreachable('no such host', 'host', readsAgain, false, { nobodyAt: 'host' }),
  unreachable('a certificate that nobody has signed', 'certificate', readsAgain, false, { selfSigned: true }),
  unreachable('no TLS where TLS is spoken', 'tls', readsAgain, false, {
    rawTls: answer('Content-Length: 0\r\n'),
  }),
  unreachable('no TLS and no HTTP where TLS is spoken', 'tls', readsAgain, false, {
    rawTls: socket => socket.end('SSH-2.0-OpenSSH_9.6\r\n'),
  }),
  unreachable('a TLS handshake that ends without a word', 'tls', readsAgain, false, {
    rawTls: socket => socket.end(),
  }),
  unreachable('a TLS handshake that fails', 'tls', readsAgain, false, { rawTls: tlsAlert(40) }),
  unreachable('a TLS handshake in which the server breaks down', 'tls', readsAgain, false, { rawTls: tlsAlert(80) }),
  unreachable('a TLS handshake for an unknown name', 'tls', readsAgain, false, { rawTls: tlsAlert(112) }),
  // This alert can also come after the request, and so can a reset: no error tells the difference.
  unreachable('a broken record in the TLS handshake', 'network', readsAgain, true, { rawTls: tlsAlert(20) }),
  unreachable('a reset in the TLS handshake', 'network', readsAgain, true, {
    rawTls: socket => socket.resetAndDestroy(),
  }),
  silent('silence in the TLS handshake', { rawTls: () => undefined }),
  unreachable('a reset before the work', 'network', readsAgain, true, { fault: { kind: 'reset' } }),
  unreachable('a reset after the work', 'network', readsAgain, true, {
    fault: { kind: 'reset', when: 'after' },
  }),
  unreachable('a connection that ends without a word', 'network', readsAgain, true, {
    raw: socket => socket.end(),
  }),
  silent('silence before the work', { fault: { kind: 'hang' } }),
  silent('silence after the work', { fault: { kind: 'hang', when: 'after' } }),
  silent('a head that never ends', { raw: drip(dripHead, 'X') }),
  silent('a body that drips', { raw: drip(`${dripHead}Content-Length: 1000000\r\n\r\n{"result":[`, ' ') }),
  silent('a chunked body that drips', {
    raw: drip(`${dripHead}Transfer-Encoding: chunked\r\n\r\n`, '1\r\n \r\n'),
  }),
  unreachable('half an answer, with the connection lost', 'network', readsAgain, true, {
    fault: { kind: 'truncated', isAbrupt: true },
  }),
  unreachable('a chunked body without its end', 'network', readsAgain, true, {
    raw: answer('Transfer-Encoding: chunked\r\n', '5\r\n{"res'),
  }),
  malformed('half an answer that says it is whole', { fault: { kind: 'truncated' } }),
  unreachable('a page under 502', 'server', readsAgain, true, { fault: { kind: 'html', status: 502 } }),
  unreachable('a page under 504, after the work', 'server', readsAgain, true, {
    fault: { kind: 'html', status: 504, when: 'after' },
  }),
  unreachable('nothing under 500', 'server', readsAgain, true, raw('', 500)),
  unreachable('a result under 500', 'server', readsAgain, true, raw('{"result":true}', 500)),
  unreachable('JSON without a code under 503', 'server', readsAgain, true, raw('{"message":"oh"}', 503)),
  limited('a page', { fault: { kind: 'html', status: 429 } }),
  limited('nothing', raw('', 429)),
  limited('words', raw('error code: 1015', 429, 'text/plain')),
  limited('JSON without a code', raw('{"message":"Slow down"}', 429)),
  limited('JSON with words for a code', raw('{"error":"Too Many Requests"}', 429)),
  limited('JSON with a code of its own', raw('{"error":"rate_limit"}', 429), 'rate_limit'),
  givenUp(408, 'request_timeout'),
  givenUp(499, 'client_closed'),
  givenUp(200, 'timeout'),
  otherPage(300, '/'),
  otherPage(303, '/'),
  otherPage(303, 'https://renamed.example/'),
  otherPage(304, '/'),
  unreachable('a page under 403', 'page', readsAgain, true, { fault: { kind: 'html', status: 403 } }),
  unreachable('a sign-in page under 200', 'page', readsAgain, true, { fault: { kind: 'html', status: 200 } }),
  unreachable('words that call themselves a page', 'page', readsAgain, true, raw('Sign in', 200, 'text/html')),
  unreachable('a page that calls itself JSON', 'page', readsAgain, true, raw('\n<!doctype html>')),
  // `fetch` keeps this status to itself. A proxy says so before a connection is made.
  unreachable('407 over the connection', 'network', readsAgain, true, { fault: { kind: 'html', status: 407 } }),
  renamed(301),
  renamed(302),
  renamed(307),
  renamed(308),
  unreachable('a redirect to the same path of another host, over http', 'moved', once, false, {
    fault: { kind: 'redirect', to: 'http://renamed.example' },
  }),
  redirect('a redirect to nowhere', 'redirect'),
  redirect('a redirect to a sign-in page of another host', 'signInPage', 'https://sso.example/auth/?backurl=/rest/'),
  redirect('a redirect to a sign-in page of its own', 'signInPage', '/oauth2/start?rd=%2Frest%2F'),
  redirect('a redirect that makes no sense', 'redirect', 'http://['),
  redirect('a redirect to the page for the license', 'license', '/bitrix/coupon_activation.php'),
  redirect('a redirect to Bitrix24’s website', 'gone', 'https://www.bitrix24.com/create.php'),
  {
    ...malformed('a body of 100 MB', { raw: flood(100 * MEGABYTE) }),
    // The bound is 16 MB; what is on its way then lies in the buffers of the system.
    mostBytes: 32 * MEGABYTE,
  },
  malformed('100 MB in a hundred kilobytes', {
    raw: answer('Content-Encoding: gzip\r\n', gzipSync(Buffer.alloc(100 * MEGABYTE, ' '))),
  }),
  unreachable('what is no HTTP', 'network', readsAgain, true, {
    raw: socket => socket.end('SSH-2.0-OpenSSH_9.6\r\n'),
  }),
  unreachable('a head of a megabyte', 'network', readsAgain, true, {
    raw: answer(`X-Long: ${'x'.repeat(MEGABYTE)}\r\nContent-Length: 0\r\n`),
  }),
  malformed('garbage', raw(Uint8Array.from({ length: 512 }, (_byte, index) => (index * 73) % 256))),
  empty('an empty body', raw('')),
  empty('a body of white space', raw('\ufeff \r\n\ufeff\t')),
  extraText('messages of PHP before the JSON', '\nWarning: Undefined array key {"a"} in x.php\n{"result":true}'),
  extraText('a page of PHP before the JSON', '<br />\n<b>Notice</b>: x<br />\n{"result":true}', 'text/html'),
  extraText('debug text after the JSON', '{"result":{"a":[1,2]}}\nmemory: 12 MB'),
  extraText('debug text around an error', '<!-- 1 -->{ "error" : "ID_ERROR"}<!-- 2 -->'),
  empty('no body at all (204)', {
    raw: socket => socket.end('HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n'),
  }),
  malformed('words', raw('hello', 200, 'text/plain')),
  malformed('null', raw('null')),
  malformed('a list', raw('[]')),
  malformed('a number', raw('7')),
  malformed('neither a result nor an error', raw('{"time":{}}')),
  malformed('JSON without a code under 400', raw('{"message":"oh"}', 400)),
  malformed('JSON in UTF-16', raw(Buffer.from('{"result":true}', 'utf16le'))),
  inCyrillic('application/json'),
  inCyrillic('application/json; charset=windows-1251'),
  inCyrillic('application/json; charset=nonsense'),
];

/** A fault of either kind, for what looks at the refresh of the list alone. */
export interface PageRow {
  readonly name: string;
  readonly strike: Strike;
  readonly failure: Failure;
  readonly shown: string;
  readonly timeoutMs?: number;
}

export const PAGE_ROWS: readonly PageRow[] = [
  ...CODE_ROWS.map(row => ({
    name: row.words === undefined ? row.code : `${row.code} “${row.words}”`,
    strike: { fault: errorFault(row) },
    failure: codedFailure(row.kind, row.code, 'im.notify.get'),
    shown: KINDS[row.kind].shown,
  })),
  ...TRANSPORT_ROWS,
];
