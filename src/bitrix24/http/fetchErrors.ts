import { type Failure, PortalFailure, type UnreachableReason } from '../../model/portalFailure';
import { propertiesOf, toNumber } from '../../model/unknownValue';

/**
 * What an error code found in the causes of a failed `fetch` means: codes of Node.js, OpenSSL and undici, and those of
 * Chromium (`net::ERR_…`), whose network stack VS Code can use. The first match counts.
 */
const REASONS: readonly (readonly [RegExp, UnreachableReason])[] = [
  [/^(ENOTFOUND|EAI_\w+|ERR_NAME_NOT_RESOLVED)$/, 'host'],
  [/^(ECONNREFUSED|E(HOST|NET)(UNREACH|DOWN)|UND_ERR_CONNECT_TIMEOUT)$/, 'connection'],
  [/^ERR_(INTERNET_DISCONNECTED|ADDRESS_UNREACHABLE|CONNECTION_(REFUSED|TIMED_OUT))$/, 'connection'],
  [/^(ERR_PROXY_AUTH_\w+|UND_ERR_SOCKS5_AUTH_\w+)$/, 'proxySignIn'],
  [/^(ERR_PROXY_\w+|ERR_TUNNEL_CONNECTION_FAILED|UND_ERR_SOCKS5_\w+|UND_ERR_PRX_TLS)$/, 'proxy'],
  // Only what ends a TLS handshake: alerts such as BAD_RECORD_MAC can also come after the request was sent.
  [
    /^EPROTO$|^ERR_SSL_.*(VERSION|PROTOCOL(?!_ERROR)|HANDSHAKE|CIPHER|CERT|SECURITY|UNRECOGNIZED_NAME|UNKNOWN_CA)/,
    'tls',
  ],
  [/^ERR_SSL_.*(KEY_TOO_SMALL|LEGACY_RENEGOTIATION_DISABLED|ALERT_INTERNAL_ERROR|ALERT_ACCESS_DENIED)$/, 'tls'],
  [/CERT|CRL|SIGNATURE|^ERR_TLS|^(HOSTNAME_MISMATCH|INVALID_CA|INVALID_PURPOSE|PATH_LENGTH_EXCEEDED)$/, 'certificate'],
  [/TIMEOUT|^ETIMEDOUT$|^ERR_TIMED_OUT$/, 'timeout'],
];

/** Returns the failure for an error thrown by ky, `fetch` or the body reader. Keeps only the reason. */
export function failureFromFetchError(error: unknown): Failure {
  return error instanceof PortalFailure ? error.failure : { kind: 'unreachable', reason: unreachableReason(error) };
}

function unreachableReason(error: unknown): UnreachableReason {
  if (error instanceof Error && error.name === 'TimeoutError') return 'timeout';
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    const reason = reasonOf(cause);
    if (reason !== undefined) return reason;
  }
  return 'network';
}

function reasonOf(error: Error): UnreachableReason | undefined {
  // One error for each address of the host.
  if (error instanceof AggregateError && error.errors[0] instanceof Error) return reasonOf(error.errors[0]);
  const { code: ownCode, syscall } = propertiesOf(error);
  const code = typeof ownCode === 'string' ? ownCode : (/^net::(ERR_\w+)$/.exec(error.message)?.[1] ?? '');
  // Whatever the code: without a connection, nothing was sent.
  if (syscall === 'connect') return 'connection';
  // Node.js describes the socket only if it was closed during the TLS handshake.
  if (code === 'ECONNRESET' && 'localAddress' in error) return 'tls';
  const reason = proxyReason(error) ?? REASONS.find(([pattern]) => pattern.test(code))?.[1];
  // The route to a host can also be lost after it was connected.
  return reason === 'connection' && (syscall === 'read' || syscall === 'write') ? 'network' : reason;
}

/** What a proxy responded to CONNECT: undici has the status only in the message, VS Code adds it as a property. */
function proxyReason(error: Error): UnreachableReason | undefined {
  const inMessage = /^Proxy response \((\d{3})\)/.exec(error.message)?.[1];
  const status = toNumber(propertiesOf(error).connectResponseStatusCode ?? inMessage);
  if (Number.isNaN(status) || status === 200) return undefined;
  return status === 407 ? 'proxySignIn' : 'proxy';
}
