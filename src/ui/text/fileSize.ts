const STEP = 1024;
const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

/** A file's size in words: `512 bytes`, `20 kB`, `1.5 MB`. */
export function fileSize(bytes: number, language: string): string {
  let size = bytes;
  let power = 0;
  while (size >= STEP && power < UNITS.length - 1) {
    size /= STEP;
    power++;
  }
  const format = new Intl.NumberFormat(language, {
    style: 'unit',
    unit: UNITS[power],
    unitDisplay: power === 0 ? 'long' : 'short',
    maximumFractionDigits: 1,
  });
  return format.format(size);
}
