import * as v from 'valibot';
import { parseUrl } from '../address/address';
import { parsePortalAddress } from '../address/portalAddress';
import { parseWebhook, type Webhook } from '../address/webhook';
import { ApplicationCredential, findTrustedTokenServer } from './oauth';

/** What a user signs in to a portal with. */
export type Credential = Webhook | ApplicationCredential;

const nonEmpty = v.pipe(v.string(), v.nonEmpty());

const storedSchema = v.variant('kind', [
  v.object({ kind: v.literal('webhook'), address: nonEmpty }),
  v.object({
    kind: v.literal('application'),
    origin: nonEmpty,
    userId: nonEmpty,
    clientId: nonEmpty,
    clientSecret: nonEmpty,
    accessToken: nonEmpty,
    refreshToken: nonEmpty,
    tokenServer: nonEmpty,
  }),
]);

/** Returns the JSON to put into secret storage: `{"kind":"webhook",…}` or `{"kind":"application",…}`. */
export function serializeCredential(credential: Credential): string {
  if (credential.kind === 'webhook') return JSON.stringify({ kind: 'webhook', address: credential.restUrl });
  const { kind, origin, userId, application, grant } = credential;
  return JSON.stringify({ kind, origin, userId, ...application, ...grant });
}

/** Returns `undefined` if the stored value can't be parsed, which means signed out. */
export function parseCredential(text: string): Credential | undefined {
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), storedSchema), text);
  if (!parsed.success) return undefined;
  if (parsed.output.kind === 'webhook') {
    const reading = parseWebhook(parsed.output.address);
    return reading.kind === 'webhook' ? reading.webhook : undefined;
  }
  const { userId, clientId, clientSecret, accessToken, refreshToken } = parsed.output;
  const reading = parsePortalAddress(parsed.output.origin);
  if (reading.kind !== 'portal') return undefined;
  const { origin } = reading;
  const tokenServer = findTrustedTokenServer(parseUrl(parsed.output.tokenServer)?.host ?? '', origin);
  return tokenServer === undefined
    ? undefined
    : new ApplicationCredential(origin, userId, { clientId, clientSecret }, { accessToken, refreshToken, tokenServer });
}

/** Whether both are the same credential. Tokens are not compared, as they are renewed. */
export function isSameCredential(one: Credential, other: Credential): boolean {
  if (one.kind === 'webhook' || other.kind === 'webhook') {
    return one.kind === other.kind && one.restUrl === other.restUrl;
  }
  const isSameApplication =
    one.application.clientId === other.application.clientId &&
    one.application.clientSecret === other.application.clientSecret;
  return isSameApplication && one.origin === other.origin && one.userId === other.userId;
}
