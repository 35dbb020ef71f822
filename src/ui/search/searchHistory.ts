import { SearchBox } from './searchBox';
import type { SearchNeeds } from './searchNeeds';

/** Opens the search in the notifications' history, which ends itself when it is closed. */
export function searchHistory(needs: SearchNeeds): void {
  void needs.typeNames.load();
  new SearchBox(needs).show();
}
