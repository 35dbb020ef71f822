import type { Shelf } from '../../../src/bitrix24/keptList';

/** What all windows keep, as text, so that nothing is shared by accident. */
export class MemoryShelf implements Shelf {
  readonly kept = new Map<string, string>();
  isBroken = false;

  async read(accountId: string): Promise<unknown> {
    await Promise.resolve();
    const text = this.kept.get(accountId);
    if (text === undefined) {
      throw new Error('There is no such file.');
    }
    return JSON.parse(text);
  }

  async write(accountId: string, value: unknown): Promise<void> {
    await Promise.resolve();
    if (this.isBroken) {
      throw new Error('The disk is full.');
    }
    this.kept.set(accountId, JSON.stringify(value));
  }

  async remove(accountId: string): Promise<void> {
    await Promise.resolve();
    this.kept.delete(accountId);
  }
}
