import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import manifest from '../../package.json';
import { type StandInPortal, startPortal } from '../portal/portal';

const run = (name: string, argument?: unknown): Thenable<unknown> =>
  vscode.commands.executeCommand(`bitrix24.${name}`, argument);

/** Closes what a command asks, which may be a while in coming, until the command has ended. */
async function closingQuickPicks(command: Thenable<unknown>): Promise<void> {
  const state = { isOver: false };
  const over = Promise.resolve(command).then(() => {
    state.isOver = true;
  });
  while (!state.isOver) {
    await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
  }
  await over;
}

describe('The extension in its host', () => {
  let portal: StandInPortal;

  before(async () => {
    await vscode.extensions.getExtension(`${manifest.publisher}.${manifest.name}`)?.activate();
  });

  beforeEach(async () => {
    portal = await startPortal({ seed: 'sample' });
    await run('connect', portal.webhook);
    await run('refresh');
  });

  afterEach(async () => {
    await run('disconnect', { isConfirmed: true });
    await portal.close();
  });

  const unread = (): number => portal.box.list().find(item => !item.isRead && item.type !== 1)?.id ?? 0;
  const row = (id: unknown) => ({ kind: 'notification', notification: { id } });

  it('has every command of its manifest', async () => {
    const commands = await vscode.commands.getCommands(true);
    const missing = manifest.contributes.commands.filter(({ command }) => !commands.includes(command));
    assert.deepEqual(missing, []);
  });

  it('checks an address of this machine and connects without asking', () => {
    const methods = portal.journal.calls().map(call => call.method);
    assert.deepEqual(methods.slice(0, 3), ['profile', 'scope', 'im.notify.get']);
  });

  it('marks one as read and as unread, by its id alone', async () => {
    const id = unread();
    const before = portal.box.unreadCount;
    await run('markRead', row(id));
    assert.equal(portal.box.unreadCount, before - 1);
    await run('markUnread', row(id));
    assert.equal(portal.box.unreadCount, before);
    const lists = portal.journal.calls('im.notify.read.list').map(({ params }) => [params.IDS, params.ACTION]);
    assert.deepEqual(lists, [
      [[id], 'Y'],
      [[id], 'N'],
    ]);
    assert.deepEqual(portal.journal.calls('im.notify.read'), []);
  });

  it('marks all as read but what waits for a decision', async () => {
    await run('markAllRead');
    assert.deepEqual(
      portal.box.list().filter(item => !item.isRead && item.type !== 1),
      [],
    );
    assert.ok(portal.box.unreadCount > 0);
  });

  it('asks for a notification where the argument names none', async () => {
    for (const argument of [undefined, null, 'x', [], {}, row('1'), { notification: null }, { kind: 'group' }]) {
      await closingQuickPicks(run('markRead', argument));
    }
    await run('markRead', row(987_654_321));
    await run('markRead', 987_654_321);
    assert.deepEqual(portal.journal.calls('im.notify.read.list'), []);
  });

  it('never asks twice at once', async () => {
    portal.journal.clear();
    portal.faults.add({ method: 'im.notify.get', fault: { kind: 'hold' } });
    const refreshes = Promise.all([run('refresh'), run('refresh'), run('refresh')]);
    await portal.journal.nextArrival('im.notify.get');
    portal.faults.release();
    await refreshes;
    assert.equal(portal.journal.calls('im.notify.get').length, 1);
  });

  it('asks by itself after the interval, and a setting under the least one is raised to it', async () => {
    const settings = vscode.workspace.getConfiguration('bitrix24');
    await settings.update('pollIntervalSeconds', 0.01, vscode.ConfigurationTarget.Global);
    try {
      portal.journal.skip();
      const askedAt = Date.now();
      await portal.journal.next('im.notify.get', ({ params }) => params.LIMIT === 1);
      assert.ok(Date.now() - askedAt > 5_000);
    } finally {
      await settings.update('pollIntervalSeconds', undefined, vscode.ConfigurationTarget.Global);
    }
  });

  it('lets no workspace set how often it asks', async () => {
    const settings = vscode.workspace.getConfiguration('bitrix24');
    await assert.rejects(
      Promise.resolve(settings.update('pollIntervalSeconds', 10, vscode.ConfigurationTarget.Workspace)),
    );
  });

  it('stays with the portal that it is connected to when another address is passed', async () => {
    const other = await startPortal({ seed: 'empty' });
    try {
      const asked = run('connect', other.webhook);
      await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
      await asked;
      assert.deepEqual(other.journal.calls(), []);
    } finally {
      await other.close();
    }
  });

  it('asks nothing any more once it is disconnected', async () => {
    await run('disconnect', { isConfirmed: true });
    portal.journal.clear();
    await run('refresh');
    await run('markAllRead');
    assert.deepEqual(portal.journal.calls(), []);
  });
});
