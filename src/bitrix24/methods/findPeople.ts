import type { Person } from '../../model/compose/sendApi';
import { splitWords } from '../../model/search/historyQuery';
import { decodePeople } from '../decode/results';
import type { Transport } from '../http/transport';

/** A portal with a full-text index ignores shorter search words. */
const SHORTEST_WORD = 3;

/**
 * Calls `user.search`. Resolves with the first fifty active employees whose name or position contains words with
 * these prefixes, or whose department does, because the portal searches departments too.
 *
 * @throws PortalFailure `forbidden` with `scope: 'user'` if the permission is missing
 */
export async function findPeople(
  transport: Pick<Transport, 'call'>,
  name: string,
): Promise<readonly Person[]> {
  const result = await transport.call('user.search', { FILTER: { FIND: name.trim(), ACTIVE: true } }, 'read');
  const short = splitWords(name.toLowerCase()).filter(
    word => word.length < SHORTEST_WORD && !/^\d+$/.test(word),
  );
  return decodePeople(result).filter(person => {
    const words = splitWords(`${person.name} ${person.position}`.toLowerCase());
    return short.every(wanted => words.some(word => word.startsWith(wanted)));
  });
}
