import assert from 'node:assert/strict';
import { PUSH } from '../../../portal/pushServer';
import { type StandInPortal, startPortal } from '../../../portal/portal';
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../../support/clock';
import { ManyWindows, type SimulatedWindow } from '../../support/manyWindows';
import { webhookOf } from '../../support/openPortals';
import { application } from '../../support/secrets';

describe('windows with a push channel', () => {
  let portal: StandInPortal;
  let many: ManyWindows;
  afterEach(async () => {
    await many.end();
    await portal.close();
  });

  const start = async (count: number, scope: readonly string[] = ['im', 'pull_channel']): Promise<void> => {
    many = new ManyWindows({ seed: 7 });
    portal = await startPortal({ seed: [{ id: 1, text: 'One' }], scope });
    for (let index = 0; index < count; index++) many.open();
    many.all[0]?.windows.focus.setFocused(true);
    for (const each of many.all) each.connect(webhookOf(portal.webhook));
  };
  const isLive = ({ portal: { push } }: SimulatedWindow): boolean => push?.isLive === true;
  const areAllLive = (): boolean => many.all.every(isLive);
  const allShow = (words: string) => (): boolean => many.all.every(({ shown }) => shown === words);
  const restCalls = (): number => portal.journal.calls().filter(({ method }) => method !== PUSH).length;

  it('have it once, all know that it is live, and show what comes', async () => {
    await start(3);
    await many.until(areAllLive, 2 * MINUTE_MS);
    await many.until(() => portal.push.waiting === 1);
    await many.advance(10 * SECOND_MS);
    portal.journal.clear();
    portal.box.add({ id: 2, text: 'Two' });
    await many.until(() => many.leaders[0]?.shown === '2* 1*', SECOND_MS);
    await many.until(allShow('2* 1*'), 4 * SECOND_MS);
    assert.equal(restCalls(), 1);
    assert.equal(portal.push.configs, 1);
  });

  for (const count of [1, 10]) {
    it(`make at most 20 requests an hour besides those to the push server: ${count}`, async () => {
      await start(count);
      await many.until(areAllLive, 2 * MINUTE_MS);
      await many.advance(10 * SECOND_MS);
      portal.journal.clear();
      await many.advance(HOUR_MS);
      const asked = portal.journal.calls(PUSH).length;
      assert.ok(restCalls() <= 20, String(restCalls()));
      assert.ok(asked <= 92, String(asked));
      assert.ok(areAllLive());
    }).timeout(60_000);
  }

  it('hand it on when the one that leads dies, and miss nothing', async () => {
    await start(3);
    await many.until(areAllLive, 2 * MINUTE_MS);
    const [leader] = many.leaders;
    assert.ok(leader);
    many.kill(leader);
    portal.box.add({ id: 2, text: 'Two' });
    await many.until(allShow('2* 1*'), 90 * SECOND_MS);
    await many.until(areAllLive, 2 * MINUTE_MS);
    await many.until(() => portal.push.waiting === 1);
  });

  it('poll as ever where the permission is missing, and have asked once for it', async () => {
    await start(3, ['im']);
    await many.advance(10 * MINUTE_MS);
    assert.equal(portal.journal.calls('pull.config.get').length, 1);
    assert.equal(portal.journal.calls(PUSH).length, 0);
    assert.ok(restCalls() >= 18, String(restCalls()));
  });

  it('have none for an application, which the portal would refuse it', async () => {
    await start(1);
    const [window] = many.all;
    assert.ok(window?.portal.push !== undefined);
    window.connect(application('token').withOrigin(portal.origin));
    assert.equal(window.portal.push, undefined);
    await many.advance(MINUTE_MS);
    assert.equal(portal.journal.calls('pull.config.get').length, 0);
  });

  it('share nothing of it that is a secret', async () => {
    await start(2);
    await many.until(areAllLive, 2 * MINUTE_MS);
    const shared = JSON.stringify(many.all.map(({ memento }) => memento.values));
    assert.ok(shared.includes('bitrix24.push'));
    const parts = [...portal.secrets].flatMap(secret => [secret, ...secret.split(/[:.]/)]);
    assert.deepEqual(
      parts.filter(part => shared.includes(part)),
      [],
    );
  });
});
