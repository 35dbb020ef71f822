import assert from 'node:assert/strict';
import type { JournalEntry } from '../portal/journal';
import { eventually } from '../vscode/eventually';
import { forgetKept } from './kept';
import { openWorkbench, type Workbench } from '../vscode/workbench';
import {
  type ApplicationWorld,
  awaitConnected,
  connectWithApplication,
  pageOpenedBy,
  withApplication,
} from './application';
import { inDepth, inNewestVersion, type WorldOptions } from './world';

const answerable = /^Unread, (Accepts replies, )?Anna, Commented/;

function refreshes({ portal }: ApplicationWorld): readonly JournalEntry[] {
  return portal.journal.calls('oauth/token').filter(({ params }) => params.grant_type === 'refresh_token');
}

async function noMessage({ view }: Workbench): Promise<void> {
  await eventually('no message', async () => (await view.message()) === undefined);
}

inNewestVersion('The tokens of a local application', signedOut => {
  const signedOutWith = withApplication(signedOut);

  const connected = async (options: WorldOptions = {}) => {
    const world = await signedOutWith(options);
    await connectWithApplication(world);
    return world;
  };

  const refused = async () => {
    const world = await connected();
    const { portal, workbench, view } = world;
    portal.oauth.revokeRefreshTokens();
    portal.oauth.expireAccessTokens();
    await workbench.runCommand('Bitrix24: Refresh');
    await eventually('the message', async () =>
      /^Last updated: .* rejected the sign-in \(invalid_grant\)\. Connect again\.$/.test((await view.message()) ?? ''),
    );
    portal.journal.clear();
    return world;
  };

  it('are renewed once while a reply is on its way, which arrives once', async () => {
    const world = await connected();
    const { portal, workbench, view } = world;
    await view.inlineAction(view.row(answerable), 'Quick Reply…');
    await workbench.quickInput.waitUntilShown('Reply to Anna Orlova');
    await workbench.quickInput.type('Just in time');
    portal.oauth.expireAccessTokens();
    await workbench.quickInput.accept();
    await workbench.toast('Comment has been published');
    await view.row(/^Read, (Accepts replies, )?Anna, Replied, Commented/).waitFor();
    assert.deepEqual(
      portal.box.answers.map(({ text }) => text),
      ['Just in time'],
    );
    assert.deepEqual(
      portal.journal.calls('im.notify.answer').map(({ outcome, isExecuted }) => ({ outcome, isExecuted })),
      [
        { outcome: 'expired_token', isExecuted: false },
        { outcome: 'ok', isExecuted: true },
      ],
    );
    assert.equal(refreshes(world).length, 1);
  });

  it('that were renewed are kept for the next start', async () => {
    const world = await connected();
    const { portal, workbench, view } = world;
    portal.oauth.revokesUsedRefreshTokens = true;
    portal.oauth.forgetAccessTokens();
    await workbench.runCommand('Bitrix24: Refresh');
    await eventually('the tokens to be renewed', () => refreshes(world).length === 1);
    await portal.journal.next('im.notify.get', ({ outcome }) => outcome === 'ok');
    await world.restart();
    await view.row(/^Unread, 7$/).waitFor();
    assert.equal(refreshes(world).length, 1);
    portal.oauth.expireAccessTokens();
    await workbench.runCommand('Bitrix24: Refresh');
    await eventually('the tokens to be renewed again', () => refreshes(world).length === 2);
    await noMessage(workbench);
  });

  it('that can’t be renewed leave the list; Connect Again goes straight to the browser', async () => {
    const world = await refused();
    const { portal, workbench, view, application } = world;
    await view.row(answerable).waitFor();
    assert.equal(await workbench.badge(), '10');
    portal.oauth.signedInUserId = undefined;
    const page = await pageOpenedBy(world, () => workbench.runCommand('Bitrix24: Connect Again…'));
    const [authorize] = portal.journal.calls('oauth/authorize');
    assert.equal(authorize?.params.client_id, application.clientId);
    await view.row(answerable).waitFor();
    portal.oauth.signedInUserId = 1;
    await page.reload();
    await awaitConnected(world);
    await noMessage(workbench);
    portal.box.add({ authorId: 2, text: 'After all' });
    await workbench.runCommand('Bitrix24: Refresh');
    await view.row(/After all/).waitFor();
  });

  inDepth('that can’t be renewed have words where nothing was loaded, with a way out', async () => {
    const world = await refused();
    const { view } = world;
    await world.restart(() => forgetKept(world));
    await eventually('the words', async () => (await view.welcomeText())?.includes('no longer accepts the sign-in'));
    await pageOpenedBy(world, () => view.welcomeAction('Connect Again…'));
    await awaitConnected(world);
  });

  // In the browser each window keeps its own copy of the secrets, so both renew with the same refresh token. Where the
  // windows share them, as on the desktop, one takes what the other got: the unit tests of `Tokens` show that.
  it('are renewed by two windows at the same time, and both go on', async () => {
    const world = await connected({ window: 'new' });
    const { portal, server, browser, workbench } = world;
    const other = await openWorkbench({ server, browser });
    const otherView = await other.openView();
    await otherView.row(/^Unread, 7$/).waitFor();
    const both = [workbench, other];
    for (const text of ['First', 'Second']) {
      portal.oauth.expireAccessTokens();
      portal.box.add({ authorId: 2, text });
      portal.faults.add({ method: 'oauth/token', times: 2, fault: { kind: 'hold' } });
      portal.journal.clear();
      for (const window of both) {
        await window.page.bringToFront();
        await window.runCommand('Bitrix24: Refresh');
      }
      await eventually('both to be renewing', () => refreshes(world).length === 2);
      portal.faults.release();
      for (const window of both) {
        await window.page.bringToFront();
        await window.view.row(new RegExp(text)).waitFor();
        await noMessage(window);
      }
      assert.equal(refreshes(world).length, 2);
    }
    await other.close();
  });
});
