import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { cleanPdf } from '#shared/pdf/clean/clean-pdf.ts';
import { type OpenPdf, withPdfium } from '#shared/pdf/pdfium/open-document.ts';
import { everythingIn } from '../support/everything-in.ts';
import { line, onePage, type RawObject } from '../support/raw-pdf.ts';

const PROPERTIES = { title: 'A report', language: 'en-GB', publisher: 'Northshire Partnership' };

/** Side of the picture in pixels, and in points as drawn. */
const SIDE = 200;
/** Shades of the picture: its left half may be seen, its right half is the secret. */
const [OPEN, SECRET] = [200, 50];

const SAMPLES = Uint8Array.from({ length: SIDE * SIDE }, (_, at) => (at % SIDE < SIDE / 2 ? OPEN : SECRET));
const GREY = `/Type /XObject /Subtype /Image /Width ${SIDE} /Height ${SIDE} /ColorSpace /DeviceGray /BitsPerComponent 8`;
const DRAWN = 'q 200 0 0 200 100 300 cm /Im Do Q';

function withPicture(content: string, entries = '', objects: Readonly<Record<number, RawObject>> = {}) {
  return onePage({
    content: `${line('Visible words')} ${content}`,
    resources: '/XObject <</Im 20 0 R /Over 21 0 R /Fm 22 0 R>> /Pattern <</P 23 0 R>>',
    objects: { 20: { entries: `${GREY} ${entries}`, stream: SAMPLES, deflate: true }, ...objects },
  });
}

/** Shades of all pictures that a PDF's stream objects hold, decoded. */
async function shadesOf(pdf: Uint8Array): Promise<Set<number>> {
  const result = await cleanPdf(pdf, PROPERTIES);
  if ('refused' in result) throw new Error(result.refused);
  const shades = await withPdfium(result.pdf, (open) => {
    const page = open.pdfium.FPDF_LoadPage(open.handle, 0);
    return shadesIn(open, objectsOf(open, page));
  });
  return shades ?? new Set();
}

function objectsOf({ pdfium }: OpenPdf, page: number): number[] {
  const objects = Array.from({ length: pdfium.FPDFPage_CountObjects(page) }, (_, index) =>
    pdfium.FPDFPage_GetObject(page, index),
  );
  return objects.flatMap((object) => {
    const inner = Math.max(0, pdfium.FPDFFormObj_CountObjects(object));
    return [
      object,
      ...Array.from({ length: inner }, (_, index) => pdfium.FPDFFormObj_GetObject(object, index)),
    ];
  });
}

const IMAGE = 3;

function shadesIn({ pdfium }: OpenPdf, objects: readonly number[]): Set<number> {
  const shades = new Set<number>();
  for (const object of objects.filter((one) => pdfium.FPDFPageObj_GetType(one) === IMAGE)) {
    const bitmap = pdfium.FPDFImageObj_GetBitmap(object);
    const [width, height] = [pdfium.FPDFBitmap_GetWidth(bitmap), pdfium.FPDFBitmap_GetHeight(bitmap)];
    const [stride, at] = [pdfium.FPDFBitmap_GetStride(bitmap), pdfium.FPDFBitmap_GetBuffer(bitmap)];
    for (let y = 0; y < height; y += 1)
      for (let x = 0; x < width; x += 1) shades.add(pdfium.pdfium.HEAPU8[at + y * stride + x] ?? 0);
  }
  return shades;
}

const OPAQUE: RawObject = {
  entries: '/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8',
  stream: Uint8Array.of(7),
};

