import path from 'node:path';
import { cleanEnvironment } from './cleanEnvironment';
import { fillExtensionsDir } from './extensionsDir';
import { writeLanguagePack } from './language';
import { hostedDir } from './paths';
import { installServer } from './serverPackage';
import { writeUserSettings, type Theme } from './settings';
import { collect, runQuietly, spawnGroup, type Group } from './subprocess';
import { temporaryDir } from './temporary';
import type { VSCodeVersion } from './versions';

export interface ServerOptions {
  readonly version: VSCodeVersion;
  /** The packaged extension to install. */
  readonly vsix?: string;
  /** Folders of unpacked extensions to install beside it. */
  readonly extraExtensions?: readonly string[];
  /** Added to the environment of the server and of the extension host. */
  readonly env?: Readonly<Record<string, string>>;
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly theme?: Theme;
  /** The language of the extensions' words, like `ru`; English without it. */
  readonly language?: string;
  /** Lets a page run extension tests; it also keeps toasts and modal dialogs from showing. */
  readonly smokeTestDriver?: boolean;
}

export interface Server {
  readonly version: VSCodeVersion;
  readonly url: string;
  readonly port: number;
  /** Where this VS Code keeps its settings, states and logs. */
  readonly dataDir: string;
  readonly logsDir: string;
  /** Writes the user's settings anew, with these beside those it was started with; a window that is open does not see it. */
  setSettings(more: Readonly<Record<string, unknown>>): Promise<void>;
  /** Ends the server and removes all its folders. */
  stop(): Promise<void>;
}

/** A hover that is still on its way when the mouse has left shows up at the wrong moment. */
const promptHovers = { 'workbench.hover.delay': 0, 'workbench.hover.reducedDelay': 0 };

const startTimeoutMs = 60_000;

/** Starts a VS Code of its own on the loopback address, with folders of its own. */
export async function startServer(options: ServerOptions): Promise<Server> {
  const code = await installServer(options.version);
  const home = await temporaryDir();
  const dataDir = path.join(home.path, 'data');
  const extensionsDir = path.join(home.path, 'extensions');
  const folders = ['--server-data-dir', home.path, '--extensions-dir', extensionsDir];
  // Its sockets go with it.
  const env = { ...cleanEnvironment(), XDG_RUNTIME_DIR: home.path, ...options.env };
  const setSettings = (more: Readonly<Record<string, unknown>>) =>
    writeUserSettings(dataDir, options.theme, { ...promptHovers, ...options.settings, ...more });
  await setSettings({});
  if (options.language && options.language !== 'en') await writeLanguagePack(dataDir, options.language);
  await fillExtensionsDir(extensionsDir, options.extraExtensions);
  if (options.vsix) {
    await runQuietly(code.node, [code.main, '--install-extension', options.vsix, ...folders], { env });
  }

  const preload = ['--require', path.join(hostedDir, 'preload.cjs')];
  const args = [...preload, code.main, ...folders, ...serverFlags(options)];
  const group = spawnGroup(code.node, args, { cwd: home.path, env });
  try {
    const port = await listeningPort(group);
    return {
      version: options.version,
      url: `http://127.0.0.1:${port}`,
      port,
      dataDir,
      logsDir: path.join(dataDir, 'logs'),
      setSettings,
      stop: async () => {
        await group.stop();
        await home.remove();
      },
    };
  } catch (error) {
    await group.stop();
    await home.remove();
    throw error;
  }
}

function serverFlags(options: ServerOptions): string[] {
  return [
    ...['--host', '127.0.0.1', '--port', '0', '--without-connection-token'],
    ...['--accept-server-license-terms', '--telemetry-level', 'off', '--disable-workspace-trust'],
    // The shell's start files are none of a test's business, and slow.
    '--force-disable-user-env',
    ...['--locale', options.language ?? 'en'],
    ...(options.smokeTestDriver ? ['--enable-smoke-test-driver'] : []),
  ];
}

function listeningPort({ child }: Group): Promise<number> {
  const output = collect(child);
  return new Promise((resolve, reject) => {
    const fail = (reason: string) => {
      reject(new Error(`VS Code's server ${reason}:\n${output()}`));
    };
    const timer = setTimeout(fail, startTimeoutMs, 'did not start in time');
    child.once('close', () => {
      clearTimeout(timer);
      fail('ended');
    });
    child.stdout?.on('data', () => {
      const port = /listening on (\d+)/.exec(output())?.[1];
      if (!port) return;
      clearTimeout(timer);
      resolve(Number(port));
    });
  });
}
