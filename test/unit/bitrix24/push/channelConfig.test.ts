import assert from 'node:assert/strict';
import { type ChannelConfig, decodeChannelConfig } from '../../../../src/bitrix24/push/channelConfig';
import { HOUR_MS, MINUTE_MS } from '../../support/clock';
import { NOON } from '../../support/notifications';

const PORTAL = 'https://portal.example';
const ADDRESS = 'https://rt.example/sub/';
const PRIVATE = 'aa:bb.cc';
const SHARED = 'dd.ee';

describe('the configuration of a push channel', () => {
  const config = (server: object, others: object = {}): object => ({
    server: { server_enabled: true, ...server },
    channels: { private: { id: PRIVATE }, shared: { id: SHARED } },
    ...others,
  });
  const decode = (value: unknown, origin = PORTAL): ChannelConfig | undefined =>
    decodeChannelConfig(value, origin, NOON);
  const address = (server: object, origin = PORTAL): string | undefined => decode(config(server), origin)?.url.origin;
  const query = (others: object): string =>
    [...(decode(config({ long_pooling_secure: ADDRESS }, others))?.url.searchParams ?? [])].join(' ');

  it('has the address as the portal spells its name, else as one would spell it', () => {
    assert.equal(
      address({ long_pooling_secure: ADDRESS, long_polling: 'http://plain.example/' }),
      'https://rt.example',
    );
    assert.equal(address({ long_polling_secure: ADDRESS }), 'https://rt.example');
    assert.equal(address({ long_pooling_secure: '', long_polling: ADDRESS }), 'https://rt.example');
  });

  for (const wrong of [
    'http://rt.example/sub/',
    'http://127.0.0.1:8893/sub/',
    'https://user@rt.example/sub/',
    'https://user:word@rt.example/sub/',
    'wss://rt.example/subws/',
    'file:///etc/passwd',
    '/sub/',
    'rt.example',
    '',
    7,
    null,
    ['https://rt.example/sub/'],
  ]) {
    it(`is none with the address ${JSON.stringify(wrong)}`, () => {
      assert.equal(decode(config({ long_pooling_secure: wrong, long_polling: wrong })), undefined);
    });
  }

  it('has an address on this machine only where the portal is there too', () => {
    const local = { long_pooling_secure: 'http://127.0.0.1:8893/sub/' };
    assert.equal(address(local, 'http://127.0.0.1:8080'), 'http://127.0.0.1:8893');
    assert.equal(address({ long_pooling_secure: 'http://rt.example/' }, 'http://127.0.0.1:8080'), undefined);
  });

  it('has the ids of both channels, the private one first, or a token instead', () => {
    assert.equal(query({}), `CHANNEL_ID,${PRIVATE}/${SHARED} format,json`);
    assert.equal(query({ clientId: 'ff' }), `CHANNEL_ID,${PRIVATE}/${SHARED} format,json clientId,ff`);
    assert.equal(query({ channels: { private: { id: PRIVATE } } }), `CHANNEL_ID,${PRIVATE} format,json`);
    assert.equal(query({ jwt: 'ey.x', channels: [] }), 'token,ey.x format,json');
  });

  for (const [name, value] of [
    ['an empty map of PHP', []],
    ['nothing', null],
    ['text', 'x'],
    ['no server', { channels: {} }],
    ['a server that is off', config({ server_enabled: false, long_pooling_secure: ADDRESS })],
    ['no channels', config({ long_pooling_secure: ADDRESS }, { channels: [] })],
    ['no private channel', config({ long_pooling_secure: ADDRESS }, { channels: { shared: { id: SHARED } } })],
    ['an id of another type', config({ long_pooling_secure: ADDRESS }, { channels: { private: { id: 7 } } })],
    ['an id over two lines', config({ long_pooling_secure: ADDRESS }, { channels: { private: { id: 'a\r\nb' } } })],
  ] as const) {
    it(`is none: ${name}`, () => {
      assert.equal(decode(value), undefined);
    });
  }

  it('is renewed ten minutes before the first of its ends, by the portal’s clock', () => {
    const at = (end: unknown, others: object = {}): number =>
      ((decode(
        config(
          { long_pooling_secure: ADDRESS },
          { channels: { private: { id: PRIVATE, end }, shared: { id: SHARED } }, ...others },
        ),
      )?.renewAt ?? NaN) -
        NOON) /
      MINUTE_MS;
    const iso = (ms: number): string => new Date(ms).toISOString();
    assert.equal(at(iso(NOON + HOUR_MS)), 50);
    assert.equal(at((NOON + HOUR_MS) / 1000), 50);
    assert.equal(at(iso(NOON + HOUR_MS), { exp: (NOON + 30 * MINUTE_MS) / 1000 }), 20);
    assert.equal(at(iso(NOON + 9 * HOUR_MS), { serverTime: iso(NOON + 8 * HOUR_MS) }), 50);
    assert.equal(at(iso(NOON - HOUR_MS)), 10, 'not over and over');
    assert.equal(at(iso(NOON + 100 * HOUR_MS)), 720);
    for (const none of [undefined, '', 'soon', -1, 0, null, {}]) {
      assert.equal(at(none), 720, JSON.stringify(none));
    }
  });
});
