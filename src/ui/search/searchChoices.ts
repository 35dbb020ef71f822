import type { Author, Notification } from '../../model/notification';
import type { PortalAuthor } from './searchFilters';

export interface TypeChoice {
  /** `module|event`. */
  readonly id: string;
  readonly name: string;
  /** What the type's module is called; empty where nobody knows. */
  readonly moduleName: string;
}

/** The types to choose from: those that were met, and all others the portal has a name for, each by name. */
export function typeChoices(
  met: readonly Notification[],
  names: ReadonlyMap<string, string>,
): { readonly met: readonly TypeChoice[]; readonly others: readonly TypeChoice[] } {
  const choice = (id: string): TypeChoice => {
    const moduleId = id.split('|', 1)[0] ?? '';
    return { id, name: names.get(id) ?? id, moduleName: names.get(moduleId) ?? '' };
  };
  const metIds = new Set(met.map(({ typeId }) => typeId).filter(id => id !== ''));
  const otherIds = [...names.keys()].filter(id => id.includes('|') && !metIds.has(id));
  const sorted = (ids: Iterable<string>): readonly TypeChoice[] =>
    [...ids].map(choice).sort((a, b) => a.name.localeCompare(b.name));
  return { met: sorted(metIds), others: sorted(otherIds) };
}

/** The authors to choose from, each of a portal once, by name. `system` stands for those who have none. */
export function authorChoices(
  met: readonly { readonly portal: { readonly id: string }; readonly notification: Notification }[],
  chosen: readonly PortalAuthor[],
  system: Author,
): readonly PortalAuthor[] {
  const authors = met.map(({ portal, notification: { author = system } }) => ({
    ...author,
    portalId: portal.id,
  }));
  const byId = new Map([...chosen, ...authors].map(author => [`${author.portalId} ${author.id}`, author]));
  return [...byId.values()].sort((a, b) => a.name.localeCompare(b.name));
}
