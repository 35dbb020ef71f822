import { rm } from 'node:fs/promises';
import path from 'node:path';
import { runTests } from '@vscode/test-electron';
import { build } from 'esbuild';
import { outDir, projectDir } from '../vscode/paths';
import { runQuietly } from '../vscode/subprocess';
import { supportedVersions } from '../vscode/versions';

const bundles = path.join(outDir, 'integration');

async function bundleTests(): Promise<void> {
  await rm(bundles, { recursive: true, force: true });
  await build({
    entryPoints: ['test/integration/index.ts', 'test/integration/**/*.test.ts'],
    absWorkingDir: projectDir,
    outbase: 'test/integration',
    outdir: bundles,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node22',
    external: ['vscode', 'mocha'],
    logLevel: 'warning',
  });
}

/** Says what went wrong, and lets the next VS Code have its turn. */
async function runIn(vscodeExecutablePath: string, launchArgs: string[]): Promise<void> {
  const extensionTestsPath = path.join(bundles, 'index.js');
  try {
    await runTests({
      vscodeExecutablePath,
      extensionDevelopmentPath: projectDir,
      extensionTestsPath,
      launchArgs,
    });
  } catch (error) {
    fail(error);
  }
}

function fail(error: unknown): void {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

async function runAll(): Promise<void> {
  await runQuietly(process.execPath, ['esbuild.js'], { cwd: projectDir });
  await bundleTests();
  // The debugger starts an extension host of its own.
  if (process.argv.includes('--bundle-only')) return;
  const desktop = process.env.VSCODE_EXECUTABLE;
  if (desktop) {
    await runIn(desktop, ['--disable-extensions']);
    return;
  }
  for (const { code } of supportedVersions) {
    console.log(`\nVS Code ${code}`);
    await runIn(path.join(projectDir, 'test/vscode/launcher.cjs'), [`--code=${code}`]);
  }
}

runAll().catch(fail);
