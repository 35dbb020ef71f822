import { loadedNotifications } from '../../model/inbox/inboxState';
import type { NotificationChange } from '../../model/inbox/notificationChange';
import type { Portal } from '../../model/portal/portal';
import type { StartedChange } from '../../model/triage/triage';
import { showFailure } from '../input/messages';
import type { Times } from '../text/times';
import type { NotificationsView } from '../tree/notificationsView';

/** Shows failed changes that the list does not show. */
export class ChangeFailureMessages {
  readonly #view: Pick<NotificationsView, 'isVisible'>;
  readonly #times: Times;

  constructor(view: Pick<NotificationsView, 'isVisible'>, times: Times) {
    this.#view = view;
    this.#times = times;
  }

  /** Resolves with whether the portal accepted it. A visible row shows a failure itself; else a message does. */
  async of({ change, done }: StartedChange, portal: Portal): Promise<boolean> {
    const failure = await done;
    if (failure !== undefined && !(this.#view.isVisible && isListed(change, portal))) {
      showFailure(failure, this.#times, portal);
    }
    return failure === undefined;
  }
}

function isListed({ ids }: NotificationChange, { inbox: { state } }: Portal): boolean {
  return loadedNotifications(state).some(({ id }) => ids.includes(id));
}
