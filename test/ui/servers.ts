import { ExtensionHosts } from '../vscode/extensionHosts';
import { packageVsix } from '../vscode/package';
import { type Server, startServer } from '../vscode/server';
import type { VSCodeVersion } from '../vscode/versions';

/** A server, and a way to the extension in its windows. */
export interface Hosted {
  readonly server: Server;
  readonly hosts: ExtensionHosts;
}

const running = new Map<string, Promise<Hosted>>();

/**
 * The one server of this version and language, with the packaged extension in it; started when it is first asked for.
 * All of them are kept to the end of the run, with what they have written.
 */
export function serverOf(version: VSCodeVersion, language = 'en'): Promise<Hosted> {
  const name = `${version.code} ${language}`;
  const started = running.get(name) ?? start(version, language);
  running.set(name, started);
  return started;
}

async function start(version: VSCodeVersion, language: string): Promise<Hosted> {
  const hosts = await ExtensionHosts.listen();
  const server = await startServer({ version, language, vsix: await packageVsix(), env: hosts.env });
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
