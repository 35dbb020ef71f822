import { NotificationBox } from './box';
import type { Person } from './person';

const FIRST_CHAT_ID = 77;

/** The people of the portal and their notification chats. Ids are the portal's, not a chat's. */
export class Company {
  readonly people = new Map<number, Person>();
  /** Where the portal is reached; known once it listens. */
  origin = '';
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
    this.boxes.set(userId, box);
    return box;
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
