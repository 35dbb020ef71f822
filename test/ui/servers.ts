import { ExtensionHosts } from '../vscode/extensionHosts';
import { packageVsix } from '../vscode/package';
import { startServer } from '../vscode/server';
import type { Server } from '../vscode/server';
import type { VSCodeVersion } from '../vscode/versions';

/** A server, and a way to the extension in its windows. */
export interface Hosted {
  readonly server: Server;
  readonly hosts: ExtensionHosts;
}

const running = new Map<string, Promise<Hosted>>();

/** The one server of this version, with the packaged extension in it; started when it is first asked for. */
export function serverOf(version: VSCodeVersion): Promise<Hosted> {
  const started = running.get(version.code) ?? start(version);
  running.set(version.code, started);
  return started;
}

async function start(version: VSCodeVersion): Promise<Hosted> {
  const hosts = await ExtensionHosts.listen();
  const server = await startServer({ version, vsix: await packageVsix(), env: hosts.env });
  return { server, hosts };
}

/** Those that could be started. */
export async function startedServers(): Promise<readonly Server[]> {
  const all = await Promise.allSettled(running.values());
  return all.flatMap(each => (each.status === 'fulfilled' ? [each.value.server] : []));
}

export async function stopServers(): Promise<void> {
  for (const each of await Promise.allSettled(running.values())) {
    if (each.status === 'rejected') continue;
    each.value.hosts.close();
    await each.value.server.stop();
  }
}
