import { parseArgs } from 'node:util';

export interface StartOptions {
  readonly samples: boolean;
  readonly exit: boolean;
  readonly out: string | undefined;
  /** Port of the site; the inbox has the next one, S3 the one after. 0: any free ports. */
  readonly port: number;
  readonly fresh: boolean;
  readonly uploads: string;
  readonly state: string;
}

export const USAGE = `npm start -- [options]

  --samples       publish the sample reviews (copies them into the uploads folder)
  --exit          end when everything is quiet, with a summary; status 0 only if every upload ended
  --out FOLDER    write the public files to this folder at the end
  --port N        port of the site (8080); the inbox has the next one, S3 the one after
  --fresh         forget everything of earlier starts first (the uploads folder stays)
  --uploads DIR   the folder that is watched (uploads)
  --state DIR     where everything is kept between starts (.local)
  --help          this text`;

/** Parses the command line. Throws a sentence for invalid options; returns `help` for `--help`. */
export function readStartOptions(argv: readonly string[]): StartOptions | 'help' {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      samples: { type: 'boolean', default: false },
      exit: { type: 'boolean', default: false },
      out: { type: 'string' },
      port: { type: 'string', default: '8080' },
      fresh: { type: 'boolean', default: false },
      uploads: { type: 'string', default: 'uploads' },
      state: { type: 'string', default: '.local' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return 'help';
  const port = Number(values.port);
  if (!/^\d+$/.test(values.port) || port > 65_533)
    throw new Error(`--port wants a number from 0 to 65533, not ${values.port}.`);
  const { samples, exit, out, fresh, uploads, state } = values;
  return { samples, exit, out, port, fresh, uploads, state };
}
