import { readdirSync } from 'node:fs';
import path from 'node:path';
import { format } from 'node:util';

/** VS Code calls this inside the extension host. */
export async function run(): Promise<void> {
  markConsole(process.env.BITRIX24_CONSOLE_MARK);
  // mocha takes hold of the console as it loads.
  const { default: Mocha } = await import('mocha');
  const mocha = new Mocha({
    ui: 'bdd',
    forbidOnly: true,
    forbidPending: true,
    failZero: true,
    timeout: 20_000,
    reporter: path.resolve(__dirname, '../../test/reporter.cjs'),
  });
  const files = readdirSync(__dirname, { recursive: true, encoding: 'utf8' });
  for (const file of files.filter(name => name.endsWith('.test.js')).sort()) {
    mocha.addFile(path.join(__dirname, file));
  }
  const failures = await new Promise<number>(resolve => mocha.run(resolve));
  if (failures > 0) throw new Error(`${failures} failed`);
}

/** Lets the reader of the console tell its lines from VS Code's own. */
function markConsole(mark: string | undefined): void {
  if (!mark) return;
  for (const level of ['debug', 'log', 'info', 'warn', 'error'] as const) {
    const print = console[level].bind(console);
    const printMarked = (...args: unknown[]) => {
      for (const line of format(...args).split('\n')) print(mark + line);
    };
    // The host's console takes no assignment.
    Object.defineProperty(console, level, { value: printMarked });
  }
}
