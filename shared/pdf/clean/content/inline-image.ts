import {
  PDFArray,
  type PDFContext,
  PDFDict,
  PDFName,
  type PDFObject,
  PDFObjectParser,
  PDFRawStream,
} from '@cantoo/pdf-lib';
import { put } from '../pdf-objects.ts';

/** Short forms of keys and values in inline images (ISO 32000-2, 8.9.7). */
const KEYS: Readonly<Record<string, string>> = {
  BPC: 'BitsPerComponent',
  CS: 'ColorSpace',
  D: 'Decode',
  DP: 'DecodeParms',
  F: 'Filter',
  H: 'Height',
  IM: 'ImageMask',
  I: 'Interpolate',
  W: 'Width',
};
const VALUES: Readonly<Record<string, string>> = {
  G: 'DeviceGray',
  RGB: 'DeviceRGB',
  CMYK: 'DeviceCMYK',
  I: 'Indexed',
  AHx: 'ASCIIHexDecode',
  A85: 'ASCII85Decode',
  LZW: 'LZWDecode',
  Fl: 'FlateDecode',
  RL: 'RunLengthDecode',
  CCF: 'CCITTFaxDecode',
  DCT: 'DCTDecode',
};

/** An inline image as an object of its own, so that one way of cleaning serves all images. */
export function inlineImageOf(
  context: PDFContext,
  entries: string,
  data: Uint8Array,
  colourSpace: (name: string) => PDFObject | undefined,
): PDFObject {
  const dict = PDFDict.withContext(context);
  const parsed = PDFObjectParser.forBytes(Buffer.from(`<<${entries}>>`, 'latin1'), context).parseObject();
  put(dict, 'Type', PDFName.of('XObject'));
  put(dict, 'Subtype', PDFName.of('Image'));
  for (const [key, value] of parsed instanceof PDFDict ? parsed.entries() : []) {
    const name = KEYS[key.decodeText()] ?? key.decodeText();
    if (name === 'Length' || name === 'L') continue;
    const named =
      name === 'ColorSpace' && value instanceof PDFName ? colourSpace(value.decodeText()) : undefined;
    put(dict, name, named ?? inFull(context, value));
  }
  return context.register(PDFRawStream.of(dict, data));
}

function inFull(context: PDFContext, value: PDFObject): PDFObject {
  if (value instanceof PDFName) return PDFName.of(VALUES[value.decodeText()] ?? value.decodeText());
  if (!(value instanceof PDFArray)) return value;
  return context.obj(value.asArray().map((element) => inFull(context, element)));
}
