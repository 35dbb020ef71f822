import type { SharedState } from './sharedState';

/** What is kept of an account under its id is kept under another one too: drafts, replies. What is there already stays. */
export async function copyAccountState(shared: SharedState, from: string, to: string): Promise<void> {
  for (const key of shared.keys().filter(each => each.endsWith(`:${from}`))) {
    const there = key.slice(0, -from.length) + to;
    await shared.update(there, { ...asMap(shared.get(key)), ...asMap(shared.get(there)) });
  }
}

function asMap(kept: unknown): object {
  return typeof kept === 'object' && kept !== null ? kept : {};
}
