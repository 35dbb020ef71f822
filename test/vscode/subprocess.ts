import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { atExit } from './atExit';

const isWindows = process.platform === 'win32';

export interface RunOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
}

/** Runs a command to its end and keeps its output to itself, unless it fails. */
export async function runQuietly(command: string, args: readonly string[], options: RunOptions = {}): Promise<string> {
  const child = spawn(command, args, {
    ...options,
    stdio: ['ignore', 'pipe', 'pipe'],
    shell: isWindows && !command.endsWith('.exe'),
  });
  const output = collect(child);
  const forget = atExit(() => child.kill());
  const [code] = (await once(child, 'close')) as [number | null];
  forget();
  if (code === 0) return output();
  const lastLines = output().trim().split('\n').slice(-20).join('\n');
  throw new Error(`${command} ${args.join(' ')} ended with ${String(code)}:\n${lastLines}`);
}

/** Gathers all that a process prints; the answer is what there is so far. */
export function collect(child: ChildProcess): () => string {
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
    });
  }
  return () => text;
}

export interface Group {
  readonly child: ChildProcess;
  /** Ends the process with all its descendants. */
  stop(): Promise<void>;
}

/**
 * Starts a process as the leader of its own group. It ends with this process at the latest; its input stays open
 * as long as this process lives, so that it can tell when it is alone.
 */
export function spawnGroup(command: string, args: readonly string[], options: RunOptions): Group {
  const child = spawn(command, args, { ...options, detached: !isWindows, stdio: 'pipe' });
  const closed = once(child, 'close');
  const forget = atExit(() => {
    signal(child, 'SIGKILL');
  });
  return {
    child,
    stop: async () => {
      signal(child, 'SIGTERM');
      const impatience = setTimeout(() => {
        signal(child, 'SIGKILL');
      }, 3000);
      await closed;
      clearTimeout(impatience);
      signal(child, 'SIGKILL');
      forget();
    },
  };
}

function signal(leader: ChildProcess, name: NodeJS.Signals): void {
  if (leader.pid === undefined) return;
  try {
    if (isWindows) leader.kill(name);
    else process.kill(-leader.pid, name);
  } catch {
    // The group is gone already.
  }
}
