import { Emitter } from '../../../../src/model/emitter';
import type { SearchPortal } from '../../../../src/ui/search/searchNeeds';
import { HeldCentre } from '../../model/heldCentre';

/** A portal that is searched in lists alone: nobody asks it. */
export function searchPortal(id = 'a'): SearchPortal {
  return {
    id,
    name: `Portal ${id}`,
    history: new HeldCentre(),
    inbox: { state: { kind: 'loading' }, onDidChange: new Emitter().event },
    typeNames: {
      all: new Map(),
      of: String,
      load: () => Promise.resolve(),
      onDidChange: new Emitter().event,
    },
  };
}
