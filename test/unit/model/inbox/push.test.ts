import assert from 'node:assert/strict';
import { Emitter } from '../../../../src/model/emitter';
import { SharedPush } from '../../../../src/model/inbox/push';
import { HandPush } from '../../support/handPush';
import { MapState } from '../../support/memento';

/** A window as far as a push channel goes. */
class PushWindow {
  readonly channel = new HandPush();
  readonly ticked = new Emitter();
  readonly resumed = new Emitter();
  readonly changed = new Emitter();
  readonly push: SharedPush;
  isLeader: boolean;
  hasOtherLeader: boolean;
  changes = 0;

  constructor(shared: MapState, isLeader: boolean) {
    this.isLeader = isLeader;
    this.hasOtherLeader = !isLeader;
    this.push = new SharedPush({
      channel: this.channel,
      accountId: '1@https://portal.example',
      context: { memento: shared, onDidTick: this.ticked.event, onDidResume: this.resumed.event },
      leadership: this.#leadership(),
    });
    this.push.onDidChange(() => this.changes++);
    this.push.start();
  }

  lead(isLeader: boolean): void {
    this.isLeader = isLeader;
    this.hasOtherLeader = !isLeader;
    this.changed.fire();
  }

  #leadership() {
    // eslint-disable-next-line @typescript-eslint/no-this-alias -- the getters are another object's
    const window = this;
    return {
      get isLeader() {
        return window.isLeader;
      },
      get hasOtherLeader() {
        return window.hasOtherLeader;
      },
      onDidChange: this.changed.event,
    };
  }
}

describe('the push channel of several windows', () => {
  let shared: MapState;
  let leader: PushWindow;
  let follower: PushWindow;
  beforeEach(() => {
    shared = new MapState();
    leader = new PushWindow(shared, true);
    follower = new PushWindow(shared, false);
  });

  it('is held by the one that leads alone', () => {
    assert.deepEqual([leader.channel.acts, follower.channel.acts], [['open'], []]);
  });

  it('is live for the others once they have heard so, and is written about only when that changes', () => {
    const writes = (): string => JSON.stringify(shared.get('bitrix24.push:1@https://portal.example'));
    assert.equal(writes(), undefined);
    leader.channel.live(true);
    const once = writes();
    follower.ticked.fire();
    assert.deepEqual([leader.push.isLive, follower.push.isLive, follower.changes], [true, true, 1]);
    leader.ticked.fire();
    leader.channel.hint();
    follower.ticked.fire();
    assert.equal(writes(), once);
    leader.channel.live(false);
    follower.ticked.fire();
    assert.deepEqual([leader.push.isLive, follower.push.isLive, follower.changes], [false, false, 2]);
  });

  it('goes to another one with the lead', () => {
    leader.channel.live(true);
    leader.lead(false);
    follower.lead(true);
    assert.deepEqual(leader.channel.acts, ['open', 'close']);
    assert.deepEqual(follower.channel.acts, ['open']);
    leader.ticked.fire();
    assert.equal(leader.push.isLive, false, 'as the new one is not live yet');
  });

  it('is not live where the one that led has died', () => {
    leader.channel.live(true);
    follower.ticked.fire();
    follower.hasOtherLeader = false;
    assert.equal(follower.push.isLive, false);
  });

  it('is not live where what the windows share can’t be read', () => {
    for (const poison of [
      7,
      'live',
      [],
      { live: true },
      { live: { at: 'x', value: true } },
      { live: { at: 1, value: 'true' } },
    ]) {
      void shared.update('bitrix24.push:1@https://portal.example', poison);
      assert.equal(new PushWindow(shared, false).push.isLive, false, JSON.stringify(poison));
    }
  });

  it('is opened anew after the computer has slept', () => {
    leader.resumed.fire();
    follower.resumed.fire();
    assert.deepEqual(leader.channel.acts, ['open', 'open']);
    assert.ok(!follower.channel.acts.includes('open'));
  });

  it('that was refused is not asked for again after a sleep, but where the portal is connected again', () => {
    leader.channel.isRefused = true;
    leader.resumed.fire();
    leader.changed.fire();
    assert.deepEqual(leader.channel.acts, ['open']);
    leader.push.start();
    assert.deepEqual(leader.channel.acts, ['open', 'open']);
  });

  it('that was refused is asked for again where the portal is connected again in another window', () => {
    leader.channel.isRefused = true;
    follower.push.start();
    assert.deepEqual(follower.channel.acts, []);
    leader.ticked.fire();
    leader.ticked.fire();
    assert.deepEqual(leader.channel.acts, ['open', 'open']);
  });

  it('is closed with its window, and the others know', () => {
    leader.channel.live(true);
    follower.ticked.fire();
    leader.push.dispose();
    follower.ticked.fire();
    assert.deepEqual([leader.channel.acts.at(-1), follower.push.isLive], ['close', false]);
    leader.push.forget();
    assert.equal(shared.get('bitrix24.push:1@https://portal.example'), undefined);
  });
});
