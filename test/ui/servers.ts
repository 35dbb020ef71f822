import { packageVsix } from '../vscode/package';
import { startServer } from '../vscode/server';
import type { Server } from '../vscode/server';
import type { VSCodeVersion } from '../vscode/versions';

const servers = new Map<string, Promise<Server>>();

/** The one server of this version, with the packaged extension in it; started when it is first asked for. */
export function serverOf(version: VSCodeVersion): Promise<Server> {
  const running = servers.get(version.code) ?? start(version);
  servers.set(version.code, running);
  return running;
}

async function start(version: VSCodeVersion): Promise<Server> {
  return startServer({ version, vsix: await packageVsix() });
}

export async function stopServers(): Promise<void> {
  for (const started of await Promise.allSettled(servers.values())) {
    if (started.status === 'fulfilled') {
      await started.value.stop();
    }
  }
}
