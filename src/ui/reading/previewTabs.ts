import * as vscode from 'vscode';

/** A tab with a Markdown preview, as far as VS Code tells of it: its document's address is not among it. */
export interface PreviewTab {
  readonly label: string;
  readonly isActive: boolean;
}

/** Returns the label of the Markdown preview that is the active tab, `undefined` if another tab is. */
export function activePreviewLabel(): string | undefined {
  const { activeTab } = vscode.window.tabGroups.activeTabGroup;
  return activeTab !== undefined && isPreview(activeTab) ? activeTab.label : undefined;
}

/** Returns the labels of the previews that stay open if another document is shown in a preview. */
export function keptPreviewLabels(): readonly string[] {
  const { all } = vscode.window.tabGroups;
  const previews = all.flatMap(({ tabs }) => tabs.filter(isPreview));
  return keptLabels(previews, all.length);
}

/** A preview that is not locked shows the next document instead. With several groups, nobody says in which. */
export function keptLabels(previews: readonly PreviewTab[], groupCount: number): readonly string[] {
  const isReplaced = ({ isActive, label }: PreviewTab): boolean =>
    groupCount === 1 && isActive && !label.startsWith('[');
  return previews.filter(tab => !isReplaced(tab)).map(({ label }) => label);
}

/** Returns whether a preview's tab is that of the document with this title: `Preview Anna Orlova`. */
export function isLabelOf(title: string, label: string): boolean {
  return label === title || label.endsWith(` ${title}`);
}

/** Returns the document whose preview has this label: of `Anna` and `Tom and Anna`, the longer title. */
export function documentWithLabel<T>(label: string, byTitle: ReadonlyMap<string, T>): T | undefined {
  const [longest] = [...byTitle].filter(([title]) => isLabelOf(title, label)).sort(([a], [b]) => b.length - a.length);
  return longest?.[1];
}

/** Returns the title, with a number if an open preview of another document has it. */
export function freeTitle(title: string, labels: readonly string[], isOwn: (title: string) => boolean): string {
  for (let count = 1; ; count++) {
    const numbered = count === 1 ? title : `${title} ${count}`;
    if (isOwn(numbered) || !labels.some(label => isLabelOf(numbered, label))) return numbered;
  }
}

/**
 * Returns what came after (`step` 1) or before (-1) the current one in the order in which it was first shown, and is
 * still there: it may have moved or gone since.
 */
export function neighbor(
  order: readonly string[],
  current: string,
  present: ReadonlySet<string>,
  step: 1 | -1,
): string | undefined {
  const index = order.indexOf(current);
  if (index < 0) return step === 1 ? order.find(each => present.has(each)) : undefined;
  const others = step === 1 ? order.slice(index + 1) : order.slice(0, index).reverse();
  return others.find(each => present.has(each));
}

function isPreview({ input }: vscode.Tab): boolean {
  return input instanceof vscode.TabInputWebview && input.viewType.endsWith('markdown.preview');
}
