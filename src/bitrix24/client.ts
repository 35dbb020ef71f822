import type { Author, Cursor, NotificationCentre, Page } from '../model/notification';
import { PortalFailure } from '../model/portalFailure';
import { decodeAnswer, decodePage, decodeProfile, decodeScope } from './decode';
import type { Transport } from './transport';

/** What the portal gives at most. */
const PAGE_SIZE = 50;

export interface ClientOptions {
  readonly transport: Pick<Transport, 'call'>;
  /** `https://portal.example`: where the portal's relative links lead. */
  readonly origin: string;
  /** Told how many notifications of a page were left out because they could not be read. */
  readonly onLeftOut: (count: number) => void;
}

/** The REST methods of one account's notification centre. Methods reject with a `PortalFailure` alone. */
export class Client implements NotificationCentre {
  readonly #options: ClientOptions;

  constructor(options: ClientOptions) {
    this.#options = options;
  }

  /** `im.notify.get`: confirmations first, then the others, each newest first. */
  async page(after?: Cursor): Promise<Page> {
    const { transport, origin, onLeftOut } = this.#options;
    const params = {
      LIMIT: PAGE_SIZE,
      ...(after === undefined ? {} : { LAST_ID: after.lastId, LAST_TYPE: after.lastType }),
    };
    const result = await transport.call('im.notify.get', params, 'read');
    const { page, leftOut } = decodePage(result, PAGE_SIZE, origin);
    if (leftOut > 0) {
      onLeftOut(leftOut);
    }
    return page;
  }

  /** `im.notify.answer`. Not idempotent, and its answer is no proof of delivery. */
  async answer(id: number, text: string): Promise<readonly string[] | undefined> {
    const params = { NOTIFY_ID: id, ANSWER_TEXT: text };
    return decodeAnswer(await this.#options.transport.call('im.notify.answer', params, 'write'));
  }

  /** `im.notify.read.list`: these alone, where `im.notify.read` would take every newer one along. */
  async setRead(ids: readonly number[], isRead: boolean): Promise<void> {
    const params = { IDS: ids, ACTION: isRead ? 'Y' : 'N' };
    await this.#options.transport.call('im.notify.read.list', params, 'write');
  }

  /** `im.notify.read.all`: confirmations stay unread. */
  async readAll(): Promise<void> {
    await this.#options.transport.call('im.notify.read.all', {}, 'write');
  }

  /**
   * Who the credential belongs to (`profile`), once its scope is seen to hold `im` (`scope`).
   *
   * @throws PortalFailure `forbidden` with `scope: 'im'` where it does not
   */
  async account(): Promise<Author> {
    const { transport } = this.#options;
    const account = decodeProfile(await transport.call('profile', {}, 'read'));
    const scope = decodeScope(await transport.call('scope', {}, 'read'));
    if (!scope.includes('im')) {
      throw new PortalFailure({ kind: 'forbidden', code: 'insufficient_scope', scope: 'im' });
    }
    return account;
  }
}