describe('a picture of which the page shows a half', () => {
  it.each<[string, Uint8Array]>([
    ['a clip', withPicture(`q 100 300 94 200 re W n ${DRAWN} Q`)],
    ['a black box', withPicture(`${DRAWN} 0 g 194 290 110 220 re f`)],
    ['a coloured box', withPicture(`${DRAWN} 1 0.5 0 rg 194 290 110 220 re f`)],
    ['two boxes side by side', withPicture(`${DRAWN} 0 g 194 290 56 220 re f 249 290 60 220 re f`)],
    ['a polygon', withPicture(`${DRAWN} 0 g 194 290 m 320 290 l 340 400 l 320 510 l 194 510 l f`)],
    ['a thick line', withPicture(`${DRAWN} 112 w 250 290 m 250 510 l S`)],
    ['a box with a label', withPicture(`${DRAWN} 0 g 194 290 110 220 re f 1 g ${line('[REDACTED]', 400)}`)],
    ['another picture', withPicture(`${DRAWN} q 110 0 0 220 194 290 cm /Over Do Q`, '', { 21: OPAQUE })],
    [
      'the box of a form',
      withPicture('/Fm Do', '', {
        22: {
          entries: '/Type /XObject /Subtype /Form /BBox [0 0 194 842] /Resources <</XObject <</Im 20 0 R>>>>',
          stream: DRAWN,
        },
      }),
    ],
    ['the edge of the page', withPicture('q 200 0 0 200 501 300 cm /Im Do Q')],
    [
      'a mask of its own',
      withPicture(DRAWN, '/SMask 21 0 R', {
        21: { entries: GREY, stream: SAMPLES.map((_, at) => (at % SIDE < SIDE / 2 - 6 ? 255 : 0)) },
      }),
    ],
  ])('loses the other half, hidden by %s', async (_, pdf) => {
    const shades = await shadesOf(pdf);
    expect(shades).toContain(OPEN);
    expect(shades).not.toContain(SECRET);
  });

  it('keeps the other half where another place shows it', async () => {
    const shades = await shadesOf(
      withPicture(`${DRAWN} 0 g 194 290 110 220 re f q 50 0 0 50 20 20 cm /Im Do Q`),
    );
    expect([...shades].sort()).toEqual([OPEN, SECRET].sort());
  });

  it('keeps what lies under letters and half-transparent shapes', async () => {
    const pdf = onePage({
      content: `${DRAWN} ${line('Words on a picture', 400)} /Half gs 0 g 194 290 110 220 re f`,
      resources: '/XObject <</Im 20 0 R>> /ExtGState <</Half <</ca 0.5>>>>',
      objects: { 20: { entries: GREY, stream: SAMPLES } },
    });
    expect([...(await shadesOf(pdf))].sort()).toEqual([OPEN, SECRET].sort());
  });
});

/** A stencil of 200 × 200 pixels in CCITT group 4: its left half paints. */
const STENCIL: RawObject = {
  entries: `/Type /XObject /Subtype /Image /ImageMask true /Width ${SIDE} /Height ${SIDE} /BitsPerComponent 1 /Filter /CCITTFaxDecode /DecodeParms <</K -1 /Columns ${SIDE}>>`,
  stream: Buffer.from(`3b1503c353${'f'.repeat(99)}0010010`, 'hex'),
};

it.each([
  ['its mask', withPicture(`q 100 300 150 200 re W n ${DRAWN} Q`, '/Mask 21 0 R', { 21: STENCIL })],
  ['itself', withPicture('q 200 0 0 200 501 300 cm /Over Do Q', '', { 21: STENCIL })],
])('a stencil in a format of its own paints the same where a clip or the page cuts %s', async (_, pdf) => {
  expect(await cleanPdf(pdf, PROPERTIES)).not.toHaveProperty('refused');
});

describe('a picture that nobody sees', () => {
  it.each([
    ['under a box', `${DRAWN} 1 g 90 290 220 220 re f`],
    ['outside the page', 'q 200 0 0 200 700 300 cm /Im Do Q'],
    ['scaled to nothing', 'q 0 0 0 0 100 300 cm /Im Do Q'],
  ])('is gone: %s', async (_, content) => {
    const shades = await shadesOf(withPicture(content));
    expect(shades).not.toContain(OPEN);
    expect(shades).not.toContain(SECRET);
  });
});

/** Samples of the first picture in a clean copy, a byte each. */
async function samplesOf(pdf: Uint8Array): Promise<Set<number>> {
  const result = await cleanPdf(pdf, PROPERTIES);
  if ('refused' in result) throw new Error(result.refused);
  const samples = await withPdfium(result.pdf, ({ pdfium, handle }) => {
    const page = pdfium.FPDF_LoadPage(handle, 0);
    const count = pdfium.FPDFPage_CountObjects(page);
    const picture = Array.from({ length: count }, (_, at) => pdfium.FPDFPage_GetObject(page, at)).find(
      (object) => pdfium.FPDFPageObj_GetType(object) === IMAGE,
    );
    const length = pdfium.FPDFImageObj_GetImageDataDecoded(picture ?? 0, 0, 0);
    const at = pdfium.pdfium.wasmExports.malloc(length);
    pdfium.FPDFImageObj_GetImageDataDecoded(picture ?? 0, at, length);
    return new Set(pdfium.pdfium.HEAPU8.slice(at, at + length));
  });
  return samples ?? new Set();
}

