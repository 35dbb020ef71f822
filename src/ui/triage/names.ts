import { inert } from '../text/inert';
import { authorName } from '../text/words';
import { onesIn } from '../tree/meant';
import type { Meant } from '../tree/meant';

/** Whose notification it is, or how many they are. */
export function namesOf(meant: readonly Meant[]): string {
  const all = onesIn(meant);
  const [first, second] = all;
  return first !== undefined && second === undefined
    ? inert(authorName(first.notification))
    : String(all.length);
}
