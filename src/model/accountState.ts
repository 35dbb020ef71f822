import type { SharedState } from './sharedState';

const OWN_WORDS = ['bitrix24.drafts:', 'bitrix24.replies:'];

/** What a person has written is kept under another account's id too. What is there already stays. */
export async function copyAccountState(shared: SharedState, from: string, to: string): Promise<void> {
  for (const words of OWN_WORDS) {
    const kept = shared.get(words + from);
    if (kept !== undefined) {
      await shared.update(words + to, { ...asMap(kept), ...asMap(shared.get(words + to)) });
    }
  }
}

function asMap(kept: unknown): object {
  return typeof kept === 'object' && kept !== null ? kept : {};
}
