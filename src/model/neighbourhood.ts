import type { Pulse } from './pulse';
import type { SharedState } from './sharedState';

/** A window among those that share a state. */
export interface Neighbourhood {
  /** This window's. */
  readonly id: string;
  readonly state: SharedState;
  readonly pulse: Pick<Pulse, 'onDidBeat'>;
  /** From 0 up to 1. */
  readonly random: () => number;
}
