import { REVIEW_TYPES } from '#shared/domain/review/review-types.ts';
import { isolatedExaminer } from '#shared/examination/isolated-examiner.ts';
import { examineFile, MissingFile } from './examine/examine-file.ts';
import { EXAMINE_USAGE, readExamineOptions } from './examine/examine-options.ts';
import { asJson, asText } from './examine/format-result.ts';
import { readTypes } from './examine/read-types.ts';
import { tryEdition } from './examine/try-edition.ts';
import { writeCleanCopy } from './examine/write-clean-copy.ts';
import { writePictures } from './examine/write-pictures.ts';
import { plainSentence } from './start/error-message.ts';

/** `npm run examine`: shows the decision on files without publishing anything. See `--help`. */
async function main(): Promise<number> {
  const options = readExamineOptions(process.argv.slice(2));
  if (options === 'help') {
    console.log(EXAMINE_USAGE);
    return 0;
  }
  const types = options.types === undefined ? [] : await readTypes(options.types);
  const examiner = isolatedExaminer({ types, recognizes: true });
  let status = 0;
  for (const file of options.files) {
    try {
      const examined = await examineFile(examiner, file, types);
      const edition = options.json && !options.edition ? undefined : await tryEdition(examiner, examined);
      console.log(
        options.json ? asJson(examined, edition) : asText(examined, [...REVIEW_TYPES, ...types], edition),
      );
      if (options.picture)
        for (const written of await writePictures(examined)) console.error(`Picture: ${written}`);
      if (options.clean !== undefined) console.error(await writeCleanCopy(examiner, examined, options.clean));
    } catch (error) {
      if (!(error instanceof MissingFile)) throw error;
      console.error(error.message);
      status = 1;
    }
  }
  return status;
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(plainSentence(error) ?? (error instanceof Error ? error.message : String(error)));
  process.exitCode = 1;
}
