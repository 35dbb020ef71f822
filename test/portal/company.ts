import { NotificationBox } from './box';
import type { Person } from './person';
import type { PushServer } from './pushServer';

const FIRST_CHAT_ID = 77;

/** The people of the portal and their notification chats. Ids are the portal's, not a chat's. */
export class Company {
  readonly people = new Map<number, Person>();
  /** Where the portal is reached; known once it listens. */
  origin = '';
  private pushServer: PushServer | undefined;
  private readonly boxes = new Map<number, NotificationBox>();
  private lastId: number;

  constructor(
    readonly now: () => number,
    people: readonly Person[],
    firstId: number,
  ) {
    for (const person of people) this.people.set(person.id, person);
    this.lastId = firstId - 1;
  }

  box(userId: number): NotificationBox {
    const existing = this.boxes.get(userId);
    if (existing) return existing;
    const box = new NotificationBox(
      userId,
      FIRST_CHAT_ID + 2 * this.boxes.size,
      wanted => this.takeId(wanted),
      this.now,
    );
    box.onChange = (command, params) => this.pushServer?.publish(userId, 'im', command, params);
    this.boxes.set(userId, box);
    return box;
  }

  /** The portal’s push server, which tells of every change of a box. */
  get push(): PushServer {
    if (this.pushServer === undefined) throw new Error('The portal has no push server.');
    return this.pushServer;
  }

  set push(push: PushServer) {
    this.pushServer = push;
  }

  get allBoxes(): Iterable<NotificationBox> {
    return this.boxes.values();
  }

  private takeId(wanted: number | undefined): number {
    const id = wanted ?? this.lastId + 1;
    this.lastId = Math.max(this.lastId, id);
    return id;
  }
}
