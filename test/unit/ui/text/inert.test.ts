import assert from 'node:assert/strict';
import { inert } from '../../../../src/ui/text/inert';

describe('words where VS Code reads icons and links', () => {
  it('hold neither', () => {
    for (const words of [
      '$(bell)',
      '$$(x)',
      '[a](command:x)',
      '[a](https://x.example/)',
      '[](x)',
      'a](b](c',
    ]) {
      assert.doesNotMatch(inert(words), /\$\(|\]\(/, words);
    }
  });

  it('look as they did', () => {
    const words = 'Cost: $5 (or more) [1] (2) $(bell) [a](command:x)';
    assert.equal(inert(words).replace(/\u2060/g, ''), words);
    assert.equal(inert('nothing to do'), 'nothing to do');
    assert.equal(inert(inert(words)), inert(words));
  });
});
