declare module 'dynalite' {
  import type { Server } from 'node:http';

  /** Only what is used: https://github.com/architect/dynalite */
  // biome-ignore lint/style/noDefaultExport: The package is this function.
  export default function dynalite(options: {
    readonly path?: string;
    readonly createTableMs?: number;
    readonly deleteTableMs?: number;
    readonly updateTableMs?: number;
  }): Server;
}
