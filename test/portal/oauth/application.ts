import { randomBytes, randomInt } from 'node:crypto';
import type { LocalApplication } from './oauth';

const SECRET_CHARACTERS = 50;
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

export function localApplication(redirectUri: string, scope: readonly string[]): LocalApplication {
  return {
    clientId: `local.${randomBytes(7).toString('hex')}.${randomBytes(4).toString('hex')}`,
    clientSecret: Array.from({ length: SECRET_CHARACTERS }, () => ALPHABET.charAt(randomInt(ALPHABET.length))).join(''),
    redirectUri,
    scope,
    isInstalled: true,
  };
}
