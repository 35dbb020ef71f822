import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { eventually } from '../vscode/eventually';
import { temporaryDir, type TemporaryDir } from '../vscode/temporary';
import { connect, inDepth, inNewestVersion, type World } from './world';

const FILE = 'src/мой [id] #1.ts';
const LINES = ['const one = 1;', "const end = '[/code] <br>';", 'const three = 3;', ''];
const THIRD = 'Send Notification (3/4)';
const FOURTH = 'Send Notification (4/4)';

inNewestVersion('Sending code', signedOut => {
  let folder: TemporaryDir;
  beforeEach(async () => {
    folder = await temporaryDir();
    await mkdir(path.join(folder.path, 'src'));
    await writeFile(path.join(folder.path, FILE), LINES.join('\n'));
  });
  afterEach(() => folder.remove());

  const git = (...given: readonly string[]): string =>
    execFileSync('git', given, { cwd: folder.path, encoding: 'utf8' }).trim();

  /** A folder whose only file is open, with its first two lines selected. */
  async function atWork(): Promise<World> {
    const world = await signedOut({ window: 'new' });
    const { workbench, server } = world;
    const { page } = workbench;
    const file = path.join(folder.path, FILE).split('/').map(encodeURIComponent).join('/');
    const payload = JSON.stringify([['openFile', `vscode-remote://${new URL(server.url).host}${file}`]]);
    const query = new URLSearchParams({ folder: folder.path, payload });
    await page.goto(`${server.url}/?${query.toString()}`);
    await workbench.waitUntilShown();
    await workbench.openView();
    await connect(world);
    await page.locator('.monaco-editor .view-line').getByText('const one').click();
    await page.keyboard.press('Control+Home');
    await page.keyboard.press('Shift+ArrowDown');
    await page.keyboard.press('Shift+ArrowDown');
    await workbench.statusBarItem(/Ln 3, Col 1 \(\d+ selected\)/).waitUntilShown();
    return world;
  }

  /** To yourself, as yourself, up to what goes along. */
  async function toEnclosure({ workbench }: World): Promise<void> {
    const { quickInput } = workbench;
    await workbench.runCommand('Bitrix24: Send Notification…');
    await quickInput.waitUntilShown('Send Notification (1/4)');
    await quickInput.accept();
    await quickInput.waitUntilShown('Send Notification (2/4)');
    await quickInput.accept();
    await quickInput.waitUntilShown(THIRD);
  }

  async function send({ workbench, portal }: World, choice: string): Promise<unknown> {
    const { quickInput } = workbench;
    await quickInput.pick(choice);
    await quickInput.waitUntilShown(FOURTH);
    await quickInput.type('Look at this');
    await quickInput.accept();
    const { params } = await portal.journal.next('im.notify.personal.add');
    return params.MESSAGE;
  }

  inDepth('without git: the lines in words, the selected code as a block that nothing in it ends', async () => {
    const world = await atWork();
    const { workbench, view } = world;
    await toEnclosure(world);
    const choices = await workbench.quickInput.items();
    assert.deepEqual(
      choices.map(({ label, description }) => [label, description]),
      [
        ['Text only', ''],
        ['Selected code', `${FILE}:1-2`],
        ['File name and line numbers', `${FILE}:1-2`],
      ],
    );
    assert.equal(
      await send(world, 'Selected code'),
      `Look at this\n\n${FILE}:1-2\n[code]const one = 1;\nconst end = '[\u2060/code] <\u2060br>';[/code]`,
    );
    await workbench.openView();
    await view.row(/^Unread, (Accepts replies, )?Alex, Look at this/).waitFor();
    await toEnclosure(world);
    assert.equal(await send(world, 'File name and line numbers'), `Look at this\n\n${FILE}:1-2`);
  });

  it('in a git working copy: a permalink, without what the remote’s address keeps secret', async () => {
    await mkdir(path.join(folder.path, '.vscode'));
    await writeFile(path.join(folder.path, '.vscode/settings.json'), '{ "git.enabled": true }');
    git('init', '--initial-branch=main');
    git('remote', 'add', 'origin', 'https://user:s3cr3t@github.com/owner/repo.git');
    git('add', '.');
    git('-c', 'user.name=Alex', '-c', 'user.email=alex@example.com', 'commit', '--message=One');
    const commit = git('rev-parse', 'HEAD');
    const world = await atWork();
    await world.workbench.statusBarItem(/main/).waitUntilShown();
    await toEnclosure(world);
    const choice = await eventually('the link', async () =>
      (await world.workbench.quickInput.items()).find(({ label }) => label.startsWith('Link')),
    );
    assert.equal(choice.label, 'Link to the file and lines');
    assert.equal(
      choice.detail,
      `github.com, commit ${commit.slice(0, 7)}. The commit does not appear to have been pushed yet.`,
    );
    const place = 'src/%D0%BC%D0%BE%D0%B9%20%5Bid%5D%20%231.ts#L1-L2';
    assert.equal(
      await send(world, choice.label),
      `Look at this\n\n[url=https://github.com/owner/repo/blob/${commit}/${place}]${FILE}:1-2[/url]`,
    );
  });
});
