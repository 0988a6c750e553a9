declare module 'dynalite' {
  import type { Server } from 'node:http';

  /** The used subset of https://github.com/architect/dynalite */
  // biome-ignore lint/style/noDefaultExport: The package is this function.
  export default function dynalite(options: {
    readonly path?: string;
    readonly createTableMs?: number;
    readonly deleteTableMs?: number;
    readonly updateTableMs?: number;
  }): Server;
}
