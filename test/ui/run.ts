import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { atExit } from '../vscode/atExit';
import { packageVsix } from '../vscode/package';
import { collect } from '../vscode/subprocess';

/** Each waits for its VS Code half of the time. A few tests alone need one. */
const isSearch = process.argv.some(given => /^(-g|-f|--f?grep)\b/.test(given));
const processes = isSearch ? 1 : 2;

const mocha = createRequire(__filename).resolve('mocha/bin/mocha.js');

/** Runs the tests in these files, and prints what came of them when it is their turn to speak. */
async function run(files: readonly string[], vsix: string, turn: Promise<unknown>): Promise<void> {
  const config = path.join(__dirname, '.mocharc.cjs');
  const env = { ...process.env, BITRIX24_VSIX: vsix, UI_TESTS_FILES: files.join(',') };
  const args = [mocha, '--config', config, ...process.argv.slice(2)];
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const output = collect(child);
  const forget = atExit(() => child.kill());
  const closed = once(child, 'close');
  await turn;
  process.stdout.write(output());
  child.stdout.pipe(process.stdout);
  child.stderr.pipe(process.stderr);
  const [code] = (await closed) as [number | null];
  forget();
  if (code !== 0) process.exitCode = 1;
}

/** The UI tests, file by file in turn, in several processes side by side. */
async function runAll(): Promise<void> {
  const vsix = await packageVsix();
  const files = (await readdir(__dirname)).filter(name => name.endsWith('.test.ts')).sort();
  let turn: Promise<unknown> = Promise.resolve();
  for (let each = 0; each < processes; each++) {
    const own = files.filter((_name, index) => index % processes === each);
    turn = run(
      own.map(name => path.join(__dirname, name)),
      vsix,
      turn,
    );
  }
  await turn;
}

runAll().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
