import { SearchBox } from './searchBox';
import type { SearchNeeds, SearchPortal } from './searchNeeds';

/** Opens the search in the history of the portals' notifications, which ends itself when it is closed. */
export function searchHistory<P extends SearchPortal>(needs: SearchNeeds<P>): void {
  for (const { typeNames } of needs.portals) {
    void typeNames.load();
  }
  new SearchBox(needs).show();
}
