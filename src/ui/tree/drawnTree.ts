import { changedRows } from './changedRows';
import { NOTHING, pictureOf } from './picture';
import type { Picture } from './picture';
import { parentOf } from './place';
import { childRows, rowId } from './rows';
import type { Row } from './rows';
import { ROWS_AT_ONCE, TOP } from './shownRows';
import type { Look } from './treeItems';

/**
 * What VS Code is shown. It knows rows by their ids alone: it tells its elements apart by identity, and an id stays
 * the same through everything that happens to its row.
 */
export class DrawnTree {
  #top: readonly Row[] = [];
  #picture: Picture = NOTHING;
  /** VS Code may still ask about what it has yet to hear is gone, and a menu may be open on it. */
  #before: Picture = NOTHING;
  #asked: ReadonlyMap<string, number> = new Map();

  /** The rows at the top, with all below them, shown or not. */
  get top(): readonly Row[] {
    return this.#top;
  }

  row(id: string): Row | undefined {
    return this.#picture.rows.get(id) ?? this.#before.rows.get(id);
  }

  children(id = TOP): readonly string[] {
    return this.#picture.children.get(id) ?? [];
  }

  parent(id: string): string | undefined {
    const parent = this.#picture.parents.get(id);
    return parent === TOP ? undefined : parent;
  }

  /** Gives the ids of the rows to draw anew, each with all below it; `undefined`: all of them. */
  draw(top: readonly Row[], look: Look): readonly string[] | undefined {
    const picture = pictureOf(top, this.#asked, look);
    const changed = changedRows(this.#picture, picture);
    if (changed?.length !== 0) {
      // A portal that is gone is not held on to.
      this.#before = top.length === 0 ? NOTHING : this.#picture;
    }
    this.#top = top;
    this.#picture = picture;
    return changed;
  }

  /** From the next drawing on more of the list is shown. */
  askForMore(listId: string): void {
    const shown = this.children(listId).filter(id => this.#picture.rows.get(id)?.kind === 'notification');
    this.#ask(listId, shown.length + ROWS_AT_ONCE);
  }

  /** From the next drawing on the row is shown; gives whether it was not. */
  askFor(row: Row): boolean {
    const id = rowId(row);
    if (this.#picture.rows.has(id)) {
      return false;
    }
    const parent = parentOf(this.#top, row);
    const list = parent === undefined ? this.#top : childRows(parent);
    this.#ask(parent === undefined ? TOP : rowId(parent), list.findIndex(each => rowId(each) === id) + 1);
    return true;
  }

  /** As much is shown as at first, from the next drawing on. */
  forgetAsked(): void {
    this.#asked = new Map();
  }

  #ask(listId: string, count: number): void {
    this.#asked = new Map(this.#asked).set(listId, count);
  }
}
