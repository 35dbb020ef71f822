import assert from 'node:assert/strict';
import { eventually } from '../vscode/eventually';
import { inNewestVersion } from './world';

const comment = /^Unread, (Accepts replies, )?Anna, Commented/;
const mutedComment = /^Muted, Unread, Accepts replies, Anna, Commented/;

/** Written by the commands, so a test has to take them away again. */
const NOTHING_MUTED = { 'bitrix24.notifications.mutedTypes': [], 'bitrix24.notifications.mutedAuthors': [] };

inNewestVersion('Muting', (_signedOut, connected) => {
  it('dims the rows of a type, with a bell that has a slash on their group, and is taken back there', async () => {
    const { view, workbench } = await connected({ settings: NOTHING_MUTED });
    const colorOf = (name: RegExp): Promise<string> =>
      view
        .row(name)
        .locator('.label-name')
        .first()
        .evaluate(label => getComputedStyle(label).color);
    const usual = await colorOf(comment);
    await view.contextMenu(view.row(comment), 'Mute Type');
    await view.row(mutedComment).waitFor();
    await eventually('the row to be dimmed', async () => (await colorOf(mutedComment)) !== usual);
    assert.ok(!(await view.contextMenuLabels(view.row(mutedComment))).includes('Mute Type'));
    await workbench.escape();

    await workbench.runCommand('Bitrix24: Group By…');
    await workbench.quickInput.pick('Type');
    const group = view.row(/, Muted$/).first();
    await group.locator('.codicon-bell-slash').waitFor();
    await view.inlineAction(group, 'Unmute');
    await view
      .row(/, Muted$/)
      .first()
      .waitFor({ state: 'detached' });
    await view.row(comment).waitFor();
  });

  it('of an author is listed and taken back by the command', async () => {
    const { view, workbench } = await connected({ settings: NOTHING_MUTED });
    await view.contextMenu(view.row(comment), 'Mute Author');
    await view.row(mutedComment).waitFor();
    await workbench.runCommand('Bitrix24: Muted Types and Authors…');
    await workbench.quickInput.waitUntilShown('Muted Types and Authors');
    const [item] = await workbench.quickInput.items();
    assert.equal(item?.label, 'Author: Anna Orlova');
    assert.match(item.description, /^127\.0\.0\.1:\d+$/);
    await workbench.quickInput.setChecked('Author: Anna Orlova', true);
    await workbench.quickInput.accept();
    await view.row(mutedComment).waitFor({ state: 'detached' });
  });
});

inNewestVersion('A pause', (_signedOut, connected) => {
  it('is seen in the status bar, survives a restart, and is ended by its command', async () => {
    const world = await connected();
    const { workbench } = world;
    await workbench.statusBarItem('Bitrix24: 10 unread').waitUntilShown();
    await workbench.runCommand('Bitrix24: Pause Notifications…');
    await workbench.quickInput.waitUntilShown('Pause Notifications');
    await workbench.quickInput.pick('Pause All for an Hour');
    const paused = workbench.statusBarItem(/^Bitrix24: 10 unread\. Notifications are paused until .+\.$/);
    await paused.waitUntilShown();
    assert.equal(await paused.item.locator('.codicon-bell-slash-dot').count(), 1);
    assert.match(await paused.tooltip(), /Notifications are paused until/);
    await world.restart();
    await paused.waitUntilShown();
    await workbench.runCommand('Bitrix24: Resume Notifications');
    await workbench.statusBarItem('Bitrix24: 10 unread').waitUntilShown();
  });
});

inNewestVersion('Quiet hours', (_signedOut, connected) => {
  it('are told by the status bar’s tooltip', async () => {
    const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
    const { workbench } = await connected({ settings: { 'bitrix24.notifications.quietHours': { days } } });
    const counter = workbench.statusBarItem('Bitrix24: 10 unread');
    await counter.waitUntilShown();
    assert.match(await counter.tooltip(), /Quiet at all hours\./);
  });
});

inNewestVersion('What is new', (_signedOut, connected) => {
  it('since the person last looked at the view is told by the status bar and the badge', async () => {
    const { workbench, portal } = await connected();
    const counter = workbench.statusBarItem('Bitrix24: 10 unread');
    await counter.waitUntilShown();
    assert.doesNotMatch(await counter.tooltip(), /since you last looked/);
    await workbench.page
      .locator('.part.activitybar')
      .getByRole('tab', { name: /^Explorer/ })
      .click();
    portal.box.add({ text: 'While nobody looked', authorId: 2 });
    portal.box.add({ text: 'Again', authorId: 2 });
    await workbench.runCommand('Bitrix24: Refresh');
    const later = workbench.statusBarItem('Bitrix24: 12 unread');
    await later.waitUntilShown();
    assert.match(await later.tooltip(), /2 new since you last looked\./);
    assert.match(await workbench.iconName(), /12 unread\. 2 new since you last looked\./);
    await workbench.openView();
    await eventually(
      'the badge to say no more',
      async () => !(await workbench.iconName()).includes('since you last looked'),
    );
  });
});
