const pending = new Set<() => unknown>();

/**
 * Registers a synchronous last act for a process that ends before it has tidied up.
 * Returns the function that takes it back.
 */
export function atExit(act: () => unknown): () => void {
  if (!pending.size) watch();
  pending.add(act);
  return () => {
    pending.delete(act);
  };
}

let isWatching = false;

function watch(): void {
  if (isWatching) return;
  isWatching = true;
  process.on('exit', runAll);
  for (const [signal, code] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const) {
    process.on(signal, () => {
      // Whoever else listens for the signal ends the process in an order of its own, and `exit` follows.
      if (process.listenerCount(signal) === 1) process.exit(code);
    });
  }
}

function runAll(): void {
  for (const act of [...pending].reverse()) {
    try {
      act();
    } catch {
      // The next act still has its turn.
    }
  }
  pending.clear();
}
