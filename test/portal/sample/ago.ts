/** Minutes in a number of hours. */
export const hours = (count: number): number => count * 60;

/** Minutes in a number of days. */
export const days = (count: number): number => count * 24 * 60;
