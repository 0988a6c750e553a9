import { readFile } from 'node:fs/promises';
import type { Plugin } from 'esbuild';

/** The two places where pdf.js 5.4.296 asks for its native canvas (31 MB, and none for Lambda's arm64). */
const REQUIRE = 'require("@napi-rs/canvas")';
const PLACES = 2;

/**
 * esbuild plugin that bundles pdf.js without its canvas, which only rendering needs. `dom-polyfill.ts`
 * provides the classes that it looks for on import. The build fails if pdf.js has changed, instead of a
 * function at run time.
 */
export const withoutCanvas: Plugin = {
  name: 'without-canvas',
  setup(build) {
    build.onLoad({ filter: /pdfjs-dist[\\/]legacy[\\/]build[\\/]pdf\.mjs$/ }, async ({ path }) => {
      const parts = (await readFile(path, 'utf8')).split(REQUIRE);
      if (parts.length !== PLACES + 1) {
        const found = parts.length - 1;
        return {
          errors: [
            {
              text: `pdf.js asks for its canvas in ${found} places, not ${PLACES}: look at it again (${path})`,
            },
          ],
        };
      }
      return { contents: parts.join('undefined'), loader: 'js' };
    });
  },
};
