import assert from 'node:assert/strict';
import { BLOCKS, NEEDED, OTHERS, PARAMS, rawNotification, rawPortal } from './answers';
import { CORPUS, WRONG } from './corpus';
import { drawnIds } from './drawing';

describe('hostile content by hand', function () {
  this.timeout(60_000);

  const GOOD = rawNotification('Hello', { id: 1 });
  const inputs = Object.values(CORPUS).flat();

  it('are two hundred inputs and more', () => {
    assert.ok(new Set(inputs).size >= 200, String(new Set(inputs).size));
  });

  for (const [group, texts] of Object.entries(CORPUS)) {
    it(`is words and nothing else, and hides nothing: ${group}`, async () => {
      for (const words of texts) {
        const ids = await drawnIds(rawPortal(words, [rawNotification(words), GOOD])).catch((error: unknown) => {
          throw new Error(`${group}: ${JSON.stringify(words.slice(0, 100))}`, { cause: error });
        });
        assert.deepEqual([...ids].sort(), [1, 270], words.slice(0, 100));
      }
    });
  }

  for (const field of Object.keys(NEEDED)) {
    it(`leaves out one alone whose ${field} is wrong`, async () => {
      for (const value of NEEDED[field] ?? []) {
        const bad = rawNotification('Hello', { [field]: value });
        assert.deepEqual(await drawnIds(rawPortal('Hello', [bad, GOOD])), [1], String(value));
      }
    });
  }

  for (const field of OTHERS) {
    it(`does without ${field} where it is wrong`, async () => {
      for (const value of WRONG) {
        const odd = rawNotification('Hello', { [field]: value });
        assert.deepEqual(await drawnIds(rawPortal('Hello', [odd, GOOD])), [270, 1], String(value));
      }
    });
  }

  it('does without what is wrong in params', async () => {
    for (const value of WRONG) {
      const odd = [
        ...PARAMS.map(field => ({ [field]: value })),
        ...BLOCKS.map(kind => ({ ATTACH: [{ BLOCKS: [{ [kind]: value }, { [kind]: [value] }] }] })),
        ...['NAME', 'LINK', 'VALUE', 'SIZE', 'USER_ID', 'DESC'].map(field => ({
          ATTACH: BLOCKS.map(kind => ({ [kind]: [{ NAME: 'a', LINK: '/a', [field]: value }] })),
        })),
      ].map((params, index) => rawNotification('Hello', { id: 300 + index, params }));
      const ids = await drawnIds(rawPortal('Hello', [...odd, GOOD]));
      assert.equal(ids.length, odd.length + 1, String(value));
    }
  });

  it('does without what is wrong around the notifications', async () => {
    for (const value of WRONG) {
      const raw = rawPortal('Hello', [GOOD]);
      const list = { ...raw.list, users: value };
      assert.deepEqual(await drawnIds({ ...raw, list }), [1], String(value));
      const users = [value, { id: value, name: 'a' }, { id: 5, name: value }];
      assert.deepEqual(await drawnIds({ ...raw, list: { ...raw.list, users } }), [1], String(value));
      assert.deepEqual(await drawnIds({ ...raw, people: [value, { ID: value }] }), [1], String(value));
    }
  });

  it('is one where it comes several times', async () => {
    const twice = [rawNotification('a'), GOOD, rawNotification('b', { id: '270' }), GOOD];
    assert.deepEqual([...(await drawnIds(rawPortal('Hello', twice)))].sort(), [1, 270]);
  });
});
