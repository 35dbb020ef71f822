import assert from 'node:assert/strict';
import { startPortal, type StandInPortal } from '../../portal/portal';
import { call, refuses } from './caller';

describe('the limiter of intensity', () => {
  let portal: StandInPortal;
  let now = 1_000_000;
  beforeEach(async () => {
    portal = await startPortal({ seed: 'empty', now: () => now });
  });
  afterEach(() => portal.close());

  it('is off until it is started', async () => {
    for (let count = 0; count < 60; count += 1) assert.equal((await call(portal, 'profile')).status, 200);
    assert.equal(portal.limiter.isOn, false);
  });

  it('lets the call pass that crosses the limit, refuses the next unexecuted, and drains', async () => {
    portal.limiter.start({ blockAbove: 3 });
    for (let count = 0; count < 4; count += 1) assert.equal((await call(portal, 'profile')).status, 200);
    await refuses(call(portal, 'profile'), 503, 'QUERY_LIMIT_EXCEEDED', 'Too many requests');
    assert.equal(portal.journal.calls('profile').at(-1)?.isExecuted, false);
    now += 499;
    await refuses(call(portal, 'profile'), 503, 'QUERY_LIMIT_EXCEEDED');
    now += 1;
    assert.equal((await call(portal, 'profile')).status, 200);
    portal.limiter.stop();
    assert.equal((await call(portal, 'profile')).status, 200);
  });

  it('blocks above fifty as the cloud does', async () => {
    portal.limiter.start();
    const answers = await Promise.all(Array.from({ length: 60 }, () => call(portal, 'profile')));
    assert.equal(answers.filter(({ status }) => status === 200).length, 51);
    assert.equal(answers.filter(({ status }) => status === 503).length, 9);
  });
});
