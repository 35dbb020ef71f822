import type { AccountCacheStorage } from '../../../src/bitrix24/accountCache';

/** What all windows keep, as text, so that nothing is shared by accident. */
export class MemoryCacheStorage implements AccountCacheStorage {
  /** By `<account> <what>`. */
  readonly kept = new Map<string, string>();
  isBroken = false;

  async read(accountId: string, what: string): Promise<unknown> {
    await Promise.resolve();
    const text = this.kept.get(`${accountId} ${what}`);
    if (text === undefined) {
      throw new Error('There is no such file.');
    }
    return JSON.parse(text);
  }

  async write(accountId: string, what: string, value: unknown): Promise<void> {
    await Promise.resolve();
    if (this.isBroken) {
      throw new Error('The disk is full.');
    }
    this.kept.set(`${accountId} ${what}`, JSON.stringify(value));
  }

  async remove(accountId: string): Promise<void> {
    await Promise.resolve();
    for (const key of [...this.kept.keys()].filter(each => each.startsWith(`${accountId} `))) {
      this.kept.delete(key);
    }
  }
}
