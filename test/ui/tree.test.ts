import assert from 'node:assert/strict';
import { flood } from '../portal/flood';
import { eventually } from '../vscode/eventually';
import { everywhere, everywhereInDepth, inEveryVersion } from './world';

/** What the hover of an unread notification ends with if it can be answered. */
const ANSWERABLE_ACTIONS = ['quickReply', 'markRead', 'snooze', 'openInBrowser', 'showFullText'].map(
  name => `command:bitrix24.${name}`,
);

inEveryVersion('The tree', (_signedOut, connected) => {
  everywhere('shows the notifications in their groups, each row saying who, what and when', async () => {
    const { view, workbench } = await connected();
    await workbench.page.setViewportSize({ width: 1280, height: 1400 });
    await view.row(/^Earlier, \d+$/).waitFor();
    const rows = await view.rows();
    const groups = rows.filter(row => /^[\p{L} ]+, \d+$/u.test(row));
    assert.deepEqual(
      groups.filter(group => !/^(Today|Yesterday|This Week)/.test(group)),
      ['Waiting for Your Decision, 4', 'Unread, 7', groups.at(-1)],
    );
    assert.match(groups.at(-1) ?? '', /^Earlier, \d+$/);
    assert.ok(
      rows.includes(
        'Unread, Accepts replies, Anna, Commented on your message "Plan for the quarter": Looks good 👍 Could you add the dates?, 8m',
      ),
      rows.join('\n'),
    );
    const row = view.row(/^Unread, (Accepts replies, )?Anna, Commented/);
    assert.match(await row.innerText(), /^Anna\s*Commented on your message .* · 8m$/);
    assert.equal(await row.locator('.codicon-comment-unresolved').count(), 1);
    assert.equal(
      await view
        .row(/^Read, (Accepts replies, )?Иван, Понравилось/)
        .locator('.codicon-bell')
        .count(),
      1,
    );
    // An unread decision's own icon, which has a dot, too.
    const icon = view.row(/Release review/).locator('.custom-view-tree-node-item-icon');
    assert.match((await icon.getAttribute('style')) ?? '', /url\("data:image\/svg/);
  });

  it('tells author, exact time and the whole text in the hover, with safe links', async () => {
    const { view, workbench, portal } = await connected();
    const text = await view.hover(view.row(/^Unread, (Accepts replies, )?Anna, Commented/));
    assert.match(text, /^Anna Orlova/);
    assert.match(text, /\d{4} at \d/);
    assert.match(
      text,
      /Looks good 👍 Could you add the dates\?\s+Reply · Mark as Read · Snooze… · Open in Browser · Full Text$/,
    );
    const links = await workbench.hovers.widget
      .locator('a[data-href]')
      .evaluateAll(all => all.map(link => link.getAttribute('data-href')));
    assert.deepEqual(
      links.map(link => link?.replace(/\?%5B.*/, '')),
      [
        `${portal.origin}/company/personal/user/2/`,
        `${portal.origin}/company/personal/user/1/blog/310/?commentId=2207#com2207`,
        ...ANSWERABLE_ACTIONS,
      ],
    );
  });

  everywhereInDepth('draws hostile names and texts as words', async () => {
    const { view, workbench, portal } = await connected({
      seed: [
        {
          authorId: 2,
          text: '[url=command:workbench.action.quit]run[/url] $(bug) ![x](https://evil.example/a.png) <img src=x> [a](command:b)',
          params: { CAN_ANSWER: 'Y' },
        },
      ],
    });
    const row = view.row(/\$\(bug\)/);
    await row.waitFor();
    assert.equal(await row.locator('.codicon-bug').count(), 0);
    const text = await view.hover(row);
    assert.match(text, /\$\(bug\) !\[x\]\(https:\/\/evil\.example\/a\.png\) <img src=x> \[a\]\(command:b\)/);
    const { widget } = workbench.hovers;
    assert.equal(await widget.locator('img, .codicon-bug').count(), 0);
    const links = await widget.locator('a').evaluateAll(all => all.map(link => link.getAttribute('data-href')));
    // The portal itself makes a link of the bare address.
    assert.deepEqual(
      links.map(link => link?.replace(/\?%5B.*/, '')),
      [`${portal.origin}/company/personal/user/2/`, 'https://evil.example/a.png)', ...ANSWERABLE_ACTIONS],
    );

    await workbench.page.mouse.move(700, 500);
    await view.inlineAction(row, 'Quick Reply…');
    await workbench.quickInput.waitUntilShown();
    assert.equal(await workbench.quickInput.widget.locator('.quick-input-message a, .codicon-bug').count(), 0);
  });

  it('loads page after page to the end, each notification once', async () => {
    const { view, workbench, portal } = await connected({
      seed: flood({ count: 120, confirms: 3, unread: 10 }),
    });
    await view.row(/^Unread, \d+$/).waitFor();
    await workbench.page.setViewportSize({ width: 1280, height: 4000 });
    const more = view.row('Load more…');
    await more.waitFor();
    const before = (await view.rows()).length;
    portal.journal.skip();
    await more.click();
    await portal.journal.next('im.notify.get', call => call.params.LAST_ID !== undefined);
    await eventually('the next page', async () => (await view.rows()).length > before + 40);
    await more.click();
    await more.waitFor({ state: 'hidden' });
    const rows = (await view.rows()).filter(
      row => /^(Read|Unread|Waiting for your decision), /.test(row) && !/^[\p{L} ]+, \d+$/u.test(row),
    );
    assert.equal(rows.length, 120);
    assert.equal(new Set(portal.journal.calls('im.notify.get').map(call => call.params.LAST_ID)).size, 3);
  });

  it('counts no further than the portal does', async () => {
    const { workbench } = await connected({ seed: flood({ count: 130, unread: 130 }) });
    const counter = workbench.statusBarItem('Bitrix24: 99+ unread');
    await counter.waitUntilShown();
    assert.equal(await counter.text(), '99+');
    // A badge takes a number alone: the portal's last one; its name has the words.
    await eventually('the badge', async () => (await workbench.badge()) === '100');
    assert.match(await workbench.iconName(), /99\+ unread/);
  });

  it('has words for an empty portal, and shows what arrives', async () => {
    const { view, workbench, portal } = await connected({ seed: 'empty' });
    await eventually('the empty view', async () => (await view.welcomeText())?.startsWith('No notifications.'));
    await workbench.statusBarItem('Bitrix24: 0 unread').waitUntilShown();
    portal.box.add({ authorId: 2, text: 'Hello' });
    await view.welcomeAction('Refresh');
    await view.row(/^Unread, (Accepts replies, )?Anna, Hello, /).waitFor();
  });
});
