import assert from 'node:assert/strict';

interface ShownMessage {
  readonly title: string;
  readonly pressUndo: () => void;
}

/** The messages with Undo that stand on the screen, and what is said for a moment, there or in the status bar. */
export class FakeMessages {
  readonly transient: string[] = [];
  #standing: readonly ShownMessage[] = [];

  /** The titles of those that stand, the oldest first. */
  get shown(): readonly string[] {
    return this.#standing.map(({ title }) => title);
  }

  /** Takes the place of `vscode.window.withProgress`. */
  readonly withProgress = async (
    { title, cancellable }: { readonly title: string; readonly cancellable?: unknown },
    work: (progress: unknown, cancellation: unknown) => Promise<void>,
  ): Promise<void> => {
    // Without a button it is a hint, which goes by itself.
    if (cancellable === undefined) {
      this.transient.push(title);
      return;
    }
    let pressUndo: () => void = () => undefined;
    const end = work(
      { report: () => undefined },
      { onCancellationRequested: (listener: () => void) => (pressUndo = listener) },
    );
    const message = { title, pressUndo };
    this.#standing = [...this.#standing, message];
    await end;
    this.#standing = this.#standing.filter(each => each !== message);
  };

  pressUndo(index: number): void {
    const { pressUndo } = this.#standing[index] ?? assert.fail(`no message ${index}`);
    pressUndo();
  }
}
