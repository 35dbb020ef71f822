import assert from 'node:assert/strict';
import { eventually } from '../vscode/eventually';
import { filesBelow } from './filesBelow';
import { traces } from './traces';
import { everywhere, inEveryVersion } from './world';

inEveryVersion('A webhook’s code', (_signedOut, connected) => {
  everywhere('stands in no log and no file of VS Code, whatever failed', async () => {
    const { portal, workbench, server, view } = await connected({ window: 'new' });
    await view.row(/^Unread, 7$/).waitFor();
    // With the list out of sight, a message says what its rows would.
    await workbench.runCommand('View: Show Explorer');
    portal.faults.add({ method: 'im.notify.read.all', fault: { kind: 'reset' } });
    await workbench.runCommand('Bitrix24: Mark All as Read');
    const toast = await workbench.toast(/connection to the portal was lost/);
    assert.ok(!toast.text.includes(portal.code));
    portal.faults.add({
      method: 'im.notify.read.all',
      fault: { kind: 'html', status: 500, body: portal.webhook },
    });
    await workbench.runCommand('Bitrix24: Mark All as Read');

    const ownLog = await eventually('the extension’s own log', async () => {
      const logs = await filesBelow(server.logsDir);
      return logs
        .filter(
          ([name, text]) => name.endsWith('Bitrix24.log') && text.includes('im.notify.read.all unreachable: server'),
        )
        .at(-1);
    });
    const leaks = (await filesBelow(server.dataDir)).filter(([, text]) =>
      traces.portals.some(({ code }) => text.includes(code)),
    );
    assert.deepEqual(
      leaks.map(([name]) => name),
      [],
    );

    assert.match(ownLog[1], /im\.notify\.get ok \d+ ms/);
    assert.match(ownLog[1], /im\.notify\.read\.all unreachable: network/);
  });

  it('stands nowhere on the screen', async () => {
    const { portal, workbench, view } = await connected();
    await view.row(/^Unread, 7$/).waitFor();
    const shown = await workbench.page.content();
    assert.ok(shown.includes('Anna Orlova'));
    assert.ok(!shown.includes(portal.code));
    const tooltip = await workbench.statusBarItem(/^Bitrix24: .* unread/).tooltip();
    assert.match(tooltip, /10 unread/);
    assert.ok(!tooltip.includes(portal.code));
  });
});
