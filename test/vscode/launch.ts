import path from 'node:path';
import { runExtensionTests } from './extensionTests';
import { newest, versionOf } from './versions';

/** Takes the arguments of VS Code's own executable that matter here, and `--code=<version>`. */
function argument(name: string): string | undefined {
  const prefix = `--${name}=`;
  return process.argv.find(candidate => candidate.startsWith(prefix))?.slice(prefix.length);
}

async function launch(): Promise<void> {
  const extension = argument('extensionDevelopmentPath');
  const tests = argument('extensionTestsPath');
  if (!extension || !tests) throw new Error('There is no extension to test, or there are no tests.');
  const version = versionOf(argument('code') ?? newest.code);
  const logFile = path.join(path.dirname(tests), `vscode-${version.code}.log`);
  process.exitCode = await runExtensionTests({ version, extension, tests, logFile });
  if (process.exitCode !== 0) console.log(`What VS Code itself had to say is in ${logFile}`);
}

launch().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
