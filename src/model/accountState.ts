import { put } from './sharedState';
import type { SharedState } from './sharedState';

const OWN_WORDS = ['bitrix24.drafts:', 'bitrix24.replies:'];

type Registers = Readonly<Record<string, unknown>>;

/** What a person has written is kept under another account's id too; of what is known under both the later holds. */
export async function copyAccountState(shared: SharedState, from: string, to: string): Promise<void> {
  for (const words of OWN_WORDS) {
    const kept = registersIn(shared.get(words + from));
    const there = registersIn(shared.get(words + to));
    const newer = Object.entries(kept).filter(([name, each]) => momentOf(each) > momentOf(there[name]));
    if (newer.length > 0) {
      await shared.update(words + to, { ...there, ...Object.fromEntries(newer) });
    }
  }
}

export function forgetAccountState(shared: SharedState, id: string): void {
  for (const words of OWN_WORDS) {
    put(shared, words + id, undefined);
  }
}

function registersIn(kept: unknown): Registers {
  return typeof kept === 'object' && kept !== null ? { ...kept } : {};
}

function momentOf(register: unknown): number {
  const { at } = (register ?? {}) as { readonly at?: unknown };
  return typeof at === 'number' ? at : 0;
}
