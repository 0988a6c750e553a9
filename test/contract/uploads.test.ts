import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { UploadObject, Uploads } from '#shared/ports.ts';
import { awkwardName } from './awkward-names.ts';
import { onEveryS3 } from './backends.ts';

onEveryS3('uploads', (backend) => {
  test('the files of one review are listed, and of no other', async () => {
    const { port, put } = await backend().uploads();
    const own = [
      'baby-eva',
      'baby-eva.approved',
      'baby-eva.pdf',
      'baby-eva/briefing.pdf',
      'baby-eva/old/x.pdf',
    ];
    const others = [
      'baby-eva-2.pdf',
      'baby-eva.v2.pdf',
      'baby-ev.pdf',
      'Baby-eva.pdf',
      'baby-eva 2/report.pdf',
      'x/baby-eva.pdf',
      '/baby-eva.pdf',
    ];
    for (const key of [...others, ...own, 'baby-eva/.DS_Store', 'baby-eva/']) await put(key, key);
    expect((await port.list('baby-eva')).map(({ key }) => key)).toEqual(own);
    expect((await port.list('baby-eva.v2')).map(({ key }) => key)).toEqual(['baby-eva.v2.pdf']);
    expect((await port.list('/baby-eva')).map(({ key }) => key)).toEqual(['/baby-eva.pdf']);
    expect(await port.list('nobody')).toEqual([]);
  });

  test('an object has its size, its time in whole seconds, and an ETag without quotation marks', async () => {
    const { port, put } = await backend().uploads();
    await put('baby-eva.pdf', 'hello');
    expect(await port.list('baby-eva')).toEqual([
      {
        key: 'baby-eva.pdf',
        bytes: 5,
        etag: '5d41402abc4b2a76b9719d911017c592',
        modifiedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.000Z$/),
      },
    ]);
  });

  test('bytes are read as they were put, also none', async () => {
    const { port, put } = await backend().uploads();
    const bytes = Uint8Array.from({ length: 70_000 }, (_, n) => (n * 31) % 256);
    await put('a.pdf', bytes);
    await put('b.pdf', new Uint8Array());
    expect(Buffer.from(await port.read(await only(port, 'a'))).equals(bytes)).toBe(true);
    expect(await port.read(await only(port, 'b'))).toHaveLength(0);
  });

  test('an object replaced or deleted since it was listed is not read', async () => {
    const { port, put, remove } = await backend().uploads();
    await put('a.pdf', 'one');
    const listed = await only(port, 'a');
    await put('a.pdf', 'two');
    await expect(port.read(listed)).rejects.toThrow(/replaced or removed/);
    await remove('a.pdf');
    await expect(port.read(listed)).rejects.toThrow(/replaced or removed/);
    expect(await port.list('a')).toEqual([]);
  });

  test('each put has its own version, even for the same bytes', async () => {
    const { port, put, remove } = await backend().uploads();
    await put('baby-eva.approved', new Uint8Array());
    const listed = await only(port, 'baby-eva');
    const first = await port.version(listed);
    expect(first).toEqual(expect.any(String));
    expect(await port.version(listed)).toBe(first);
    await put('baby-eva.approved', new Uint8Array());
    const second = await port.version(await only(port, 'baby-eva'));
    expect(second).not.toBe(first);
    await remove('baby-eva.approved');
    await expect(port.version(listed)).rejects.toThrow(/replaced or removed/);
  });

  test('an error says nothing of a file name', async () => {
    const { port, put, remove } = await backend().uploads();
    await put('child-t-real-name.pdf', 'one');
    const listed = await only(port, 'child-t-real-name');
    await remove('child-t-real-name.pdf');
    const error: unknown = await port.read(listed).catch((reason: unknown) => reason);
    expect(String(error)).not.toContain('real-name');
  });

  test('the malware scan is known of exactly the bytes it looked at', async () => {
    const { port, put, scanned } = await backend().uploads();
    await put('a.pdf', 'one');
    const listed = await only(port, 'a');
    expect(await port.scan(listed)).toBe('none');
    for (const result of ['clean', 'threat', 'not-scanned'] as const) {
      await scanned('a.pdf', result);
      expect(await port.scan(listed)).toBe(result);
    }
    await put('a.pdf', 'two');
    await expect(port.scan(listed)).rejects.toThrow(/replaced/);
    expect(await port.scan(await only(port, 'a'))).toBe('none');
  });

  test('names of any characters are listed and read', async () => {
    const { port, put } = await backend().uploads();
    let runs = 0;
    await fc.assert(
      fc.asyncProperty(awkwardName, fc.constantFrom('NFC', 'NFD'), async (awkward, form) => {
        runs += 1;
        // The number keeps apart two runs that happen upon the same name.
        const name = `${runs}-${awkward}`.normalize(form);
        const keys = [`${name}.pdf`, `${name}/${name} FINAL (1).pdf`].sort();
        for (const key of keys) await put(key, key);
        // Names of reviews are composed (NFC); their keys are found composed and decomposed, not half and
        // half.
        const listed = await port.list(name.normalize('NFC'));
        expect(listed.map(({ key }) => key)).toEqual(keys);
        for (const object of listed) {
          expect(new TextDecoder().decode(await port.read(object))).toBe(object.key);
        }
      }),
      { numRuns: 25 },
    );
  });

  test('more objects than a page holds are all listed', async (context) => {
    if (!backend().local) context.skip('1,100 uploads are not asked of a distant endpoint');
    const { port, put } = await backend().uploads();
    const keys = Array.from({ length: 1_100 }, (_, n) => `bulk/${String(n).padStart(4, '0')}.pdf`);
    for (let start = 0; start < keys.length; start += 20) {
      await Promise.all(keys.slice(start, start + 20).map((key) => put(key, 'x')));
    }
    await put('other.pdf', 'x');
    expect((await port.list('bulk')).map(({ key }) => key)).toEqual(keys);
    expect((await Array.fromAsync(port.all())).map(({ key }) => key)).toEqual([...keys, 'other.pdf']);
  });
});

async function only(port: Uploads, name: string): Promise<UploadObject> {
  const [object, ...others] = await port.list(name);
  if (!object || others.length > 0) throw new Error('There is not exactly one object.');
  return object;
}
