import { createRequire } from 'node:module';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { outDir, projectDir } from './paths';
import { runQuietly } from './subprocess';

let packaged: Promise<string> | undefined;

/**
 * Builds and packages the extension as it is published, once per process; answers the path of the VSIX. Where a process
 * before has done it, `BITRIX24_VSIX` says where.
 */
export function packageVsix(): Promise<string> {
  return (packaged ??= Promise.resolve(process.env.BITRIX24_VSIX ?? runVsce()));
}

async function runVsce(): Promise<string> {
  const vsix = path.join(outDir, 'bitrix24-notifications.vsix');
  await mkdir(outDir, { recursive: true });
  const vsce = path.join(path.dirname(createRequire(__filename).resolve('@vscode/vsce/package.json')), 'vsce');
  await runQuietly(process.execPath, [vsce, 'package', '--no-rewrite-relative-links', '--out', vsix], {
    cwd: projectDir,
  });
  return vsix;
}
