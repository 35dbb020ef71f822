import { useScreen } from '../../../vscodeStandIn';
import assert from 'node:assert/strict';
import { ConnectCommands } from '../../../../src/ui/account/connectCommands';
import { Times } from '../../../../src/ui/text/times';
import { type StandInPortal, startPortal } from '../../../portal/portal';
import { MapState } from '../../support/memento';
import { OpenPortals, pages, webhookOf } from '../../support/openPortals';
import { MemorySecrets, openStore, type Window } from '../../support/secrets';
import { clearQuickInputs, StandInInput, visibleInput } from '../input/quickInputs';

describe('a portal that is connected again with the webhook that it has', () => {
  let portal: StandInPortal;
  let open: OpenPortals;
  let window: Window;
  beforeEach(async () => {
    clearQuickInputs();
    portal = await startPortal({ seed: [{ text: 'One' }] });
    open = new OpenPortals();
    window = openStore(new MemorySecrets());
    useScreen({
      window: {
        createInputBox: () => new StandInInput(),
        showInformationMessage: () => Promise.resolve(undefined),
      },
    });
  });
  afterEach(async () => {
    window.store.dispose();
    open.end();
    await portal.close();
  });

  it('is asked at once, though its credential is the same and its last poll has failed', async () => {
    window.store.onDidChange(accounts => {
      open.portals.connect(accounts);
    });
    portal.access.state = 'held';
    await window.store.store(webhookOf(portal.webhook));
    const [failing] = open.session.portals;
    assert.ok(failing);
    assert.equal(await open.failed(failing), 'blocked');
    portal.access.state = 'active';
    const commands = new ConnectCommands({
      session: open.session,
      credentials: window.store,
      shared: new MapState(),
      listen: () => Promise.reject(new Error('Nobody signs in with a browser here.')),
      check: credential => open.portals.verify(credential),
      exchange: () => Promise.reject(new Error('Nobody signs in with a browser here.')),
      times: new Times('en'),
    });
    const connecting = commands.connect({ portal: { id: failing.id } });
    visibleInput()?.enter(portal.webhook);
    await connecting;
    await open.ready(failing);
    assert.deepEqual([open.session.portals[0] === failing, pages(portal)], [true, 2]);
  });
});
