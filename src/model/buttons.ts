import type { Button, Notification } from './notification';

/** The two buttons of a confirmation that has just these: one that agrees and one that does not. */
export interface Pair {
  readonly accept: Button;
  readonly decline: Button;
}

export function pairOf({ buttons }: Notification): Pair | undefined {
  const accept = buttons.find(({ isAccept }) => isAccept);
  const decline = buttons.find(({ isAccept }) => !isAccept);
  return buttons.length === 2 && accept !== undefined && decline !== undefined
    ? { accept, decline }
    : undefined;
}
