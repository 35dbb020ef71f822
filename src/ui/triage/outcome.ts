import type { Change } from '../../model/change';
import { notificationsIn } from '../../model/inboxState';
import type { Portal } from '../../model/portal';
import type { Begun } from '../../model/triage';
import { tellFailure } from '../tellFailure';
import type { Times } from '../text/times';
import type { NotificationsView } from '../tree/notificationsView';

/** Tells what came of a change, where the list does not. */
export class Outcome {
  readonly #view: Pick<NotificationsView, 'isVisible'>;
  readonly #times: Times;

  constructor(view: Pick<NotificationsView, 'isVisible'>, times: Times) {
    this.#view = view;
    this.#times = times;
  }

  /** Gives whether the portal took it. A row that is in sight says by itself that it did not; else a message does. */
  async of({ change, done }: Begun, portal: Portal): Promise<boolean> {
    const failure = await done;
    if (failure !== undefined && !(this.#view.isVisible && isListed(change, portal))) {
      tellFailure(failure, this.#times, portal);
    }
    return failure === undefined;
  }
}

function isListed({ ids }: Change, { inbox: { state } }: Portal): boolean {
  return notificationsIn(state).some(({ id }) => ids.includes(id));
}
