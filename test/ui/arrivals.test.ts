import assert from 'node:assert/strict';
import { eventually } from '../vscode/eventually';
import type { Toast } from '../vscode/toasts';
import { openWorkbench } from '../vscode/workbench';
import { connect, everywhere, inEveryVersion, inNewestVersion, type World } from './world';

const ALL = { 'bitrix24.notifications.show': 'all' };
/** Written by the commands, so a test has to take them away again. */
const NOTHING_MUTED = { 'bitrix24.notifications.mutedTypes': [], 'bitrix24.notifications.mutedAuthors': [] };

const answerable = { text: 'Can you look at it?', authorId: 2, params: { CAN_ANSWER: 'Y' } };

/** The list is asked for, so that nobody has to wait for the poll. */
const refresh = ({ workbench }: Pick<World, 'workbench'>): Promise<void> => workbench.runCommand('Bitrix24: Refresh');

const toastsAbout = async ({ workbench }: Pick<World, 'workbench'>, text: RegExp): Promise<number> =>
  (await workbench.toasts()).filter(toast => text.test(toast.text)).length;

inEveryVersion('A message about an arrival', (_signedOut, connected) => {
  everywhere('replies to what can be answered', async () => {
    const world = await connected({ settings: ALL });
    const { workbench, portal } = world;
    const id = portal.box.add(answerable);
    await refresh(world);
    const toast = await workbench.toast('Anna Orlova: Can you look at it?');
    assert.deepEqual([toast.severity, toast.buttons], ['info', ['Reply', 'Mute…']]);
    await toast.click('Reply');
    await workbench.quickInput.type('On it.');
    await workbench.quickInput.accept();
    await portal.journal.next('im.notify.answer');
    assert.deepEqual(
      portal.box.answers.map(answer => [answer.id, answer.text]),
      [[id, 'On it.']],
    );
  });

  it('decides with the confirmation’s own buttons, and says so in words', async () => {
    const world = await connected({ settings: ALL });
    const { workbench, portal } = world;
    portal.box.add({
      text: 'Release?',
      authorId: 2,
      buttons: [
        { title: 'Release', value: 'Y', type: 'accept' },
        { title: 'Wait', value: 'N', type: 'cancel' },
      ],
    });
    await refresh(world);
    const toast = await workbench.toast('Anna Orlova: Release?');
    assert.deepEqual(toast.buttons, ['Release', 'Wait', 'Mute…']);
    await toast.click('Release');
    // Without an undo period, a decision is asked about.
    await workbench.modal.click('Release');
    await portal.journal.next('im.notify.confirm');
    assert.deepEqual(
      portal.box.confirmations.map(({ value }) => value),
      ['Y'],
    );
    await workbench.toast(/Release/);
  });

  it('shows all else in the tree', async () => {
    const world = await connected({ settings: ALL });
    const { workbench, portal, view } = world;
    portal.box.add({ text: 'For your information', authorId: 2 });
    await refresh(world);
    await (await workbench.toast('Anna Orlova: For your information')).click('Show');
    const row = view.row(/For your information/);
    await eventually('the row to be selected', async () => (await row.getAttribute('aria-selected')) === 'true');
  });

  it('is one for several, and there is one at a time', async () => {
    const world = await connected({ settings: ALL });
    const { workbench, portal } = world;
    portal.box.add({ text: 'One', authorId: 2 });
    portal.box.add({ text: 'Two', authorId: 2 });
    await refresh(world);
    const first = await workbench.toast('2 new: Anna Orlova (2)');
    assert.deepEqual(first.buttons, ['Show', 'Mute…']);
    portal.box.add({ text: 'Three', authorId: 2 });
    await refresh(world);
    await world.view.row(/Three/).waitFor();
    assert.equal(await toastsAbout(world, /Anna Orlova/), 1);
    await first.dismiss();
    await workbench.toast('Anna Orlova: Three');
  });

  it('mutes its author, after which there are none of theirs', async () => {
    const world = await connected({ settings: { ...ALL, ...NOTHING_MUTED } });
    const { workbench, portal } = world;
    portal.box.add({ text: 'Too much', authorId: 2 });
    await refresh(world);
    await (await workbench.toast('Anna Orlova: Too much')).click('Mute…');
    await workbench.quickInput.pick('Author: Anna Orlova');
    await world.view.row(/^Muted, .*Too much/).waitFor();
    portal.box.add({ text: 'Even more', authorId: 2 });
    portal.box.add({ text: 'From somebody else', authorId: 3 });
    await refresh(world);
    await workbench.toast(/: From somebody else$/);
  });
});

inNewestVersion('Messages about arrivals', (signedOut, connected) => {
  it('are about what needs an answer, where nothing else is set', async () => {
    const world = await connected({ settings: { 'bitrix24.notifications.show': 'needsAnswer' } });
    const { workbench, portal } = world;
    portal.box.add({ text: 'For your information', authorId: 2 });
    portal.box.add(answerable);
    await refresh(world);
    await workbench.toast('Anna Orlova: Can you look at it?');
  });

  it('come in one of two windows', async () => {
    const world = await signedOut({ window: 'new', settings: ALL });
    await connect(world);
    const second = await openWorkbench({ server: world.server, browser: world.browser });
    try {
      await second.openView();
      await second.view.row(/^Unread, 7$/).waitFor();
      world.portal.box.add(answerable);
      await refresh(world);
      const shown = async (text: RegExp): Promise<Toast | undefined> => {
        const toasts = await Promise.all([world.workbench, second].map(workbench => workbench.toasts()));
        const found = toasts.flat().filter(toast => text.test(toast.text));
        assert.ok(found.length <= 1);
        return found[0];
      };
      await (await eventually('the message', () => shown(/Can you look/))).dismiss();
      world.portal.box.add({ text: 'Later', authorId: 2 });
      await refresh(world);
      await eventually('the next one', () => shown(/Later/));
      assert.equal(await shown(/Can you look/), undefined);
    } finally {
      await second.close();
    }
  });
});
