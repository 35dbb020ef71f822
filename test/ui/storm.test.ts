import assert from 'node:assert/strict';
import { eventually } from '../vscode/eventually';
import { inDepth, inNewestVersion } from './world';

const BURSTS = 12;
const PER_BURST = 50;

inNewestVersion('A storm of arrivals', (_signedOut, connected) => {
  inDepth('leaves no error of the tree, in the window or on the screen, and the focus where it was', async () => {
    const { view, workbench, portal } = await connected({ settings: { 'bitrix24.pollIntervalSeconds': 10 } });
    const { page } = workbench;
    const errors: string[] = [];
    page.on('console', message => {
      if (message.type() === 'error' || /tree/i.test(message.text())) errors.push(message.text());
    });
    page.on('pageerror', error => errors.push(error.message));
    await view.row(/^Unread, Accepts replies, Anna, Commented/).click();
    for (let burst = 0; burst < BURSTS; burst++) {
      for (let each = 0; each < PER_BURST; each++) portal.box.add({ authorId: 2, text: `Arrival ${burst} ${each}` });
      await workbench.page.keyboard.press(burst % 2 === 0 ? 'ArrowDown' : 'e');
      await workbench.runCommand('Bitrix24: Refresh');
      if (burst % 5 === 0) await workbench.runCommand('Bitrix24: Next Unread');
    }
    await workbench.statusBarItem(/Bitrix24: 99\+ unread/).waitUntilShown();
    await eventually('the last one', async () => (await view.rows()).some(row => row.includes('Arrival 11 49')));
    assert.deepEqual(
      errors.filter(text => /tree/i.test(text)),
      [],
    );
    assert.ok(!(await page.locator('body').innerText()).includes('TreeError'));
  });
});
