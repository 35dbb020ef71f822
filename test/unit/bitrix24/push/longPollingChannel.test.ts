import assert from 'node:assert/strict';
import type { Fault } from '../../../portal/faults';
import { startPortal } from '../../../portal/portal';
import { PUSH } from '../../../portal/pushServer';
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../../support/clock';
import { PushScene } from '../../support/pushScene';

describe('the push channel by long polling', () => {
  let scene: PushScene;
  beforeEach(async () => {
    scene = await PushScene.start();
  });
  afterEach(() => scene.end());

  const param = (name: string, at = scene.requests.length - 1): string | null =>
    scene.requests[at]?.searchParams.get(name) ?? null;
  const configs = (): number => scene.portal.journal.calls('pull.config.get').length;
  const fail = (fault: Fault, times = 1): void => {
    scene.portal.faults.add({ method: PUSH, times, fault });
  };

  describe('opened', () => {
    it('asks for its configuration ten seconds later, then waits at the push server', async () => {
      scene.channel.open();
      await scene.pass(9_999);
      assert.equal(configs(), 0);
      await scene.pass(1);
      await scene.waits();
      assert.equal(configs(), 1);
      assert.match(param('CHANNEL_ID') ?? '', /^[\da-f]{32}:[\da-f]{32}\.[\da-f]{40}\/[\da-f]{32}\.[\da-f]{40}$/);
      assert.match(param('clientId') ?? '', /^[\da-f]{32}$/);
      assert.equal(param('format'), 'json');
      assert.equal(param('token'), null);
    });

    it('is live once the push server has answered, with messages or without', async () => {
      await scene.open();
      assert.equal(scene.channel.isLive, false);
      await scene.answerIdle();
      await scene.until(() => scene.channel.isLive);
      assert.deepEqual(scene.outcomes, ['open']);
    });

    it('has a token instead of channel ids where the portal gives one', async () => {
      scene.portal.push.isTokenUsed = true;
      await scene.open();
      assert.match(param('token') ?? '', /^ey/);
      assert.equal(param('CHANNEL_ID'), null);
    });

    it('again while it is open: one request at a time, at the most', async () => {
      await scene.openLive();
      for (let time = 0; time < 5; time++) {
        scene.channel.open();
        await scene.portal.journal.nextAbandoned(PUSH);
        await scene.pass(10_000);
        await scene.waits();
      }
      assert.equal(scene.mostAtOnce, 1);
    });

    it('and closed: ends its request, and makes no other', async () => {
      await scene.openLive();
      scene.channel.close();
      await scene.portal.journal.nextAbandoned(PUSH);
      const { length } = scene.requests;
      await scene.pass(HOUR_MS);
      assert.equal(scene.requests.length, length);
      assert.equal(scene.channel.isLive, false);
    });
  });

  for (const format of ['list', 'framed'] as const) {
    describe(`messages as ${format === 'list' ? 'a JSON list' : 'framed text'}`, () => {
      beforeEach(async () => {
        scene.portal.push.format = format;
        await scene.openLive();
      });

      it('hint at what changes the list', async () => {
        const { box } = scene.portal;
        const id = box.add({ text: 'One' });
        await scene.until(() => scene.hints === 1);
        await scene.pass(SECOND_MS);
        await scene.waits();
        box.mark([id], true);
        await scene.until(() => scene.hints === 2);
        await scene.pass(SECOND_MS);
        await scene.waits();
        box.remove(id);
        await scene.until(() => scene.hints === 3);
      });

      it('are not missed between two requests, and come once, by an id that is no number', async () => {
        scene.portal.box.add({ text: 'One' });
        await scene.until(() => scene.hints === 1);
        scene.portal.box.add({ text: 'Two' });
        scene.portal.box.add({ text: 'Three' });
        await scene.pass(SECOND_MS);
        await scene.until(() => scene.hints === 2);
        assert.match(param('mid') ?? '', /^1748938146\d{14}$/);
        await scene.pass(SECOND_MS);
        await scene.waits();
        assert.equal(scene.hints, 2);
      });

      it('of others are counted, and hint at nothing', async () => {
        const { push } = scene.portal;
        for (const [module, command, params] of [
          ['im', 'message', {}],
          ['im', 'notifyAdd', { onlyFlash: true }],
          ['tasks', 'notifyAdd', {}],
          ['pull', 'ping', {}],
        ] as const) {
          push.publish(1, module, command, params);
          await scene.until(() => push.waiting === 0);
          await scene.pass(SECOND_MS);
          await scene.waits();
        }
        assert.deepEqual([scene.hints, scene.channel.ignoredCount], [0, 4]);
        assert.equal(scene.channel.isLive, true);
      });
    });
  }

  describe('without messages', () => {
    it('asks again, from the last message on, and for no other configuration', async () => {
      await scene.openLive();
      scene.portal.box.add({ text: 'One' });
      await scene.until(() => scene.hints === 1);
      for (let time = 0; time < 90; time++) {
        await scene.pass(SECOND_MS);
        await scene.waits();
        await scene.pass(40 * SECOND_MS);
        await scene.until(() => scene.portal.push.waiting === 0);
      }
      assert.equal(configs(), 1);
      assert.match(param('mid') ?? '', /^1748938146\d{14}$/);
      assert.ok(scene.channel.isLive);
    });

    it('asks at most once a second where the answers come at once, and less if they go on to', async () => {
      await scene.openLive();
      fail({ kind: 'raw', status: 304, body: '' }, 1_000_000);
      await scene.answerIdle();
      const { length } = scene.requests;
      await scene.untilLater(() => !scene.channel.isLive, 11 * SECOND_MS);
      assert.ok(scene.requests.length - length <= 11, String(scene.requests.length - length));
      assert.equal(scene.outcomes.at(-1), 'empty responses');
      const times = scene.requestedAt.slice(length);
      assert.ok(times.slice(1).every((time, index) => time - (times[index] ?? 0) >= SECOND_MS));
      await scene.untilLater(
        () => scene.outcomes.filter(each => each === 'empty responses').length === 4,
        2 * MINUTE_MS,
      );
      const before = scene.requests.length;
      await scene.pass(44 * SECOND_MS);
      assert.equal(scene.requests.length, before);
    });
  });

  describe('whose channel is gone', () => {
    const dated: Fault = { kind: 'raw', status: 304, body: '', headers: { Expires: 'Thu, 01 Jan 1973 11:11:01 GMT' } };
    for (const [name, lose] of [
      ['as it has no answer to wait for', () => fail(dated)],
      ['as the push server does not know it', () => scene.portal.push.forgetChannels()],
    ] as const) {
      it(`gets another: ${name}`, async () => {
        await scene.openLive();
        const before = param('CHANNEL_ID');
        lose();
        await scene.answerIdle();
        await scene.untilLater(() => configs() === 2, 5 * SECOND_MS);
        await scene.waits();
        assert.notEqual(param('CHANNEL_ID'), before);
        assert.equal(scene.hints, 1, 'something may have been missed');
      });
    }

    for (const command of ['channel_expire', 'CONFIG_EXPIRE']) {
      it(`gets another: ${command}`, async () => {
        await scene.openLive();
        await scene.pass(30 * SECOND_MS);
        await scene.pass(30 * SECOND_MS);
        await scene.untilLater(() => scene.portal.push.waiting === 1, 2 * SECOND_MS);
        scene.portal.push.publish(1, 'pull', command, { action: 'reconnect' });
        await scene.untilLater(() => configs() === 2, 2 * SECOND_MS);
        await scene.waits();
        assert.ok(scene.channel.isLive);
      });
    }

    it('does not ask over and over for one that has expired each time', async () => {
      await scene.openLive();
      for (let time = 0; time < 10; time++) {
        scene.portal.push.publish(1, 'pull', 'config_expire');
        await scene.untilLater(() => scene.portal.push.waiting === 1, 2 * HOUR_MS);
      }
      assert.equal(scene.outcomes.filter(each => each === 'config_expire').length, 10);
    });

    it('gets another before its end', async () => {
      scene.portal.push.lifetimeMs = HOUR_MS;
      await scene.openLive();
      const took = await scene.untilLater(() => configs() === 2, HOUR_MS);
      assert.ok(took > 48 * MINUTE_MS && took < 52 * MINUTE_MS, String(took));
    });
  });

  it('waits for ten seconds at the least when the push server restarts', async () => {
    await scene.openLive();
    scene.portal.push.publish(1, 'pull', 'server_restart');
    await scene.until(() => !scene.channel.isLive);
    const { length } = scene.requests;
    await scene.pass(9_999);
    assert.deepEqual([scene.requests.length, configs()], [length, 1]);
    await scene.pass(1);
    await scene.waits();
    assert.equal(configs(), 2);
  });

  describe('that fails', () => {
    const large = `[${'{"text":{}},'.repeat(100_000)}{}]`;
    const faults: readonly (readonly [string, Fault])[] = [
      ['a reset connection', { kind: 'reset' }],
      ['a bad gateway', { kind: 'html', status: 502 }],
      ['a page', { kind: 'html', status: 200 }],
      ['no JSON', { kind: 'raw', body: '#!NGINXNMS!#{"mid":#!NGINXNME!#' }],
      ['a JSON value', { kind: 'raw', body: '7' }],
      ['too large a response', { kind: 'raw', body: large }],
      ['a redirect', { kind: 'redirect', to: 'https://elsewhere.example' }],
      ['too many requests', { kind: 'raw', status: 429, body: '' }],
    ];
    for (const [name, fault] of faults) {
      it(`is not live, and opens again: ${name}`, async () => {
        await scene.openLive();
        fail(fault);
        await scene.answerIdle();
        await scene.untilLater(() => !scene.channel.isLive, 2 * SECOND_MS);
        await scene.untilLater(() => scene.portal.push.waiting === 1, 2 * SECOND_MS);
        await scene.answerIdle();
        await scene.until(() => scene.channel.isLive);
        assert.ok(scene.requests.every(({ origin }) => origin === scene.portal.origin));
      });
    }

    it('by no answer at all is noticed within a minute', async () => {
      await scene.openLive();
      fail({ kind: 'hang' });
      await scene.answerIdle();
      await scene.untilLater(() => !scene.channel.isLive, MINUTE_MS);
      assert.equal(scene.outcomes.at(-1), 'unreachable: timeout');
    });

    it('again and again waits longer each time, up to an hour', async () => {
      await scene.openLive();
      fail({ kind: 'html', status: 502 }, 1_000_000);
      await scene.answerIdle();
      const waits: number[] = [];
      await scene.untilLater(() => !scene.channel.isLive, 2 * SECOND_MS);
      for (let time = 0; time < 4; time++) {
        const { length } = scene.outcomes;
        waits.push(Math.round((await scene.untilLater(() => scene.outcomes.length > length, HOUR_MS)) / 1000));
      }
      assert.deepEqual(waits, [1, 15, 45, 45]);
      assert.ok(configs() >= 2, 'the push server may have another address');
    });

    it('is not stopped by deep nesting, and reads what else is there', async () => {
      await scene.openLive();
      const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;
      const add = '{"mid":"7","text":{"module_id":"im","command":"notifyAdd","params":{}}}';
      fail({ kind: 'raw', body: `[${deep},null,"x",${add}]` });
      await scene.answerIdle();
      await scene.untilLater(() => scene.hints === 1, 2 * SECOND_MS);
      assert.deepEqual([scene.channel.ignoredCount, scene.channel.isLive], [3, true]);
    });

    it('tells what was ignored only now and then', async () => {
      await scene.openLive();
      const other = (mid: number): string => `{"mid":"${mid}","text":{"module_id":"crm","command":"x"}}`;
      for (let time = 0; time < 12; time++) {
        const list = Array.from({ length: 100 }, (_each, index) => other(time * 100 + index));
        fail({ kind: 'raw', body: `[${list.join(',')}]` });
      }
      await scene.answerIdle();
      await scene.untilLater(() => scene.channel.ignoredCount === 1_200, 20 * SECOND_MS);
      assert.deepEqual(
        scene.outcomes.filter(each => each.startsWith('messages')),
        ['messages ignored: 100', 'messages ignored: 1000'],
      );
    });
  });

  it('hints once at a message that the push server repeats', async () => {
    await scene.openLive();
    const add = '{"mid":"7","text":{"module_id":"im","command":"notifyAdd","params":{}}}';
    fail({ kind: 'raw', body: `[${add}]` }, 3);
    fail({ kind: 'raw', body: `[${add},${add.replace('7', '8')}]` });
    await scene.answerIdle();
    await scene.untilLater(() => scene.portal.push.waiting === 1 && param('mid') === '8', 6 * SECOND_MS);
    assert.equal(scene.hints, 2);
  });

  it('is led nowhere else', async () => {
    const other = await startPortal();
    await scene.openLive();
    fail({ kind: 'redirect', to: other.origin });
    await scene.answerIdle();
    await scene.untilLater(() => scene.outcomes.includes('unreachable: redirect'), 2 * SECOND_MS);
    assert.deepEqual(other.journal.all, []);
    await other.close();
  });

  describe('that the portal does not offer', () => {
    const webhookOnly = { 'pull.config.get': 'WRONG_AUTH_TYPE' };
    const refusals: readonly (readonly [string, string, () => void])[] = [
      ['without the permission', 'insufficient_scope', () => (scene.portal.access.scope = ['im'])],
      ['to an application', 'WRONG_AUTH_TYPE', () => refuse(webhookOnly['pull.config.get'], 403)],
      ['as it is too old', 'ERROR_METHOD_NOT_FOUND', () => refuse('ERROR_METHOD_NOT_FOUND', 404)],
      ['as it has no push server', 'SERVER_ERROR', () => (scene.portal.push.isConfigured = false)],
      ['as its push server is off', 'no long polling', () => overrideServer({ server_enabled: false })],
      ['without long polling', 'no long polling', () => overrideServer({ long_pooling_secure: '', long_polling: '' })],
    ];
    const refuse = (code: string, status: number): void =>
      scene.portal.faults.add({ method: 'pull.config.get', fault: { kind: 'error', code, status } });
    const overrideServer = (server: Record<string, string | boolean>): void => {
      scene.portal.push.serverOverrides = server;
    };
    for (const [name, code, prepare] of refusals) {
      it(`is not asked for again, until it is opened again: ${name}`, async () => {
        prepare();
        scene.channel.open();
        await scene.pass(10_000);
        await scene.until(() => scene.channel.isRefused);
        assert.deepEqual(scene.outcomes, [`refused: ${code}`]);
        await scene.pass(24 * HOUR_MS);
        assert.deepEqual([configs(), scene.requests.length], [1, 0]);
        scene.portal.push.isConfigured = true;
        scene.portal.push.serverOverrides = {};
        scene.portal.access.scope = ['im', 'pull_channel'];
        await scene.open();
        assert.equal(scene.channel.isRefused, false);
      });
    }

    it('for the moment is asked for again, later each time', async () => {
      const fault = { kind: 'error', code: 'INTERNAL_SERVER_ERROR', status: 500 } as const;
      scene.portal.faults.add({ method: 'pull.config.get', times: 3, fault });
      scene.channel.open();
      const waits: number[] = [];
      for (let time = 1; time <= 4; time++) {
        waits.push(Math.round((await scene.untilLater(() => configs() === time, 2 * MINUTE_MS)) / 1000));
      }
      assert.deepEqual(waits, [10, 15, 15, 45]);
      await scene.waits();
    });
  });

  it('tells no secret, whatever happens', async () => {
    await scene.openLive();
    for (const fault of [
      { kind: 'reset' },
      { kind: 'html', status: 502 },
      { kind: 'redirect', to: 'https://elsewhere.example' },
    ] as const) {
      fail(fault);
    }
    await scene.answerIdle();
    await scene.untilLater(() => scene.portal.push.waiting === 1, 2 * MINUTE_MS);
    scene.portal.push.forgetChannels();
    await scene.answerIdle();
    await scene.untilLater(() => scene.outcomes.includes('channel rejected'), 2 * MINUTE_MS);
    const told = JSON.stringify(scene.outcomes);
    const parts = [...scene.portal.secrets].flatMap(secret => [secret, ...secret.split(/[:.]/)]);
    assert.deepEqual(
      parts.filter(part => told.includes(part)),
      [],
    );
    assert.ok(parts.length > 10);
    assert.ok(!told.includes('elsewhere'));
  });
});
