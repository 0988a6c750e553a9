import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { trackedFiles } from './tracked-files.ts';

/** A layer: its files, the folders of the project and the packages that they may import besides Node's. */
interface Layer {
  readonly files: RegExp;
  readonly folders: readonly string[];
  readonly packages: RegExp;
}

const NO_PACKAGE = /^$/;
const SDK = /^@aws-(?:sdk|lambda-powertools)\/|^(?:aws-lambda|zod)$/;
const BELOW_EXAMINATION = ['shared/domain/', 'shared/pdf/', 'shared/report/', 'shared/examination/'];
const PRODUCT = ['shared/', 'functions/', 'site/', 'infra/'];

/** From the lowest up; the first layer that matches a file is its own. */
const LAYERS: readonly Layer[] = [
  { files: /^shared\/domain\//, folders: ['shared/domain/'], packages: /^(?:zod|stemmer)$/ },
  {
    files: /^shared\/pdf\//,
    folders: ['shared/domain/', 'shared/pdf/', 'shared/ports.ts'],
    packages: /^(?:@cantoo\/pdf-lib|@embedpdf\/pdfium|pdf-parse|pdfjs-dist|tesseract\.js-core)$/,
  },
  {
    files: /^shared\/report\//,
    folders: ['shared/domain/', 'shared/pdf/', 'shared/report/'],
    packages: /^franc-min$/,
  },
  {
    files: /^shared\/examination\//,
    folders: [...BELOW_EXAMINATION, 'shared/ports.ts'],
    packages: NO_PACKAGE,
  },
  {
    files: /^shared\/(?:adapters|runtime)\//,
    folders: ['shared/domain/', 'shared/adapters/', 'shared/runtime/', 'shared/ports.ts'],
    packages: SDK,
  },
  {
    files: /^shared\//,
    folders: ['shared/domain/', 'shared/ports.ts', 'shared/update-review.ts'],
    packages: NO_PACKAGE,
  },
  {
    files: /^functions\/[^/]+\/handler\.ts$/,
    folders: ['shared/', 'functions/', 'site/'],
    packages: SDK,
  },
  {
    files: /^functions\//,
    folders: [
      'shared/domain/',
      'shared/ports.ts',
      'shared/update-review.ts',
      'shared/mark-alert-sent.ts',
    ].concat('functions/', 'site/'),
    packages: /^zod$/,
  },
  {
    files: /^site\//,
    folders: ['shared/domain/', 'shared/report/', 'shared/ports.ts', 'site/'],
    packages: /^esbuild$/,
  },
  { files: /^local\/aws\//, folders: ['local/aws/'], packages: /./ },
  { files: /^infra\//, folders: PRODUCT, packages: /./ },
  { files: /^local\//, folders: [...PRODUCT, 'local/'], packages: /./ },
];

const IMPORT = /\b(?:from|import\()\s*'([^'\n]+)'/g;

/** What a file of the product imports against its layer. */
function wrongImports(file: string, code: string): string[] {
  const layer = LAYERS.find(({ files }) => files.test(file));
  if (layer === undefined) return [`${file} belongs to no layer`];
  return [...code.matchAll(IMPORT)].flatMap(([, name = '']) => {
    if (name.startsWith('node:')) return [];
    const isPackage = !/^[.#]/.test(name);
    const target = name.startsWith('.')
      ? path.posix.join(path.posix.dirname(file), name)
      : name.replace('#', '');
    const isAllowed = isPackage
      ? layer.packages.test(/^(?:@[^/]+\/)?[^/]+/.exec(name)?.[0] ?? name)
      : layer.folders.some((folder) => target.startsWith(folder)) && !target.endsWith('/handler.ts');
    return isAllowed ? [] : [`${file} imports ${target}`];
  });
}

test('layers point down: no file imports what its layer may not know', () => {
  const product = trackedFiles(/^(?:shared|functions|site|infra|local)\/.*\.ts$/);
  expect(product.flatMap((file) => wrongImports(file, readFileSync(file, 'utf8')))).toEqual([]);
});

test.each([
  ['shared/domain/a.ts', `import { S3Client } from '@aws-sdk/client-s3';`],
  ['shared/domain/a.ts', `import { read } from '#shared/report/b.ts';`],
  ['shared/report/a.ts', `import { PDFParse } from 'pdf-parse';`],
  ['shared/pdf/a.ts', `import { check } from '../report/checks/check.ts';`],
  ['shared/adapters/a.ts', `import { read } from '#shared/pdf/b.ts';`],
  ['functions/publish-review/a.ts', `import { S3Store } from '#shared/adapters/b.ts';`],
  ['functions/publish-review/a.ts', `import { handler } from './handler.ts';`],
  ['local/aws/a.ts', `import { slug } from '#shared/domain/listing/slug.ts';`],
  ['site/a.ts', `const infra = await import('../infra/b.ts');`],
])('%s may not say: %s', (file, code) => {
  expect(wrongImports(file, code)).toHaveLength(1);
});
