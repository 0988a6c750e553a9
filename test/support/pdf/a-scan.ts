import { deflateSync } from 'node:zlib';
import { type OpenPdf, withPdfium } from '#shared/pdf/pdfium/open-document.ts';
import { type RawObject, rawPdf } from '../raw-pdf.ts';
import { seeded } from './mutate.ts';

export interface ScanOptions {
  readonly dotsPerInch: number;
  /** Numbers of the pages to scan; all of them if absent. */
  readonly pages?: readonly number[];
  /** By how much the paper lies askew. */
  readonly degrees?: number;
  /** Of 255: the most by which the grain of the paper makes a pixel lighter or darker. */
  readonly grain?: number;
  /** Black and white only, as of a fax: small files. */
  readonly isBilevel?: boolean;
}

/** Shades of grey, one byte a pixel. */
interface Picture {
  readonly width: number;
  readonly height: number;
  readonly grey: Uint8Array;
}

const WHITE = 255;
/** Lighter pixels are white in a picture without shades. */
const PAPER = 140;
const POINTS_PER_INCH = 72;
/** Blue, green, red, unused: a bitmap format of PDFium. */
const BGRX = 3;

/** A report as it comes from a scanner: pictures of its pages, and no text. The same each time. */
export async function aScan(pdf: Uint8Array, options: ScanOptions): Promise<Uint8Array> {
  const scale = options.dotsPerInch / POINTS_PER_INCH;
  const pictures = (await picturesOf(pdf, options.pages, scale)) ?? [];
  const random = seeded(1);
  const objects: Record<number, RawObject> = {};
  const kids = pictures.map((clean, index) => {
    const [page, content, image] = [3 + 3 * index, 4 + 3 * index, 5 + 3 * index];
    const { width, height, grey } = withGrain(askew(clean, options.degrees ?? 0), options.grain ?? 0, random);
    const [wide, high] = [width / scale, height / scale];
    objects[page] =
      `<</Type /Page /Parent 2 0 R /MediaBox [0 0 ${wide} ${high}] /Contents ${content} 0 R /Resources <</XObject <</Scan ${image} 0 R>>>>>>`;
    objects[content] = { entries: '', stream: `${wide} 0 0 ${high} 0 0 cm /Scan Do` };
    const bits = options.isBilevel ? 1 : 8;
    objects[image] = {
      entries: `/Type /XObject /Subtype /Image /Width ${width} /Height ${height} /ColorSpace /DeviceGray /BitsPerComponent ${bits} /Filter /FlateDecode`,
      stream: deflateSync(options.isBilevel ? bilevel({ width, height, grey }) : grey, { level: 9 }),
    };
    return `${page} 0 R`;
  });
  objects[1] = '<</Type /Catalog /Pages 2 0 R>>';
  objects[2] = `<</Type /Pages /Kids [${kids.join(' ')}] /Count ${kids.length}>>`;
  return rawPdf(objects);
}

async function picturesOf(
  pdf: Uint8Array,
  pages: readonly number[] | undefined,
  scale: number,
): Promise<Picture[] | undefined> {
  return await withPdfium(pdf, (open) => {
    const numbers = pages ?? Array.from({ length: open.pageCount }, (_, index) => index + 1);
    return numbers.map((number) => {
      const { width, height, pixels } = painted(open, number, scale);
      const grey = Uint8Array.from({ length: width * height }, (_, place) => pixels[4 * place + 1] ?? WHITE);
      return { width, height, grey };
    });
  });
}

/** As `paintPage`, at any resolution. */
function painted({ pdfium, handle, canvas }: OpenPdf, number: number, scale: number) {
  const page = pdfium.FPDF_LoadPage(handle, number - 1);
  const width = Math.round(pdfium.FPDF_GetPageWidthF(page) * scale);
  const height = Math.round(pdfium.FPDF_GetPageHeightF(page) * scale);
  const bitmap = pdfium.FPDFBitmap_CreateEx(width, height, BGRX, canvas.white(4 * width * height), 4 * width);
  pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, 0);
  pdfium.FPDFBitmap_Destroy(bitmap);
  pdfium.FPDF_ClosePage(page);
  return { width, height, pixels: canvas.painted(4 * width * height, 0) };
}

/** Turned round its centre, between four pixels each. */
function askew({ width, height, grey }: Picture, degrees: number): Picture {
  if (degrees === 0) return { width, height, grey };
  const [sine, cosine] = [Math.sin((degrees * Math.PI) / 180), Math.cos((degrees * Math.PI) / 180)];
  const at = (x: number, y: number) =>
    x < 0 || y < 0 || x >= width || y >= height ? WHITE : (grey[y * width + x] ?? WHITE);
  const turned = grey.map((_, place) => {
    const [dx, dy] = [(place % width) - width / 2, Math.floor(place / width) - height / 2];
    const [x, y] = [cosine * dx + sine * dy + width / 2, cosine * dy - sine * dx + height / 2];
    const [left, top] = [Math.floor(x), Math.floor(y)];
    const [right, below] = [x - left, y - top];
    const upper = at(left, top) * (1 - right) + at(left + 1, top) * right;
    return upper * (1 - below) + (at(left, top + 1) * (1 - right) + at(left + 1, top + 1) * right) * below;
  });
  return { width, height, grey: turned };
}

function withGrain(
  { width, height, grey }: Picture,
  most: number,
  random: (below: number) => number,
): Picture {
  if (most === 0) return { width, height, grey };
  const grainy = grey.map((shade) => {
    // Of two dice: small differences are common, large ones rare. Paper is never quite white.
    const difference = random(most) + random(most) - most;
    return Math.max(0, Math.min(WHITE, shade * 0.9 + 12 + difference));
  });
  return { width, height, grey: grainy };
}

/** One bit a pixel, each row in whole bytes. */
function bilevel({ width, height, grey }: Picture): Uint8Array {
  const stride = Math.ceil(width / 8);
  return Uint8Array.from({ length: stride * height }, (_, place) => {
    const [x, y] = [(place % stride) * 8, Math.floor(place / stride)];
    let byte = 0;
    for (let bit = 0; bit < 8; bit += 1)
      if (x + bit < width && (grey[y * width + x + bit] ?? 0) > PAPER) byte |= 0x80 >> bit;
    return byte;
  });
}
