import * as v from 'valibot';
import type { Author } from '../../model/notification';
import { PortalFailure } from '../../model/portalFailure';
import { fullName } from './people';
import { anyName, checked, integer } from './schemas';

const profileSchema = v.object({ ID: integer, NAME: anyName, LAST_NAME: anyName });
const scopeSchema = v.array(v.string());

/**
 * The account's id and name from `profile`; an inactive person gets `[]`.
 *
 * @throws PortalFailure `unauthorized` for an inactive person, `malformed`
 */
export function decodeProfile(result: unknown): Author {
  if (Array.isArray(result) && result.length === 0) {
    throw new PortalFailure({ kind: 'unauthorized', code: 'authorization_error' });
  }
  const profile = checked(profileSchema, result);
  return { id: profile.ID, name: fullName(profile) };
}

const MOST_SCOPES = 100;

/** Scopes are shown to people: what can't be one is left out. */
function isScope(scope: string): boolean {
  return /^[\w.]{1,64}$/.test(scope);
}

/**
 * The granted scopes, from `scope`.
 *
 * @throws PortalFailure `malformed`
 */
export function decodeScope(result: unknown): readonly string[] {
  return checked(scopeSchema, result).filter(isScope).slice(0, MOST_SCOPES);
}
