import { hash } from 'node:crypto';
import { expect, test } from 'vitest';
import type { Edition } from '#shared/domain/listing/edition.ts';
import type { PublicFile, PublicFiles } from '#shared/ports.ts';
import { onEveryS3 } from './backends.ts';
import { race, untilWritten } from './races.ts';

const aFile = (changes: Partial<PublicFile> = {}): PublicFile => ({
  path: '/reviews.json',
  body: '{}',
  contentType: 'application/feed+json; charset=utf-8',
  cacheControl: 'public, max-age=60',
  ...changes,
});
const PDF = new TextEncoder().encode('%PDF-1.7 clean');
const SHA256 = hash('sha256', PDF);

onEveryS3('public files', (backend) => {
  test('a file that was never written is undefined', async () => {
    const { port } = await backend().publicFiles();
    expect(await port.read('/reviews.json')).toBeUndefined();
    expect(await port.etag('/reviews.json')).toBeUndefined();
    expect(await port.list('/')).toEqual([]);
  });

  test('text of any language comes back as it was written, with the MD5 of its bytes', async () => {
    const { port } = await backend().publicFiles();
    const body = 'Adolygiad – ŵ, “quoted”, 👶🏽\r\n';
    expect(await port.write(aFile({ body }), 'absent')).toBe('written');
    expect(await port.read('/reviews.json')).toEqual({ body, etag: hash('md5', body) });
    expect(await port.etag('/reviews.json')).toBe(hash('md5', body));
  });

  test('a file is replaced by a writer that knows its ETag', async () => {
    const { port } = await backend().publicFiles();
    await port.write(aFile({ body: 'one' }), 'absent');
    expect(await port.write(aFile({ body: 'two' }), 'absent')).toBe('stale');
    expect(await port.write(aFile({ body: 'two' }), hash('md5', 'other'))).toBe('stale');
    expect(await port.write(aFile({ body: 'two' }), hash('md5', 'one'))).toBe('written');
    expect((await port.read('/reviews.json'))?.body).toBe('two');
  });

  test('the ETags of all files below a prefix are listed at once', async () => {
    const { port } = await backend().publicFiles();
    for (const [path, body] of [
      ['/reviews/types/lcspr.json', 'one'],
      ['/reviews/types/scr.atom', 'two'],
      ['/reviews/2024/', 'three'],
    ] as const)
      await port.write(aFile({ path, body }), 'absent');
    expect([...(await port.etags('/reviews/types/'))].sort()).toEqual([
      ['/reviews/types/lcspr.json', hash('md5', 'one')],
      ['/reviews/types/scr.atom', hash('md5', 'two')],
    ]);
    expect(await port.etags('/reviews/themes/')).toEqual(new Map());
  });

  test('a file that was removed is not replaced', async () => {
    const { port } = await backend().publicFiles();
    await port.write(aFile({ body: 'one' }), 'absent');
    await port.remove('/reviews.json');
    expect(await port.write(aFile({ body: 'two' }), hash('md5', 'one'))).toBe('stale');
    expect(await port.write(aFile({ body: 'two' }), 'absent')).toBe('written');
  });

  test('of twenty racing writers one wins, whether there was a file or not', async () => {
    const { port } = await backend().publicFiles();
    const created = await race(20, (writer) => port.write(aFile({ body: `first ${writer}` }), 'absent'));
    expect(created).toEqual({ written: 1, stale: 19 });
    const etag = (await port.read('/reviews.json'))?.etag ?? '';
    const replaced = await race(20, (writer) => port.write(aFile({ body: `then ${writer}` }), etag));
    expect(replaced).toEqual({ written: 1, stale: 19 });
  });

  test('twenty writers that retry lose no write', async () => {
    const { port } = await backend().publicFiles();
    await race(20, async (writer) => {
      await untilWritten(async () => {
        const file = await port.read('/reviews.json');
        return port.write(aFile({ body: `${file?.body ?? ''}${writer},` }), file?.etag ?? 'absent');
      });
      return 'written';
    });
    const written = (await port.read('/reviews.json'))?.body.split(',').filter(Boolean).map(Number);
    expect(written?.sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, n) => n));
  });

  test('a page is read, listed and removed under its path', async () => {
    const { port } = await backend().publicFiles();
    const paths = [
      '/',
      '/reviews/2024/',
      '/reviews/2024/baby-eva/',
      '/reviews/2024.json',
      '/reviews/2024/baby-eva-2/',
    ];
    for (const path of paths) await port.write(aFile({ path, body: path }), 'absent');
    expect((await port.list('/')).sort()).toEqual([...paths].sort());
    expect(await port.list('/reviews/2024/baby-eva/')).toEqual(['/reviews/2024/baby-eva/']);
    await port.remove('/reviews/2024/');
    expect(await port.read('/reviews/2024/')).toBeUndefined();
    expect((await port.read('/reviews/2024/baby-eva/'))?.body).toBe('/reviews/2024/baby-eva/');
  });

  test('a removal can be repeated', async () => {
    const { port } = await backend().publicFiles();
    await port.write(aFile(), 'absent');
    await port.remove('/reviews.json');
    await port.remove('/reviews.json');
    expect(await port.list('/')).toEqual([]);
  });

  test('a clean copy is copied to its path, as often as one likes', async () => {
    const { port, cleanCopies } = await backend().publicFiles();
    await cleanCopies.put(SHA256, PDF);
    await cleanCopies.put(SHA256, PDF);
    await port.addDocument('/reviews/2024/baby-eva/report.pdf', SHA256, false);
    await port.addDocument('/reviews/2024/baby-eva/report.pdf', SHA256, true);
    expect(await port.list('/reviews/2024/baby-eva/')).toEqual(['/reviews/2024/baby-eva/report.pdf']);
  });

  test('a document that has no clean copy is not copied', async () => {
    const { port } = await backend().publicFiles();
    await expect(port.addDocument('/reviews/2024/baby-eva/report.pdf', SHA256, false)).rejects.toThrow();
    expect(await port.list('/')).toEqual([]);
  });

  test('bytes are not kept under another SHA-256 than their own', async () => {
    const { port, cleanCopies } = await backend().publicFiles();
    await expect(cleanCopies.put(hash('sha256', 'other'), PDF)).rejects.toThrow();
    await expect(port.addDocument('/a.pdf', hash('sha256', 'other'), false)).rejects.toThrow();
  });

  test('an edition is kept as it is, under one name however often, and a strange name has none', async () => {
    const { cleanCopies } = await backend().publicFiles();
    const words = [{ text: 'Geiriau “a” <b>', page: 1, language: 'cy' }];
    const edition: Edition = { language: 'en-GB', pages: 1, blocks: [{ kind: 'paragraph', words }] };
    const sha256 = await cleanCopies.putEdition(edition);
    expect(await cleanCopies.putEdition(edition)).toBe(sha256);
    expect(await cleanCopies.edition(sha256)).toEqual(edition);
    await expect(cleanCopies.edition(hash('sha256', 'another'))).rejects.toThrow();
  });

  test('more files than a page holds are all listed', async (context) => {
    if (!backend().local) context.skip('1,100 files are not asked of a distant endpoint');
    const { port } = await backend().publicFiles();
    await writeMany(port, 1_100);
    expect(await port.list('/reviews/')).toHaveLength(1_100);
  });
});

async function writeMany(port: PublicFiles, count: number): Promise<void> {
  const paths = Array.from({ length: count }, (_, n) => `/reviews/2024/review-${n}/`);
  for (let start = 0; start < count; start += 20) {
    await Promise.all(paths.slice(start, start + 20).map((path) => port.write(aFile({ path }), 'absent')));
  }
}
