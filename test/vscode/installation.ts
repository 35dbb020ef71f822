import { existsSync } from 'node:fs';
import { mkdir, rename } from 'node:fs/promises';
import path from 'node:path';
import { downloadsDir } from './paths';
import { temporaryDir } from './temporary';

/**
 * Fills a folder of the downloads once and answers its path. It is filled under another name, so that an installation
 * broken off halfway is never taken for a whole one.
 */
export async function installOnce(name: string, fill: (dir: string) => Promise<void>): Promise<string> {
  const dir = path.join(downloadsDir, name);
  if (existsSync(dir)) return dir;
  await mkdir(downloadsDir, { recursive: true });
  const unfinished = await temporaryDir(`${dir}.unfinished-`);
  try {
    await fill(unfinished.path);
    await rename(unfinished.path, dir);
  } catch (error) {
    // Another process may have been first.
    if (!existsSync(dir)) throw error;
  } finally {
    await unfinished.remove();
  }
  return dir;
}
