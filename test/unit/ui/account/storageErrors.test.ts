import { useScreen } from '../../../vscodeStandIn';
import assert from 'node:assert/strict';
import { ACCOUNT_LIST_KEY } from '../../../../src/ui/account/accountSecrets';
import { showUnreadableList, withSecretStorageErrors } from '../../../../src/ui/account/storageErrors';
import { type StandInPortal, startPortal } from '../../../portal/portal';
import { OpenPortals, webhookOf } from '../../support/openPortals';
import { MemorySecrets, openStore, readAnew, settled, text, webhook, type Window } from '../../support/secrets';
import { clearQuickInputs, StandInInput, visibleInput } from '../input/quickInputs';
import { webhookCommands } from './webhookCommands';

const ONE = '1@https://portal.example';
const REBUILD = 'Rebuild List';

describe('a list of portals that can’t be read', () => {
  let secrets: MemorySecrets;
  let window: Window;
  /** The messages with their buttons, and what is pressed in the next ones. */
  let shown: (readonly [message: string, ...buttons: string[]])[];
  let pressed: string[];
  beforeEach(async () => {
    clearQuickInputs();
    secrets = new MemorySecrets();
    window = openStore(secrets);
    await window.store.store(webhook('a'));
    secrets.kept.set(ACCOUNT_LIST_KEY, `{"version":2,"all":["${ONE}"]}`);
    shown = [];
    pressed = [];
    const show = (message: string, ...buttons: string[]): Promise<string | undefined> => {
      shown.push([message, ...buttons]);
      return Promise.resolve(pressed.shift());
    };
    useScreen({
      window: {
        createInputBox: () => new StandInInput(),
        /** How to sign in: with a webhook. */
        showQuickPick: (items: readonly unknown[]) => Promise.resolve(items[0]),
        showErrorMessage: show,
        showInformationMessage: show,
      },
    });
  });
  afterEach(() => {
    window.store.dispose();
  });

  const list = (): string | undefined => secrets.kept.get(ACCOUNT_LIST_KEY);

  function assertShown(...patterns: readonly (readonly [RegExp, ...string[]])[]): void {
    assert.equal(shown.length, patterns.length, JSON.stringify(shown));
    for (const [index, [pattern, ...buttons]] of patterns.entries()) {
      assert.match(shown[index]?.[0] ?? '', pattern);
      assert.deepEqual(shown[index]?.slice(1), buttons);
    }
  }

  it('is told of with the way out, and left as it is where nothing is pressed', async () => {
    const before = list();
    assert.equal(await showUnreadableList(window.store), false);
    assertShown([/^The list of your portals .* can’t be read\. .*update the extension\. .*rebuild the list/, REBUILD]);
    assert.equal(list(), before);
  });

  it('is rebuilt where the button is pressed', async () => {
    pressed = [REBUILD];
    assert.equal(await showUnreadableList(window.store), true);
    assert.deepEqual(await readAnew(secrets), [['', text(webhook('a'))]]);
  });

  it('is not rebuilt, and that is said, where the storage fails', async () => {
    const before = list();
    pressed = [REBUILD];
    secrets.broken.add('store');
    assert.equal(await showUnreadableList(window.store), false);
    assertShown([/can’t be read/, REBUILD], [/can’t be written to right now\. Nothing was changed\./]);
    assert.equal(list(), before);
  });

  it('is told of where a portal is disconnected, and no failure of the storage', async () => {
    assert.equal(await withSecretStorageErrors(window.store, () => window.store.forget(ONE)), false);
    await settled();
    assertShown([/can’t be read/, REBUILD]);
  });

  describe('where a portal is connected', () => {
    let portal: StandInPortal;
    let open: OpenPortals;
    beforeEach(async () => {
      portal = await startPortal({ seed: 'empty' });
      open = new OpenPortals();
    });
    afterEach(async () => {
      open.end();
      await portal.close();
    });

    const connect = async (): Promise<void> => {
      await webhookCommands(open, window).connect(undefined);
    };

    it('is told of, and then has the new portal beside the old one, which is typed once', async () => {
      pressed = [REBUILD];
      const connecting = connect();
      await settled();
      visibleInput()?.enter(portal.webhook);
      await connecting;
      while (shown.length < 2) await settled();
      assertShown([/can’t be read/, REBUILD], [/^Connected to /]);
      const added = webhookOf(portal.webhook);
      assert.deepEqual(
        (await readAnew(secrets)).map(([, credential]) => credential),
        [text(webhook('a')), text(added)],
      );
    });
  });
});
