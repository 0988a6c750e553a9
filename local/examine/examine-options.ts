import { parseArgs } from 'node:util';

export interface ExamineOptions {
  readonly json: boolean;
  readonly picture: boolean;
  /** With `json`: whether the report would be shown as a page. */
  readonly edition: boolean;
  /** Folder for the clean copies. */
  readonly clean: string | undefined;
  readonly types: string | undefined;
  readonly files: readonly string[];
}

export const EXAMINE_USAGE = `npm run examine -- [options] FILE...

Says what would happen to these PDFs if they were dropped: the facts that were read and where they
were found, what the safety checks found and how to fix it, whether the review would be published,
held or rejected, and whether its report would be shown as a page too. Nothing is published or
changed. A review note beside a PDF (x.yaml for x.pdf, review.yaml for report.pdf) is followed,
and said to be.

  --json         one JSON object a line, in the order given
  --edition      with --json: also whether the report would be shown as a page, and if not, why
  --picture      also writes pictures of the pages with facts and findings outlined, beside
                 where you are: NAME-page-1.png, ...
  --clean FOLDER also writes there the clean copies of those that would be published
  --types FILE   more review types, as in the settings (YAML)
  --help         this text

Ends with status 0 if every file was examined, whatever was decided.`;

/** Parses the command line. Throws a sentence for an unknown option. */
export function readExamineOptions(words: readonly string[]): ExamineOptions | 'help' {
  const { values, positionals } = parseArgs({
    args: [...words],
    allowPositionals: true,
    options: {
      json: { type: 'boolean', default: false },
      picture: { type: 'boolean', default: false },
      edition: { type: 'boolean', default: false },
      clean: { type: 'string' },
      types: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return 'help';
  if (positionals.length === 0) throw new Error(`Which files? ${EXAMINE_USAGE}`);
  return {
    json: values.json,
    picture: values.picture,
    edition: values.edition,
    clean: values.clean,
    types: values.types,
    files: positionals,
  };
}
