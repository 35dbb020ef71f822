import assert from 'node:assert/strict';
import { fileSize } from '../../../../src/ui/text/fileSize';

describe('the size of a file', () => {
  it('is told in the unit that fits', () => {
    for (const [bytes, expected] of [
      [0, '0 bytes'],
      [1, '1 byte'],
      [1023, '1,023 bytes'],
      [1024, '1 kB'],
      [20_480, '20 kB'],
      [1_600_000, '1.5 MB'],
      [3 * 1024 ** 3, '3 GB'],
      [5 * 1024 ** 4, '5,120 GB'],
    ] as const) {
      assert.equal(fileSize(bytes, 'en'), expected);
    }
  });

  it('is told in the person’s language', () => {
    assert.equal(fileSize(1_600_000, 'ru').replace(/\s/g, ' '), '1,5 МБ');
  });
});
