import assert from 'node:assert/strict';
import { contributes, found, languages, manifestText, sortedOnce, words } from './manifest';

describe('the manifest’s words', () => {
  const used = sortedOnce(found(manifestText, /"%([^%"]+)%"/g));

  it('are in every language, and none for nothing', () => {
    assert.ok(languages.includes('package.nls.json'));
    for (const language of languages) {
      assert.deepEqual(Object.keys(words(language)).sort(), used, language);
      assert.deepEqual(
        Object.entries(words(language)).filter(([, value]) => value.trim() === ''),
        [],
        language,
      );
    }
  });

  it('lead to the same commands and pages in every language', () => {
    for (const language of languages) {
      for (const [key, english] of Object.entries(words('package.nls.json'))) {
        const links = (text: string): readonly string[] => [...found(text, /\]\(([^)\s]+)/g)].sort();
        const commands = (text: string): readonly string[] => links(text).filter(to => to.startsWith('command:'));
        const own = words(language)[key] ?? '';
        assert.deepEqual(commands(own), commands(english), `${language}: ${key}`);
        assert.equal(links(own).length, links(english).length, `${language}: ${key}`);
      }
    }
  });

  it('are spoken to a person for every command', () => {
    for (const { command, title } of contributes.commands) {
      assert.match(title, /^%command\.\w+%$/, command);
    }
  });
});
