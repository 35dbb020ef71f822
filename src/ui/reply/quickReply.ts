import type { Notification } from '../../model/notification/notification';
import type { Portal } from '../../model/portal/portal';
import type { Times } from '../text/times';
import { authorName } from '../text/words';
import type { ReplyEditor } from './replyEditor';
import { askForReply } from './replyPrompt';
import type { ReplySender } from './replySender';

/** Asks for a reply in a box, or for one of several lines in an editor, and sends it. */
export class QuickReply {
  readonly #times: Times;
  readonly #sender: ReplySender;
  readonly #editor: Pick<ReplyEditor, 'open'>;

  constructor(times: Times, sender: ReplySender, editor: Pick<ReplyEditor, 'open'>) {
    this.#times = times;
    this.#sender = sender;
    this.#editor = editor;
  }

  async replyTo(notification: Notification, portal: Portal): Promise<void> {
    const to = authorName(notification);
    if (this.#sender.isBusy(portal, notification.id, to)) return;
    const typed = await askForReply(notification, portal, this.#times);
    if (typed === 'editor') {
      await this.#editor.open(notification, portal);
    } else if (typed !== undefined) {
      await this.#sender.send(portal, { notificationId: notification.id, to, ...typed }, current =>
        this.replyTo(notification, current),
      );
    }
  }
}
