import { rm } from 'node:fs/promises';
import path from 'node:path';
import type { World } from './world';

/**
 * Takes away what was kept for the next start, which is then as the first one. Only while the extension is stopped:
 * a running one may still be writing.
 */
export async function forgetKept({ server }: Pick<World, 'server'>): Promise<void> {
  const folder = 'User/globalStorage/notifications-for-bitrix24.bitrix24-notifications/kept';
  await rm(path.join(server.dataDir, folder), { recursive: true, force: true });
}
