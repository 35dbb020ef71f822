import assert from 'node:assert/strict';
import { transportFailure } from '../../../src/bitrix24/failures';

describe('a way to the portal that ends', () => {
  for (const [syscall, reason] of [
    ['connect', 'connection'],
    ['read', 'network'],
    ['write', 'network'],
  ] as const) {
    it(`is “${reason}” where it does in \`${syscall}\``, () => {
      for (const code of ['EHOSTUNREACH', 'ENETUNREACH']) {
        const cause = Object.assign(new Error(`${syscall} ${code}`), { code, syscall });
        const { failure } = transportFailure(new TypeError('fetch failed', { cause }));
        assert.deepEqual(failure, { kind: 'unreachable', reason });
      }
    });
  }
});
