import assert from 'node:assert/strict';
import { startPortal, type StandInPortal } from '../../portal/portal';
import { call } from './caller';

describe('the journal', () => {
  let portal: StandInPortal;
  beforeEach(async () => {
    portal = await startPortal({ seed: 'empty' });
  });
  afterEach(() => portal.close());

  it('gives out every call once, those of the past first', async () => {
    await call(portal, 'profile', { n: 1 });
    await call(portal, 'profile', { n: 2 });
    const n = async (): Promise<unknown> => (await portal.journal.next('profile')).params.n;
    assert.deepEqual([await n(), await n()], [1, 2]);
    const third = n();
    await call(portal, 'scope');
    await call(portal, 'profile', { n: 3 });
    assert.equal(await third, 3);
    assert.equal(portal.journal.calls('profile').length, 3);
    assert.equal(portal.journal.calls().length, 4);
  });

  it('looks for a match, and serves readers of every kind', async () => {
    const any = portal.journal.next();
    const scope = portal.journal.next('scope');
    const second = portal.journal.next('profile', entry => entry.params.n === 2);
    await call(portal, 'profile', { n: 1 });
    await call(portal, 'scope');
    await call(portal, 'profile', { n: 2 });
    assert.equal((await any).params.n, 1);
    assert.equal((await scope).method, 'scope');
    assert.equal((await second).params.n, 2);
  });

  it('can leave the past out, or forget it', async () => {
    await call(portal, 'profile', { n: 1 });
    portal.journal.skip();
    const next = portal.journal.next('profile');
    await call(portal, 'profile', { n: 2 });
    assert.equal((await next).params.n, 2);
    portal.journal.clear();
    assert.deepEqual(portal.journal.calls(), []);
  });
});
