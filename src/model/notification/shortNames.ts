import type { Author } from './notification';

/**
 * Returns how an author is called among these: by the first name; if several have it, with the initial of the last name;
 * in full if that doesn't tell them apart, or if they are no person.
 */
export function shortNamesAmong(authors: Iterable<Author | undefined>): (author: Author) => string {
  const idsByName = new Map<string, Set<number>>();
  const seen = new Set<number>();
  for (const author of authors) {
    if (author === undefined || seen.size === seen.add(author.id).size) continue;
    for (const name of shortForms(author)) {
      idsByName.set(name, (idsByName.get(name) ?? new Set()).add(author.id));
    }
  }
  return author => shortForms(author).find(name => (idsByName.get(name)?.size ?? 0) <= 1) ?? author.name;
}

/** The shortest first. */
function shortForms({ name, firstName }: Author): readonly string[] {
  const [first] = firstName?.split(' ') ?? [];
  if (first === undefined || firstName === undefined) return [];
  const last = name.replace(firstName, '').trim().split(' ').at(-1) ?? '';
  const [initial] = last;
  return initial === undefined ? [first] : [first, `${first} ${initial}.`];
}
