import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

/** Every file below a folder, with what is in it. */
export async function filesBelow(folder: string): Promise<readonly (readonly [string, string])[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return Promise.all(
    entries
      .filter(entry => entry.isFile())
      .map(async entry => {
        const file = path.join(entry.parentPath, entry.name);
        return [path.relative(folder, file), await readFile(file, 'latin1')] as const;
      }),
  );
}
