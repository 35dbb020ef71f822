import { hostOf } from '../model/account';
import type { Credential } from './access/credential';

/** A portal to be connected. */
export interface Connectable {
  /** What a person calls it; empty where they gave it no name. */
  readonly name: string;
  readonly credential: Credential;
}

/** What has no name is called by its host. What would be called as another one is told apart by its user or its host. */
export function named(all: readonly Connectable[]): readonly Connectable[] {
  const called = ({ name, credential }: Connectable): string => name || hostOf(credential);
  return all.map(each => {
    const { credential } = each;
    const name = called(each);
    const namesakes = all.filter(other => other !== each && called(other) === name);
    const isSameHost = namesakes.some(other => other.credential.origin === credential.origin);
    const byUser = isSameHost ? ` #${credential.userId}` : '';
    const byHost = namesakes.some(other => other.credential.origin !== credential.origin);
    return {
      name: name + (byHost && name !== hostOf(credential) ? ` · ${hostOf(credential)}` : '') + byUser,
      credential,
    };
  });
}
