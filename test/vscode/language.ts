import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

/**
 * Gives VS Code an empty language pack. Its own words stay English, but it takes itself to speak the language, and so
 * do the extensions in it.
 */
export async function writeLanguagePack(dataDir: string, language: string): Promise<void> {
  await mkdir(dataDir, { recursive: true });
  const translation = path.join(dataDir, `${language}.i18n.json`);
  await writeFile(translation, JSON.stringify({ version: '1.0.0', contents: {} }));
  const extension = { extensionIdentifier: { id: `language-pack.${language}` }, version: '1.0.0' };
  const pack = {
    hash: language,
    label: language,
    extensions: [extension],
    translations: { vscode: translation },
  };
  await writeFile(path.join(dataDir, 'languagepacks.json'), JSON.stringify({ [language]: pack }));
}
