/** Where words are shown, and so what VS Code makes of them (1.103 and 1.139, read in the workbench). */
export type Place =
  /** Shown as they are: a tree's labels and descriptions, titles, placeholders, modal messages, what is spoken. */
  | 'plain'
  /** `$(icon)`: a word in the status bar. */
  | 'icons'
  /** `$(icon)`, our own: the item in the status bar. */
  | 'statusBar'
  /** `$(icon)`: what an item of a QuickPick is called. */
  | 'pickLabel'
  /** `$(icon)`; where the mouse rests on it, Markdown without HTML, with icons: an item's description and detail. */
  | 'pickDetail'
  /** `[label](address)`, commands too: messages and progress. */
  | 'toast'
  /** The same, of a message that comes by itself, and its buttons. */
  | 'arrival'
  /** Both: what stands under an input box. */
  | 'prompt'
  /** Markdown that is trusted with nothing. */
  | 'hover'
  /** Markdown that may run the hover’s commands. */
  | 'trustedHover'
  /** Markdown, HTML in it counting: the preview. */
  | 'preview'
  /** Line by line: an editor, the clipboard. */
  | 'text';

export interface Shown {
  readonly place: Place;
  readonly words: string;
}

let written: Shown[] = [];

export function show(place: Place, words: unknown): void {
  if (typeof words === 'string') {
    written.push({ place, words });
  }
}

/** All that was shown since it was last asked. */
export function takeShown(): readonly Shown[] {
  const taken = written;
  written = [];
  return taken;
}
