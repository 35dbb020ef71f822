import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { installOnce } from './installation';
import { projectDir } from './paths';
import { runQuietly } from './subprocess';

/** A browser's executable and what has to be in its environment. */
export interface Chromium {
  readonly executable: string;
  readonly env: Readonly<Record<string, string>>;
}

const advice = 'No Chromium can run here: install one (apt-get install chromium) or set CHROMIUM_EXECUTABLE to one.';

let found: Promise<Chromium> | undefined;

/** The browser named by the environment, else the machine's own, else the one from npm. */
export function findChromium(): Promise<Chromium> {
  return (found ??= look());
}

async function look(): Promise<Chromium> {
  const named = process.env.CHROMIUM_EXECUTABLE;
  if (named) return { executable: named, env: {} };
  for (const executable of usualPlaces()) {
    if (existsSync(executable) && (await runs(executable))) return { executable, env: {} };
  }
  const { platform, arch } = process;
  if (platform !== 'linux' || arch !== 'x64') throw new Error(advice);
  return fromPackage();
}

function usualPlaces(): string[] {
  const { platform, env } = process;
  const within = (folders: readonly string[], names: readonly string[]) =>
    folders.flatMap(folder => names.map(name => path.join(folder, name)));
  if (platform === 'darwin') {
    const applications = ['Google Chrome', 'Chromium', 'Microsoft Edge'];
    return applications.map(name => `/Applications/${name}.app/Contents/MacOS/${name}`);
  }
  if (platform === 'win32') {
    const folders = [env.ProgramFiles, env['ProgramFiles(x86)'], env.LocalAppData];
    return within(
      folders.filter(folder => folder !== undefined),
      ['Google/Chrome/Application/chrome.exe', 'Microsoft/Edge/Application/msedge.exe'],
    );
  }
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
  return within((env.PATH ?? '').split(path.delimiter), names);
}

async function fromPackage(): Promise<Chromium> {
  const dir = await installOnce('chromium', unpack);
  const executable = path.join(dir, 'chromium');
  const fonts = existsSync('/etc/fonts/fonts.conf') ? {} : { FONTCONFIG_PATH: path.join(dir, 'fonts') };
  const libraries = { LD_LIBRARY_PATH: path.join(dir, 'al2023/lib') };
  for (const env of [fonts, { ...fonts, ...libraries }]) {
    if (await runs(executable, env)) return { executable, env };
  }
  throw new Error(advice);
}

/** The package unpacks itself into the folder for temporary files, and its libraries only on a machine it knows. */
async function unpack(dir: string): Promise<void> {
  const script = `import('@sparticuz/chromium').then(({ default: chromium }) => chromium.executablePath())`;
  await runQuietly(process.execPath, ['--input-type=module', '--eval', script], {
    cwd: projectDir,
    env: { ...process.env, TMPDIR: dir, CODEBUILD_BUILD_IMAGE: 'nodejs20' },
  });
  await writeFile(path.join(dir, 'fonts/fonts.conf'), fontsConfiguration);
}

const fontsConfiguration = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir prefix="relative">fonts</dir>
  <cachedir prefix="xdg">fontconfig</cachedir>
</fontconfig>
`;

/** A browser may be there and yet not run: a mere pointer to another shop, or one whose libraries are missing. */
async function runs(executable: string, env: Readonly<Record<string, string>> = {}): Promise<boolean> {
  // There the question for the version opens a window.
  if (process.platform === 'win32') return true;
  return runQuietly(executable, ['--version'], { env: { ...process.env, ...env } }).then(
    () => true,
    () => false,
  );
}
