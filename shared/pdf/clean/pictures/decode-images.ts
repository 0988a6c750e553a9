import { type PDFContext, PDFName, type PDFRawStream } from '@cantoo/pdf-lib';
import { type OpenPdf, withPdfium } from '../../pdfium/open-document.ts';

/** An image as PDFium decodes it. */
export interface DecodedImage {
  /** The stream's bytes without its filters, up to one that only images have (DCT, JPX, CCITT, JBIG2). */
  data(): Uint8Array;
  /** Its colours in full size, without its masks; `undefined` where PDFium cannot decode it. */
  pixels(): DecodedPixels | undefined;
}

export interface DecodedPixels {
  readonly width: number;
  readonly height: number;
  /** Of grey, or of red, green and blue: a byte each. */
  readonly channels: 1 | 3;
  readonly samples: Uint8Array;
}

/** Decodes images one after the other. `serialise` writes the context's document. */
export async function decodeImages(
  context: PDFContext,
  images: readonly PDFRawStream[],
  serialise: () => Promise<Uint8Array>,
  use: (image: PDFRawStream, decoded: DecodedImage) => void,
): Promise<void> {
  const known = images.filter((image) => context.getObjectRef(image) !== undefined);
  if (known.length === 0) return;
  const pdf = await albumOf(context, known, serialise);
  await withPdfium(pdf, (open) => {
    for (const [index, image] of known.entries()) {
      const page = open.pdfium.FPDF_LoadPage(open.handle, index);
      const object = open.pdfium.FPDFPage_GetObject(page, 0);
      if (object !== 0)
        use(image, { data: () => dataOf(open, object), pixels: () => pixelsOf(open, object) });
      open.pdfium.FPDF_ClosePage(page);
    }
  });
}

/** A document with a page for each image and nothing else. */
async function albumOf(
  context: PDFContext,
  images: readonly PDFRawStream[],
  serialise: () => Promise<Uint8Array>,
): Promise<Uint8Array> {
  const { Root } = context.trailerInfo;
  const contents = context.register(context.stream('/Im Do'));
  const tree = context.nextRef();
  const pages = images.map((image) =>
    context.register(
      context.obj({
        Type: 'Page',
        Parent: tree,
        MediaBox: [0, 0, 1, 1],
        Resources: { XObject: { Im: context.getObjectRef(image) ?? null } },
        Contents: contents,
      }),
    ),
  );
  context.assign(tree, context.obj({ Type: 'Pages', Kids: pages, Count: pages.length }));
  const root = context.register(context.obj({ Type: PDFName.of('Catalog'), Pages: tree }));
  context.trailerInfo.Root = root;
  try {
    return await serialise();
  } finally {
    if (Root !== undefined) context.trailerInfo.Root = Root;
    for (const ref of [...pages, tree, root, contents]) context.delete(ref);
  }
}

function dataOf({ pdfium }: OpenPdf, object: number): Uint8Array {
  const { malloc, free } = pdfium.pdfium.wasmExports;
  const length = pdfium.FPDFImageObj_GetImageDataDecoded(object, 0, 0);
  const at = malloc(length);
  try {
    pdfium.FPDFImageObj_GetImageDataDecoded(object, at, length);
    return pdfium.pdfium.HEAPU8.slice(at, at + length);
  } finally {
    free(at);
  }
}

/** Bytes a pixel of PDFium's formats: grey, BGR, BGRx, BGRA. */
const BYTES: Readonly<Record<number, number>> = { 1: 1, 2: 3, 3: 4, 4: 4 };

function pixelsOf({ pdfium }: OpenPdf, object: number): DecodedPixels | undefined {
  const bitmap = pdfium.FPDFImageObj_GetBitmap(object);
  if (bitmap === 0) return undefined;
  try {
    const bytes = BYTES[pdfium.FPDFBitmap_GetFormat(bitmap)];
    if (bytes === undefined) return undefined;
    const [width, height] = [pdfium.FPDFBitmap_GetWidth(bitmap), pdfium.FPDFBitmap_GetHeight(bitmap)];
    const [stride, from] = [pdfium.FPDFBitmap_GetStride(bitmap), pdfium.FPDFBitmap_GetBuffer(bitmap)];
    const channels = bytes === 1 ? 1 : 3;
    const source = pdfium.pdfium.HEAPU8.subarray(from, from + stride * height);
    const samples = new Uint8Array(width * height * channels);
    for (let y = 0, to = 0; y < height; y += 1)
      for (let x = 0; x < width; x += 1)
        for (let channel = channels - 1; channel >= 0; channel -= 1, to += 1)
          samples[to] = source[y * stride + x * bytes + channel] ?? 0;
    return { width, height, channels, samples };
  } finally {
    pdfium.FPDFBitmap_Destroy(bitmap);
  }
}
