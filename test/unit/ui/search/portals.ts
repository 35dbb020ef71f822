import type { Portal } from '../../../../src/model/portal/portal';

/** A portal in the rows of a search, which show no more of it. */
export function searchPortal(id = 'a'): Portal {
  const portal: Pick<Portal, 'id' | 'name'> = { id, name: `Portal ${id}` };
  return portal as Portal;
}
