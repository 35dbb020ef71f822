import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { found, root, sortedOnce } from '../manifest';

const ui = path.join(root, 'src/ui');
const source = readdirSync(ui, { recursive: true, encoding: 'utf8' })
  .filter(file => file.endsWith('.ts'))
  .map(file => readFileSync(path.join(ui, file), 'utf8'))
  .join('\n');
const calls = found(source, /l10n\s*\.t\(\s*(.)/g);
const sentences = sortedOnce(found(source, /l10n\s*\.t\(\s*'((?:[^'\\]|\\.)*)'/g));

const folder = path.join(root, 'l10n');
const bundles = readdirSync(folder);

describe('the sentences of the source', () => {
  it('are literals, so that a translator can find them', () => {
    assert.deepEqual(sortedOnce(calls), ["'"]);
  });

  for (const bundle of bundles) {
    const translations = JSON.parse(readFileSync(path.join(folder, bundle), 'utf8')) as Record<string, string>;

    it(`are all in ${bundle}, and nothing else is`, () => {
      assert.deepEqual(Object.keys(translations).sort(), sentences);
    });

    it(`keep their places for names and numbers in ${bundle}`, () => {
      for (const [sentence, translation] of Object.entries(translations)) {
        const places = (text: string): readonly string[] => sortedOnce(found(text, /(\{\d\})/g));
        assert.deepEqual(places(translation), places(sentence), sentence);
      }
    });
  }
});
