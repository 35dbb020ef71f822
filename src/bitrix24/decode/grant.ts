import * as v from 'valibot';
import { PortalFailure } from '../../model/portalFailure';
import { urlIn } from '../access/address';
import type { Grant } from '../access/applicationCredential';
import { tokenServerAt } from '../access/authorization';

const schema = v.object({
  access_token: v.pipe(v.string(), v.nonEmpty()),
  refresh_token: v.pipe(v.string(), v.nonEmpty()),
  /** `https://portal/rest/` */
  client_endpoint: v.string(),
  /** `https://oauth.bitrix.info/rest/` */
  server_endpoint: v.nullish(v.string(), ''),
  user_id: v.nullish(v.union([v.string(), v.number()])),
});

/**
 * The token server's answer. A token is for the portal that was meant: where it names another one, the portal has
 * another address now. `tokenServer`: who gave it; where it names a server that is not known, the same is asked again.
 */
export function decodeGrant(
  answer: unknown,
  origin: string,
  tokenServer: string,
): { readonly grant: Grant; readonly userId?: string } {
  const parsed = v.safeParse(schema, answer);
  if (!parsed.success) {
    throw new PortalFailure({ kind: 'malformed' });
  }
  const { access_token, refresh_token, client_endpoint, server_endpoint, user_id } = parsed.output;
  if (urlIn(client_endpoint)?.origin !== origin) {
    throw new PortalFailure({ kind: 'unreachable', reason: 'moved' });
  }
  const next = tokenServerAt(urlIn(server_endpoint)?.host ?? '', origin);
  return {
    grant: {
      accessToken: access_token,
      refreshToken: refresh_token,
      tokenServer: next ?? tokenServer,
    },
    ...(user_id === undefined || user_id === null ? {} : { userId: String(user_id) }),
  };
}
