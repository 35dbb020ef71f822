/** Numbers from 0 to below the one that is asked for, the same ones each time. */
export type Numbers = (below: number) => number;

export function numbers(seed: number): Numbers {
  let state = seed;
  return below => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}
