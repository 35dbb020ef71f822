import path from 'node:path';
import readline from 'node:readline';
import { startPortal, type StandInPortal } from './portal/portal';
import { sampleArrivals } from './portal/sample/arrivals';
import { downloadDesktop, startDesktop } from './vscode/desktop';
import { packageVsix } from './vscode/package';
import { projectDir } from './vscode/paths';
import { startServer } from './vscode/server';
import { newest } from './vscode/versions';

/** What has to be ended, the latest first. */
const running: (() => Promise<void>)[] = [];
let isEnding = false;

async function start(): Promise<void> {
  say('Building the extension…');
  const vsix = await packageVsix();

  say('Starting a sample portal…');
  const portal = await startPortal();
  running.push(() => portal.close());
  void tellReplies(portal);
  addOnEnter(portal);
  const env = { BITRIX24_SAMPLE_WEBHOOK: portal.webhook };
  const extraExtensions = [path.join(projectDir, 'test/vscode/connector')];

  say('Getting VS Code… (the first time takes a minute)');
  const executable = process.env.VSCODE_EXECUTABLE ?? (await downloadDesktop());
  if (executable) {
    const desktop = await startDesktop({ executable, vsix, extraExtensions, env });
    running.push(() => desktop.stop());
    say('\nVS Code opens with the extension in it, connected to the sample portal.');
    sayWhatNext();
    say('Close it or press Ctrl+C to end.');
    await desktop.closed;
    await end();
  } else {
    const settings = { 'workbench.hover.delay': 500 };
    const server = await startServer({ version: newest, vsix, extraExtensions, env, settings });
    running.push(() => server.stop());
    say('\nVS Code waits for your browser, with the extension connected to the sample portal:\n');
    say(`  ${server.url}/\n`);
    sayWhatNext();
    say('Press Ctrl+C to end.');
  }
}

/** Prints what the portal got, so that a person sees their reply arrive. */
async function tellReplies(portal: StandInPortal): Promise<void> {
  for (;;) {
    await portal.journal.next('im.notify.answer');
    const reply = portal.box.answers.at(-1);
    if (reply) say(`The portal has a reply to notification ${reply.id}: ${reply.text}`);
  }
}

/** Lets a person see how something new is announced. */
function addOnEnter({ box }: StandInPortal): void {
  let added = 0;
  readline.createInterface({ input: process.stdin }).on('line', () => {
    const next = sampleArrivals[added++ % sampleArrivals.length];
    say(`Notification ${box.add(next)} has arrived on the portal.`);
  });
}

function sayWhatNext(): void {
  say('\nTry: the bell in the activity bar, a row under the mouse, the arrow on it for a Quick Reply.');
  say('Press Enter here, and another notification arrives on the portal.');
  say('What you send is printed here as it reaches the portal.');
}

async function end(): Promise<void> {
  if (isEnding) return;
  isEnding = true;
  say('\nEnding…');
  await Promise.allSettled(running.reverse().map(stop => stop()));
  process.exit(0);
}

function say(line: string): void {
  console.log(line);
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    void end();
  });
}

// The shell that npm starts a script with may die of a signal without passing it on.
const parent = process.ppid;
setInterval(() => {
  if (process.ppid !== parent) void end();
}, 1000).unref();

start().catch((error: unknown) => {
  // What is cut short by Ctrl+C has a right to fail.
  if (isEnding) return;
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
