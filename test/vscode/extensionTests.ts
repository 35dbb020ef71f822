import { appendFile, writeFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { startBrowser } from './browser';
import { startServer, type Server } from './server';
import type { VSCodeVersion } from './versions';

export interface ExtensionTests {
  readonly version: VSCodeVersion;
  /** The folder of the extension under test. */
  readonly extension: string;
  /** The module whose `run` is called inside the extension host. */
  readonly tests: string;
  /** The file for all that VS Code itself has to say meanwhile. */
  readonly logFile: string;
}

/** Begins every line that comes from the extension host's console, for VS Code's own come the same way. */
const consoleMark = '[host] ';

const timeLimitMs = 10 * 60_000;

/** Runs tests inside the extension host of a VS Code in a headless browser; answers their exit code. */
export async function runExtensionTests(options: ExtensionTests): Promise<number> {
  const { version, extension, tests, logFile } = options;
  await writeFile(logFile, '');
  const env = { BITRIX24_CONSOLE_MARK: consoleMark };
  const server = await startServer({ version, env, smokeTestDriver: true });
  try {
    const browser = await startBrowser();
    try {
      const page = await browser.context.newPage();
      await forwardConsole(page, logFile);
      const exit = exitCode(page);
      await page.goto(`${server.url}/?ew=true&payload=${payload(server, extension, tests)}`);
      return await exit;
    } finally {
      await browser.close();
    }
  } finally {
    await server.stop();
  }
}

function payload(server: Server, extension: string, tests: string): string {
  const remote = (file: string) => `vscode-remote://127.0.0.1:${server.port}${file}`;
  const pairs = [
    ['extensionDevelopmentPath', remote(extension)],
    ['extensionTestsPath', remote(tests)],
    ['skipWelcome', 'true'],
  ];
  return encodeURIComponent(JSON.stringify(pairs));
}

async function forwardConsole(page: Page, logFile: string): Promise<void> {
  await page.exposeFunction('codeAutomationLog', async (type: string, args: unknown[]) => {
    const [first] = args;
    if (typeof first === 'string' && first.startsWith(consoleMark)) {
      process.stdout.write(`${first.slice(consoleMark.length)}\n`);
    } else {
      await appendFile(logFile, `${type} ${args.map(String).join(' ')}\n`);
    }
  });
}

function exitCode(page: Page): Promise<number> {
  return new Promise((resolve, reject) => {
    const fail = (reason: string) => {
      reject(new Error(`The tests did not come to an end: ${reason}.`));
    };
    const limit = setTimeout(fail, timeLimitMs, 'the time is up');
    const settle = () => {
      clearTimeout(limit);
    };
    page.once('crash', () => {
      settle();
      fail('the browser page crashed');
    });
    page
      .exposeFunction('codeAutomationExit', (code: number) => {
        settle();
        resolve(code);
      })
      .catch(reject);
  });
}
