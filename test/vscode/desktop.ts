import { once } from 'node:events';
import { realpathSync } from 'node:fs';
import path from 'node:path';
import { downloadAndUnzipVSCode, resolveCliArgsFromVSCodeExecutablePath, SilentReporter } from '@vscode/test-electron';
import { cleanEnvironment } from './cleanEnvironment';
import { fillExtensionsDir } from './extensionsDir';
import { downloadsDir } from './paths';
import { writeUserSettings } from './settings';
import { runQuietly, spawnGroup } from './subprocess';
import { temporaryDir } from './temporary';

export interface DesktopOptions {
  readonly executable: string;
  readonly vsix: string;
  readonly extraExtensions?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

export interface Desktop {
  /** Settles when the person closes VS Code. */
  readonly closed: Promise<unknown>;
  stop(): Promise<void>;
}

const patienceMs = 3000;

/** Downloads the desktop's VS Code, where there is a desktop to show it and the way to it is open. */
export async function downloadDesktop(): Promise<string | undefined> {
  if (process.env.CI || !hasDisplay() || !(await isDownloadSiteNear())) return undefined;
  return downloadAndUnzipVSCode({ cachePath: downloadsDir, reporter: new SilentReporter() }).catch(() => undefined);
}

function hasDisplay(): boolean {
  if (process.platform !== 'linux') return true;
  return Boolean(process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY);
}

function isDownloadSiteNear(): Promise<boolean> {
  const signal = AbortSignal.timeout(patienceMs);
  return fetch('https://update.code.visualstudio.com/api/releases/stable', { signal }).then(
    answer => answer.ok,
    () => false,
  );
}

/** Starts a VS Code on the desktop, with folders of its own. */
export async function startDesktop(options: DesktopOptions): Promise<Desktop> {
  const home = await temporaryDir();
  const dataDir = path.join(home.path, 'data');
  const extensionsDir = path.join(home.path, 'extensions');
  const folders = [`--user-data-dir=${dataDir}`, `--extensions-dir=${extensionsDir}`];
  const env = { ...cleanEnvironment(), ...options.env };
  try {
    await writeUserSettings(dataDir);
    await fillExtensionsDir(extensionsDir, options.extraExtensions);
    await runQuietly(commandLine(options.executable), ['--install-extension', options.vsix, ...folders], {
      env,
    });
    const group = spawnGroup(options.executable, [...folders, ...desktopFlags()], { env });
    group.child.stdout?.resume();
    group.child.stderr?.resume();
    return {
      closed: once(group.child, 'close'),
      stop: async () => {
        await group.stop();
        await home.remove();
      },
    };
  } catch (error) {
    await home.remove();
    throw error;
  }
}

function desktopFlags(): string[] {
  return [
    ...['--wait', '--new-window', '--skip-welcome', '--skip-release-notes', '--disable-workspace-trust'],
    ...['--disable-updates', '--disable-telemetry'],
    // The keychain is the person's own.
    '--use-inmemory-secretstorage',
    // As root, Chromium starts without its sandbox or not at all.
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  ];
}

/** The `code` that belongs to an executable, unless it is one itself. */
function commandLine(executable: string): string {
  const real = realpathSync(executable);
  if (path.basename(path.dirname(real)) === 'bin') return real;
  return resolveCliArgsFromVSCodeExecutablePath(real, { reuseMachineInstall: true })[0] ?? real;
}
