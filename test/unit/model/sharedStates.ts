import type { SharedState } from '../../../src/model/sharedState';

/** What all windows of one VS Code see, here without delay; values go through JSON, as they do there. */
export function sharedState(): SharedState {
  const values = new Map<string, string>();
  return {
    keys: () => [...values.keys()],
    get: key => {
      const kept = values.get(key);
      return kept === undefined ? undefined : (JSON.parse(kept) as unknown);
    },
    update: (key, value) => {
      if (value === undefined) {
        values.delete(key);
      } else {
        values.set(key, JSON.stringify(value));
      }
      return Promise.resolve();
    },
  };
}
