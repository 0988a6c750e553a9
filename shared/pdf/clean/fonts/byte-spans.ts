/** Of a program's bytes those that its format gives a meaning. Nobody reads the others. */
export class ByteSpans {
  readonly #spans: [number, number][] = [];

  keep(from: number, to: number): void {
    if (to > from) this.#spans.push([from, to]);
  }

  /** The bytes up to the last one with a meaning, with noughts for those without. */
  kept(bytes: Uint8Array): Buffer {
    const end = Math.min(bytes.length, Math.max(0, ...this.#spans.map(([, to]) => to)));
    const clean = Buffer.alloc(end);
    for (const [from, to] of this.#spans) clean.set(bytes.subarray(from, Math.min(to, end)), from);
    return clean;
  }
}