describe('samples that the page shows in one colour', () => {
  const HALVES = (one: number, other: number) =>
    Uint8Array.from({ length: SIDE * SIDE }, (_, at) => (at % SIDE < SIDE / 2 ? one : other));
  const SIZE = `/Type /XObject /Subtype /Image /Width ${SIDE} /Height ${SIDE} /BitsPerComponent 8`;

  it.each([
    ['a palette', `${SIZE} /ColorSpace [/Indexed /DeviceGray 3 <80FF8080>]`, HALVES(2, 3)],
    ['a Decode array', `${SIZE} /ColorSpace /DeviceGray /Decode [1 1]`, HALVES(2, 3)],
    ['a colour key', `${SIZE} /ColorSpace /DeviceGray /Mask [2 3]`, HALVES(2, 3)],
    ['the function of an ink', `${SIZE} /ColorSpace [/Separation /Spot /DeviceGray 23 0 R]`, HALVES(2, 3)],
  ])('are one sample: %s', async (_, entries, stream) => {
    const pdf = onePage({
      content: `${line('Visible words')} ${DRAWN}`,
      resources: '/XObject <</Im 20 0 R>>',
      objects: {
        20: { entries, stream, deflate: true },
        23: { entries: '/FunctionType 4 /Domain [0 1] /Range [0 1]', stream: '{ pop 0.5 }' },
      },
    });
    expect((await samplesOf(pdf)).size).toBe(1);
  });

  it('stay where their colours differ', async () => {
    const pdf = onePage({
      content: `${line('Visible words')} ${DRAWN}`,
      resources: '/XObject <</Im 20 0 R>>',
      objects: {
        20: {
          entries: `${SIZE} /ColorSpace [/Indexed /DeviceGray 3 <80FF80A0>]`,
          stream: HALVES(2, 3),
          deflate: true,
        },
      },
    });
    expect(await samplesOf(pdf)).toEqual(new Set([2, 3]));
  });
});

describe('the stream of a picture', () => {
  const copyOf = async (entries: string, stream: Uint8Array) => {
    const pdf = onePage({
      content: DRAWN,
      resources: '/XObject <</Im 20 0 R>>',
      objects: { 20: { entries: `${GREY} ${entries}`, stream } },
    });
    const result = await cleanPdf(pdf, PROPERTIES);
    return 'refused' in result ? result.refused : everythingIn(result.pdf);
  };
  const deflated = (...parts: readonly Uint8Array[]) => new Uint8Array(deflateSync(Buffer.concat(parts)));
  const SECRETS = Buffer.from('SecretTrailer SecretTrailer');

  it.each([
    ['after its samples', '/Filter /FlateDecode', deflated(SAMPLES, SECRETS)],
    ['after its data', '/Filter /FlateDecode', Buffer.concat([deflated(SAMPLES), SECRETS])],
    [
      'in hexadecimal',
      '/Filter /ASCIIHexDecode',
      Buffer.from(`${Buffer.concat([SAMPLES, SECRETS]).toString('hex')}>`),
    ],
    ['unpacked', '', Buffer.concat([SAMPLES, SECRETS])],
  ])('loses what follows the picture %s', async (_, filter, stream) => {
    const copy = await copyOf(filter, stream);
    expect(copy).not.toContain('Secret');
    expect(copy).toContain('/Image');
  });
});

describe('a mask that draws words', () => {
  const words = Buffer.from('Kayleigh Thornbury');
  const picture = (content: string) =>
    withPicture(content, '', {
      20: {
        entries:
          '/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /SMask 24 0 R',
        stream: Uint8Array.of(255),
      },
      24: {
        entries: `/Type /XObject /Subtype /Image /Width ${words.length} /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8`,
        stream: words,
      },
    });

  it.each([
    ['goes where it draws in white on white', DRAWN, false],
    ['stays where somebody sees it', `0 g 100 300 200 200 re f ${DRAWN}`, true],
  ])('%s', async (_, content, stays) => {
    const result = await cleanPdf(picture(content), PROPERTIES);
    if ('refused' in result) throw new Error(result.refused);
    expect(everythingIn(result.pdf).includes('Thornbury')).toBe(stays);
  });
});
