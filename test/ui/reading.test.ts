import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';
import type { SeedNotification } from '../portal/notification';
import type { StandInPortal } from '../portal/portal';
import { eventually } from '../vscode/eventually';
import type { Workbench } from '../vscode/workbench';
import { connect, inNewestVersion } from './world';

const comment = /^Unread, (Accepts replies, )?Anna, Commented/;
const HREF = '/company/personal/user/1/blog/310/?commentId=2207#com2207';

/** Everything that a notification can hold. */
const rich: SeedNotification = {
  authorId: 2,
  module: 'blog',
  event: 'comment',
  text: 'Rich: see [url=/crm/deal/details/88/]the deal[/url]<br>and [b]hurry[/b]',
  params: {
    USERS: [3, 99],
    ATTACH: [
      {
        ID: 1,
        BLOCKS: [
          { MESSAGE: '312 tests have passed' },
          { USER: [{ NAME: 'Tom Hartley', USER_ID: 5, AVATAR_TYPE: 'USER' }] },
          { GRID: [{ DISPLAY: 'LINE', NAME: 'Amount', VALUE: '$1 240 | net' }] },
          { DELIMITER: { SIZE: 200, COLOR: '#c6c6c6' } },
          { LINK: [{ LINK: '/crm/deal/details/89/', NAME: 'The next deal', DESC: '12 chairs' }] },
          { IMAGE: [{ LINK: '/upload/54.png', NAME: 'Coverage' }] },
          { FILE: [{ LINK: '/upload/54.txt', NAME: 'report.txt', SIZE: 20_480 }] },
        ],
        DESCRIPTION: '',
        COLOR: '#29619b',
        COLOR_TOKEN: 'primary',
      },
    ],
  },
};

const hostile: SeedNotification = {
  authorId: 3,
  text: [
    '---',
    'title: Hostile',
    '---',
    '[a](command:workbench.action.quit) ![b](https://evil.example/b.png) $x^2$ :smile: $(bug)',
    '[1]: https://evil.example/c',
    '| d | e |',
    '|---|---|',
    '&lt;script&gt;document.title = 1&lt;/script&gt; &lt;img src=x onerror="document.title = 1"&gt;',
  ].join('#BR#'),
};

/** What the Markdown preview in front shows. */
function preview(page: Page): Locator {
  const webview = page.locator('iframe.webview').filter({ visible: true });
  return webview.contentFrame().frameLocator('#active-frame').locator('body');
}

async function hrefs(links: Locator, attribute: string): Promise<readonly (string | null)[]> {
  return links.evaluateAll((all, name) => all.map(link => link.getAttribute(name)), attribute);
}

/** Reloads the window as a person does: VS Code keeps which editors are open. */
async function reload(workbench: Workbench): Promise<void> {
  const { page, quickInput } = workbench;
  await page.keyboard.press('F1');
  await quickInput.waitUntilShown();
  await quickInput.type('>Developer: Reload Window');
  await quickInput.option('Developer: Reload Window').waitFor();
  await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')]);
  await workbench.waitUntilShown();
}

/** The address of the page that the work opens. */
async function opened({ page }: Workbench, work: () => Promise<void>): Promise<string> {
  const [popup] = await Promise.all([page.context().waitForEvent('page'), work()]);
  const url = popup.url();
  await popup.close();
  return url;
}

/**
 * The server stands in between where an address is one of its own machine, and leads on to it; the oldest one forgets
 * the path.
 */
function assertLeadsTo(url: string, { origin }: StandInPortal, path: string): void {
  const [, proxied] = url.split(`/proxy/${new URL(origin).port}`);
  const behind = url.startsWith(origin) ? url.slice(origin.length) : proxied;
  assert.ok(behind === path || behind === '/', url);
}

