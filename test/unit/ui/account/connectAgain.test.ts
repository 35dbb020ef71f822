import { useScreen } from '../../../vscodeStandIn';
import assert from 'node:assert/strict';
import { type StandInPortal, startPortal } from '../../../portal/portal';
import { OpenPortals, pages, webhookOf } from '../../support/openPortals';
import { MemorySecrets, openStore, type Window } from '../../support/secrets';
import { clearQuickInputs, StandInInput, visibleInput } from '../input/quickInputs';
import { webhookCommands } from './webhookCommands';

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
    const commands = webhookCommands(open, window);
    const connecting = commands.connect({ portal: { id: failing.id } });
    visibleInput()?.enter(portal.webhook);
    await connecting;
    await open.ready(failing);
    assert.deepEqual([open.session.portals[0] === failing, pages(portal)], [true, 2]);
  });
});
