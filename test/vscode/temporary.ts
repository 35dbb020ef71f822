import { rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { atExit } from './atExit';

export interface TemporaryDir {
  readonly path: string;
  remove(): Promise<void>;
}

/** A folder that is gone when the process is, however it ends. */
export async function temporaryDir(prefix = path.join(tmpdir(), 'bitrix24-')): Promise<TemporaryDir> {
  const dir = await mkdtemp(prefix);
  const forget = atExit(() => {
    rmSync(dir, { recursive: true, force: true, maxRetries: 5 });
  });
  return {
    path: dir,
    remove: async () => {
      await rm(dir, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
      forget();
    },
  };
}
