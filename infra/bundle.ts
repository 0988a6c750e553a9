import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { build, type Metafile } from 'esbuild';
import { TESSERACT_FILES } from '#shared/pdf/ocr/tesseract-files.ts';
import { PDFIUM_WASM, PDFIUM_WASM_IN_BUNDLE } from '#shared/pdf/pdfium/pdfium-wasm.ts';
import { textFiles } from '#shared/report/words/read-lines.ts';
import { withoutCanvas } from './pdfjs-without-canvas.ts';

const ROOT = path.resolve(import.meta.dirname, '..');
export const DIST = path.join(ROOT, 'dist');
const MEGABYTE = 1_000_000;

/** Maximum size of a function in bytes: Lambda unpacks it at every cold start. */
const limitOf = (name: string): number => LARGE[name] ?? 1.5 * MEGABYTE;

/** Functions that open PDFs; `read-scan` has a text recognition and its two languages too. */
const LARGE: Readonly<Record<string, number>> = {
  'examine-upload': 6 * MEGABYTE,
  'read-scan': 12 * MEGABYTE,
};

/** CommonJS packages inside an ES module load Node's modules through `require`, and ask for their folder. */
const BANNER =
  'const require=process.getBuiltinModule("node:module").createRequire(import.meta.url),__dirname=import.meta.dirname;';

export interface BundleSummary {
  readonly name: string;
  readonly bytes: number;
  readonly limit: number;
  /** Bytes of each output file. */
  readonly files: Readonly<Record<string, number>>;
  /** Bytes by package or top-level folder, largest first. */
  readonly contents: Readonly<Record<string, number>>;
}

/**
 * Bundles every function into `dist/<name>/`, ready to be zipped for Lambda. Deterministic. Source maps go to
 * `dist/source-maps/`, a summary to `dist/bundles.json`. Throws if a bundle exceeds its limit.
 */
export async function bundle(dist: string): Promise<readonly BundleSummary[]> {
  const names = await functionNames();
  const summaries = await Promise.all(names.map((name) => bundleFunction(name, dist)));
  await writeFile(path.join(dist, 'bundles.json'), `${JSON.stringify(summaries, null, 2)}\n`);
  const tooLarge = summaries.filter(({ bytes, limit }) => bytes > limit);
  if (tooLarge.length > 0) {
    const sizes = tooLarge.map(
      ({ name, bytes, limit }) => `${name} has ${bytes} bytes, ${limit} are allowed`,
    );
    throw new Error(`A bundle is over its limit: ${sizes.join('; ')}. dist/bundles.json says what fills it.`);
  }
  return summaries;
}

/** Names of the steps: the folders of `functions/`. */
async function functionNames(): Promise<readonly string[]> {
  const entries = await readdir(path.join(ROOT, 'functions'), { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

async function bundleFunction(name: string, dist: string): Promise<BundleSummary> {
  const handler = `functions/${name}/handler.ts`;
  const entries: Record<string, string> = { index: handler };
  const files = new Map<string, Uint8Array>();
  if (name in LARGE) {
    // The process that opens PDFs, and the thread in it, are started from files of their own.
    entries['examiner-worker'] = 'shared/examination/examiner-worker.ts';
    entries['pdf-process'] = 'shared/pdf/pdf-process.ts';
    files.set(PDFIUM_WASM_IN_BUNDLE, await gzippedPackageFile(PDFIUM_WASM));
    for (const file of textFiles())
      files.set(`${file}.gz`, await gzippedFile(path.join(ROOT, 'shared/report/words', file)));
  }
  if (name === 'read-scan')
    for (const [file, specifier] of Object.entries(TESSERACT_FILES))
      files.set(file, await gzippedPackageFile(specifier));
  // Others never recognize, so they go without the code for it.
  const modules = await bundleModules(entries, name === 'read-scan' ? [] : ['tesseract.js-core/*']);
  for (const [file, contents] of modules.files) files.set(file, contents);
  await writeFolder(path.join(dist, name), files);
  await writeFolder(path.join(dist, 'source-maps', name), modules.sourceMaps);
  const sizes = Object.fromEntries([...files].map(([file, contents]) => [file, contents.byteLength]));
  const bytes = Object.values(sizes).reduce((sum, size) => sum + size, 0);
  return { name, bytes, limit: limitOf(name), files: sizes, contents: contentsOf(modules.metafile) };
}

interface Modules {
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly sourceMaps: ReadonlyMap<string, Uint8Array>;
  readonly metafile: Metafile;
}

async function bundleModules(
  entries: Readonly<Record<string, string>>,
  unused: readonly string[],
): Promise<Modules> {
  const { outputFiles, metafile } = await build({
    absWorkingDir: ROOT,
    entryPoints: { ...entries },
    outdir: 'out',
    outExtension: { '.js': '.mjs' },
    write: false,
    bundle: true,
    minify: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    mainFields: ['module', 'main'],
    banner: { js: BANNER },
    sourcemap: 'external',
    sourcesContent: false,
    metafile: true,
    legalComments: 'none',
    logLevel: 'warning',
    // Names browsers for the AWS SDK, which asks it only in one.
    external: ['bowser', ...unused],
    // A function with one entry point stays one file.
    splitting: Object.keys(entries).length > 1,
    plugins: [withoutCanvas],
  });
  const built = outputFiles.map((file) => [path.basename(file.path), file.contents] as const);
  return {
    files: new Map(built.filter(([file]) => !file.endsWith('.map'))),
    sourceMaps: new Map(built.filter(([file]) => file.endsWith('.map'))),
    metafile,
  };
}

async function gzippedPackageFile(specifier: string): Promise<Uint8Array> {
  return await gzippedFile(createRequire(import.meta.url).resolve(specifier));
}

async function gzippedFile(file: string): Promise<Uint8Array> {
  const bytes = await readFile(file);
  return file.endsWith('.gz') ? bytes : gzipSync(bytes, { level: 9 });
}

/**
 * Writes these files and deletes others. Leaves unchanged files untouched: a running stack may be reading
 * them.
 */
async function writeFolder(folder: string, files: ReadonlyMap<string, Uint8Array>): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const stale of await readdir(folder)) {
    if (!files.has(stale)) await rm(path.join(folder, stale), { recursive: true });
  }
  for (const [name, contents] of files) {
    const file = path.join(folder, name);
    const same = existsSync(file) && Buffer.compare(await readFile(file), contents) === 0;
    if (!same) await writeFile(file, contents);
  }
}

function contentsOf(metafile: Metafile): Record<string, number> {
  const bytes = new Map<string, number>();
  for (const output of Object.values(metafile.outputs)) {
    for (const [input, { bytesInOutput }] of Object.entries(output.inputs)) {
      const part = partOf(input);
      bytes.set(part, (bytes.get(part) ?? 0) + bytesInOutput);
    }
  }
  return Object.fromEntries([...bytes].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)));
}

/** The npm package of a source file, or the project's top-level folder. */
function partOf(input: string): string {
  const [, inPackage] = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(input) ?? [];
  return inPackage ?? input.split('/').slice(0, 2).join('/');
}

if (import.meta.main) {
  for (const { name, bytes, limit } of await bundle(process.argv[2] ?? DIST)) {
    console.log(`${name.padEnd(18)} ${String(bytes).padStart(8)} of ${limit} bytes`);
  }
}
