/** Looks for many secrets at once, as VS Code and Chromium write words: a byte or two for each letter. */
export class SecretSearch {
  readonly #byBeginning = new Map<number, { readonly secret: string; readonly bytes: Buffer }[]>();
  /** By the first two bytes, whether there is anything to look up. */
  readonly #isBeginning = new Uint8Array(0x10000);

  constructor(secrets: Iterable<string>) {
    for (const secret of secrets) {
      for (const bytes of [Buffer.from(secret, 'latin1'), Buffer.from(secret, 'utf16le')]) {
        const beginning = bytes.readUInt32LE(0);
        this.#isBeginning[bytes.readUInt16LE(0)] = 1;
        this.#byBeginning.set(beginning, [...(this.#byBeginning.get(beginning) ?? []), { secret, bytes }]);
      }
    }
  }

  /** The secrets that stand there, each once. */
  in(where: Buffer | string): readonly string[] {
    const bytes = typeof where === 'string' ? Buffer.from(where) : where;
    const found = new Set<string>();
    for (let at = 0; at + 4 <= bytes.length; at++) {
      if (this.#isBeginning[(bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8)] === 0) continue;
      for (const one of this.#byBeginning.get(bytes.readUInt32LE(at)) ?? []) {
        if (bytes.subarray(at, at + one.bytes.length).equals(one.bytes)) found.add(one.secret);
      }
    }
    return [...found];
  }
}
