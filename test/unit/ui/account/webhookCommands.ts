import { ConnectCommands } from '../../../../src/ui/account/connectCommands';
import { Times } from '../../../../src/ui/text/times';
import { MapState } from '../../support/memento';
import type { OpenPortals } from '../../support/openPortals';
import type { Window } from '../../support/secrets';

/** The commands of a window whose user signs in with webhooks alone. */
export function webhookCommands({ session, portals }: OpenPortals, { store }: Window): ConnectCommands {
  return new ConnectCommands({
    session,
    credentials: store,
    shared: new MapState(),
    listen: () => Promise.reject(new Error('Nobody signs in with a browser here.')),
    check: credential => portals.verify(credential),
    exchange: () => Promise.reject(new Error('Nobody signs in with a browser here.')),
    times: new Times('en'),
  });
}
