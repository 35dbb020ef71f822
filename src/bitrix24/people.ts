import { wordsIn } from '../model/historyQuery';
import type { Person } from '../model/outbox';
import { decodePeople } from './decode/people';
import type { Transport } from './transport';

/** Where a portal has a full-text index, it looks for no shorter words. */
const SHORTEST_WORD = 3;

/**
 * `user.search`: of those who work here, the first fifty whose name or position holds words that begin so; or who
 * belong to such a department, which the portal looks at too.
 *
 * @throws PortalFailure `forbidden` with `scope: 'user'` where the permission is missing
 */
export async function findPeople(
  transport: Pick<Transport, 'call'>,
  name: string,
): Promise<readonly Person[]> {
  const result = await transport.call('user.search', { FILTER: { FIND: name.trim(), ACTIVE: true } }, 'read');
  const short = wordsIn(name.toLowerCase()).filter(
    word => word.length < SHORTEST_WORD && !/^\d+$/.test(word),
  );
  return decodePeople(result).filter(person => {
    const words = wordsIn(`${person.name} ${person.position}`.toLowerCase());
    return short.every(wanted => words.some(word => word.startsWith(wanted)));
  });
}
