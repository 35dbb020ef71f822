import { Emitter } from '../../../../src/model/emitter';
import type { SearchPortal } from '../../../../src/ui/search/searchRows';
import { HeldApi } from '../../support/heldApi';

/** A portal that is searched in lists alone: nobody asks it. */
export function searchPortal(id = 'a'): SearchPortal {
  return {
    id,
    name: `Portal ${id}`,
    history: new HeldApi(),
    inbox: { state: { kind: 'loading' }, onDidChange: new Emitter().event },
    typeNames: {
      all: new Map(),
      nameOf: String,
      load: () => Promise.resolve(),
      onDidChange: new Emitter().event,
    },
  };
}
