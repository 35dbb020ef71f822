import * as v from 'valibot';
import { urlIn } from './address';
import { ApplicationCredential } from './applicationCredential';
import { tokenServerAt } from './authorization';
import { readPortalAddress } from './portalAddress';
import { readWebhook } from './webhook';
import type { Webhook } from './webhook';

/** What a person signs in to a portal with. */
export type Credential = Webhook | ApplicationCredential;

const text = v.pipe(v.string(), v.nonEmpty());

const stored = v.variant('kind', [
  v.object({ kind: v.literal('webhook'), address: text }),
  v.object({
    kind: v.literal('application'),
    origin: text,
    userId: text,
    clientId: text,
    clientSecret: text,
    accessToken: text,
    refreshToken: text,
    tokenServer: text,
  }),
]);

/** The JSON that the secret store keeps: `{"kind":"webhook",…}` or `{"kind":"application",…}`. */
export function writeCredential(credential: Credential): string {
  if (credential.kind === 'webhook') {
    return JSON.stringify({ kind: 'webhook', address: credential.address });
  }
  const { kind, origin, userId, application, grant } = credential;
  return JSON.stringify({ kind, origin, userId, ...application, ...grant });
}

/** `undefined`: what was kept can't be read, which means signed out. */
export function readCredential(kept: string): Credential | undefined {
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), stored), kept);
  if (!parsed.success) {
    return undefined;
  }
  if (parsed.output.kind === 'webhook') {
    const reading = readWebhook(parsed.output.address);
    return reading.kind === 'webhook' ? reading.webhook : undefined;
  }
  const { origin, userId, clientId, clientSecret, ...grant } = parsed.output;
  const reading = readPortalAddress(origin);
  const host = urlIn(grant.tokenServer)?.host ?? '';
  const tokenServer = reading.kind === 'portal' ? tokenServerAt(host, reading.origin) : undefined;
  if (reading.kind !== 'portal' || tokenServer === undefined) {
    return undefined;
  }
  const { accessToken, refreshToken } = grant;
  return new ApplicationCredential(
    reading.origin,
    userId,
    { clientId, clientSecret },
    { accessToken, refreshToken, tokenServer },
  );
}

/** Whether both are the same way in: tokens come and go. */
export function isSameWayIn(one: Credential, other: Credential): boolean {
  if (one.kind === 'webhook' || other.kind === 'webhook') {
    return one.kind === other.kind && one.address === other.address;
  }
  const isSameApplication =
    one.application.clientId === other.application.clientId &&
    one.application.clientSecret === other.application.clientSecret;
  return isSameApplication && one.origin === other.origin && one.userId === other.userId;
}