inNewestVersion('Reading', (_signedOut, connected) => {
  it('shows everything that the portal sent in the hover, and draws no picture', async () => {
    const { view, workbench, portal } = await connected({ seed: [rich, { authorId: 3, isRead: true }] });
    const text = await view.hover(view.row(/Rich: see/));
    assert.match(text, /^Anna Orlova and Иван Белов, #99\s+New comment to your message · \w+, \w+ \d+, \d{4} at \d/);
    assert.match(text, /Rich: see the deal\s+and hurry\s+312 tests have passed\s+Tom Hartley/);
    assert.match(text, /Amount\s+\$1 240 \| net\s+The next deal\s+12 chairs/);
    assert.match(
      text,
      /Picture: Coverage\s+File: report\.txt, 20 kB\s+Mark as Read · Snooze… · Open in Browser · Full Text$/,
    );
    const { widget } = workbench.hovers;
    assert.equal(await widget.locator('img').count(), 0);
    assert.equal(await widget.locator('table').count(), 1);
    assert.deepEqual(
      (await hrefs(widget.locator('a'), 'data-href')).filter(href => href?.startsWith('command:') !== true),
      [
        ...['/company/personal/user/2/', '/company/personal/user/3/', '/company/personal/user/99/'],
        ...['/crm/deal/details/88/', '/company/personal/user/5/', '/crm/deal/details/89/'],
        ...['/upload/54.png', '/upload/54.txt'],
      ].map(path => portal.origin + path),
    );
  });

  it('goes from a cut hover to the full text, which outlives a reload', async () => {
    const world = await connected({
      seed: [{ authorId: 2, text: `First. ${'And so on and on. '.repeat(300)}Last.` }],
    });
    const { view, workbench } = world;
    const text = await view.hover(view.row(/First/));
    assert.match(text, /^Anna Orlova[^]*First\.[^]*…\s+Mark as Read · Snooze… · Open in Browser · Full Text$/);
    assert.ok(!text.includes('Last.'));
    await workbench.hovers.widget.getByText('Full Text', { exact: true }).click();
    await workbench.page.locator('.tab', { hasText: 'Anna Orlova' }).waitFor();
    await preview(workbench.page)
      .getByText(/^First\..*Last\.$/)
      .waitFor();
    await reload(workbench);
    await preview(workbench.page)
      .getByText(/^First\..*Last\.$/)
      .waitFor();
  });

  it('says so where the portal of a full text is not connected, and shows it again when it is', async () => {
    const world = await connected({ seed: [rich] });
    const { view, workbench } = world;
    await view.row(/Rich: see/).click();
    await workbench.runCommand('Bitrix24: Show Full Text');
    await workbench.quickInput.waitUntilShown('Show Full Text');
    await workbench.quickInput.accept();
    const body = preview(workbench.page);
    await body.getByText('312 tests have passed').waitFor();
    await workbench.runCommand('Bitrix24: Disconnect');
    await workbench.modal.click('Disconnect');
    await body.getByText('No Bitrix24 portal is connected.').waitFor();
    await (await workbench.toast(/^Disconnected/)).dismiss();
    await connect(world);
    await body.getByText('312 tests have passed').waitFor();
  });

  it('marks, goes on and replies from the full text, by keys and by buttons', async () => {
    const { view, workbench, portal } = await connected({
      seed: [
        { authorId: 3, text: 'Older words' },
        { authorId: 2, text: 'Newer words' },
        { authorId: 2, text: 'Newest words' },
      ],
    });
    const { page } = workbench;
    await view.contextMenu(view.row(/Newest words/), 'Show Full Text');
    const body = preview(page).locator('.markdown-body');
    const shows = async (words: string): Promise<void> => body.getByText(words).waitFor();
    await shows('Newest words');
    await shows('Unread');
    await body.click();
    await page.keyboard.press('e');
    await body.getByText('Read', { exact: true }).waitFor();
    await eventually('the mark on the portal', () => portal.box.unreadCount === 2);
    await page.keyboard.press('n');
    await shows('Newer words');
    const button = (name: string | RegExp): Locator => page.locator('.editor-actions').getByRole('button', { name });
    await button('Mark as Read').click();
    await body.getByText('Read', { exact: true }).waitFor();
    await button('Next Notification').click();
    await shows('Older words');
    await body.click();
    await page.keyboard.press('r');
    await workbench.quickInput.waitUntilShown();
    await page.keyboard.press('Escape');
  });

  it('draws nothing hostile in the full text', async () => {
    const { view, workbench, portal } = await connected({ seed: [hostile] });
    await view.contextMenu(view.row(/Hostile/), 'Show Full Text');
    const body = preview(workbench.page).locator('.markdown-body');
    await body.getByText('title: Hostile').waitFor();
    const text = await body.innerText();
    for (const words of [
      '[a](command:workbench.action.quit) ![b](https://evil.example/b.png',
      '$x^2$ :smile: $(bug)',
      '[1]: https://evil.example/c',
      '| d | e |\n|---|---|\n<script>document.title = 1</script> <img src=x onerror="document.title = 1">',
    ]) {
      assert.ok(text.includes(words), text);
    }
    assert.equal(await body.locator('img, script, table, .katex, .codicon').count(), 0);
    // The portal itself makes links of bare addresses.
    const links = await hrefs(body.locator('a'), 'href');
    assert.deepEqual(links, [
      `${portal.origin}/company/personal/user/3/`,
      'https://evil.example/b.png)',
      'https://evil.example/c',
    ]);
  });

  it('opens the page that a notification is about, else the notification centre', async () => {
    const { view, workbench, portal } = await connected();
    const first = await opened(workbench, () => view.contextMenu(view.row(comment), 'Open in Browser'));
    assertLeadsTo(first, portal, HREF);
    portal.box.add({ authorId: 2, text: 'No link at all' });
    await workbench.runCommand('Bitrix24: Refresh');
    const second = await opened(workbench, () => view.contextMenu(view.row(/No link at all/), 'Open in Browser'));
    assertLeadsTo(second, portal, '/online/?IM_NOTIFY=Y');
  });

  it('copies the text and the link, and says so quietly', async () => {
    const { view, workbench, portal } = await connected();
    const { page } = workbench;
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    const copied = (): Promise<string> => page.evaluate(() => navigator.clipboard.readText());
    await view.contextMenu(view.row(comment), 'Copy Text');
    await workbench.statusBarItem('Text copied').waitUntilShown();
    assert.equal(
      await copied(),
      'Commented on your message "Plan for the quarter": Looks good 👍 Could you add the dates?',
    );
    await view.contextMenu(view.row(comment), 'Copy Link');
    await workbench.statusBarItem('Link copied').waitUntilShown();
    assert.equal(await copied(), portal.origin + HREF);
    assert.deepEqual(await workbench.toasts(), []);
    portal.box.add({ authorId: 2, text: 'No link at all' });
    await workbench.runCommand('Bitrix24: Refresh');
    await view.contextMenu(view.row(/No link at all/), 'Copy Link');
    await workbench.toast('This notification has no link to the portal.');
    await eventually('the clipboard as it was', async () => (await copied()) === portal.origin + HREF);
  });
});
