/** Where a call is addressed to. The credentials are those of the path, when the path has the form of a webhook. */
export interface Address {
  /** As it was asked for, without the suffix; empty when no form of address fits. */
  readonly method: string;
  readonly transport: 'json' | 'xml';
  readonly credentials?: { readonly login: string; readonly code: string };
}

const NOWHERE: Address = { method: '', transport: 'json' };

/** `/rest/<method>` and `/rest/<user>/<code>/<method>`; undefined when the path is none of the REST ones. */
export function parseAddress(pathname: string): Address | undefined {
  if (!/^\/+rest(\/|$)/.test(pathname)) return undefined;
  const [, ...parts] = pathname.split('/').filter(part => part !== '');
  const segments = parts.map(decode);
  const [first, second, third] = segments;
  if (first !== undefined && segments.length === 1) return named(first);
  if (first === undefined || second === undefined || third === undefined || segments.length > 3) return NOWHERE;
  return { ...named(third), credentials: { login: first, code: second } };
}

/** The pages of OAuth, by the names that the journal and the faults have for them. */
export type OAuthPath = 'oauth/authorize' | 'oauth/token';

export function parseOAuthPath(pathname: string): OAuthPath | undefined {
  if (/^\/oauth\/authorize\/?$/.test(pathname)) return 'oauth/authorize';
  return /^\/oauth\/token\/?$/.test(pathname) ? 'oauth/token' : undefined;
}

function named(segment: string): Address {
  const match = /^(.*)\.(json|xml)$/.exec(segment);
  if (!match) return { method: segment, transport: 'json' };
  return { method: match[1] ?? '', transport: match[2] === 'xml' ? 'xml' : 'json' };
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
