import assert from 'node:assert/strict';
import { escapeMarkdown, toMarkdown } from '../../../../src/ui/text/markdown';
import { text } from '../../model/richTexts';
import { read } from './reader';

describe('escaped words', () => {
  const WORDS = [
    '# a',
    '- a',
    '* a',
    '+ a',
    '1. a',
    '1) a',
    '> a',
    '    a',
    '\ta',
    '---',
    '===',
    '***',
    '| a | b |',
    '[a]: https://x.example/',
    '[^1]: a',
    '[a](command:workbench.action.quit)',
    '![a](https://x.example/a.png)',
    '<https://x.example/>',
    '<img src=x onerror=alert(1)>',
    '<!-- a',
    '&lt;b&gt; &amp;amp; &#60; &nbsp;',
    '`a` ```a',
    '**a** __a__ ~~a~~ _a_',
    'a\\',
    '\\*a\\*',
    '$(bell) $(loading~spin)',
    'https://x.example www.x.example a@x.example',
    'C:\\Users\\a_b\\*.ts',
    'snake_case __init__ 2*3*4 a~b',
    ':smile: #tag @ann',
  ];

  for (const words of WORDS) {
    it(`stay words: ${words}`, () => {
      const { words: found, links, kinds } = read(toMarkdown([text(words)], String));
      assert.equal(found, words.trim());
      assert.deepEqual(links, []);
      assert.deepEqual([...kinds], ['paragraph_open', 'inline', 'text', 'paragraph_close']);
    });
  }

  it('leave nothing that VS Code would take for a link, an icon or a command by itself', () => {
    const escaped = escapeMarkdown('https://x.example www.x.example a@x.example $(bell) command:x #1');
    assert.doesNotMatch(escaped, /https?:\/\/|www\.|\w@\w|\$\(|command:/);
  });
});
