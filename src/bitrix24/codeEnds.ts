/** Where a piece of code ends: its closing tag is `from` here `to` there. */
export interface CodeEnd {
  readonly from: number;
  readonly to: number;
}

/** Finds the first `[/code]` at or after a position. Positions may only grow, so that the text is looked through once. */
export function codeEnds(text: string): (position: number) => CodeEnd | undefined {
  const ends = Array.from(text.matchAll(/\[\/code\]/gi), ({ 0: tag, index }) => ({
    from: index,
    to: index + tag.length,
  }));
  let next = 0;
  return position => {
    while ((ends[next]?.from ?? Infinity) < position) {
      next++;
    }
    return ends[next];
  };
}
