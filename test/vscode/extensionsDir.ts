import { cp, mkdir } from 'node:fs/promises';
import path from 'node:path';

/**
 * Makes a folder of installed extensions out of unpacked ones. VS Code takes up those it finds when it uses the folder
 * for the first time.
 */
export async function fillExtensionsDir(dir: string, unpacked: readonly string[] = []): Promise<void> {
  await mkdir(dir, { recursive: true });
  for (const extension of unpacked) {
    await cp(extension, path.join(dir, path.basename(extension)), { recursive: true });
  }
}
