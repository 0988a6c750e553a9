import { describe, expect, it } from 'vitest';
import { cleanPdf } from '#shared/pdf/clean/clean-pdf.ts';
import { stripJpeg } from '#shared/pdf/clean/pictures/jpeg.ts';
import { stripJpeg2000 } from '#shared/pdf/clean/pictures/jpeg-2000.ts';
import { everythingIn } from '../support/everything-in.ts';
import { line, onePage } from '../support/raw-pdf.ts';

function segment(marker: number, content: string): Buffer {
  const bytes = Buffer.from(content, 'latin1');
  return Buffer.concat([
    Buffer.from([0xff, marker, (bytes.length + 2) >> 8, (bytes.length + 2) & 255]),
    bytes,
  ]);
}

const START = Buffer.from([0xff, 0xd8]);
const END = Buffer.from([0xff, 0xd9]);
const JFIF = segment(0xe0, 'JFIF\0\x01\x01\0\0\x01\0\x01\0\0');
const ADOBE = segment(0xee, 'Adobe\0d\0\0\0\0\x01');
const COLOUR_PROFILE = segment(0xe2, 'ICC_PROFILE\0\x01\x01profile');
const TABLES = segment(0xdb, 'quantisation');
const FRAME = segment(0xc0, 'frame');
const SCAN = Buffer.concat([segment(0xda, 'scan'), Buffer.from([1, 2, 0xff, 0, 3, 0xff, 0xd0, 4])]);
const METADATA = [
  segment(0xe1, 'Exif\0\0SecretPlace 51.5 N'),
  segment(0xe1, 'http://ns.adobe.com/xap/1.0/\0SecretXmp'),
  segment(0xed, 'Photoshop 3.0\0SecretCaption'),
  segment(0xe2, 'MPF\0SecretPreview'),
  segment(0xe0, 'JFXX\0\x10SecretThumbnail'),
  segment(0xfe, 'SecretComment'),
];

describe('a JPEG', () => {
  it('keeps of its JFIF and Adobe segments what a decoder needs', () => {
    const jfif = segment(0xe0, 'JFIF\0\x01\x02\0\0\x48\0\x48\x01\x01Sec');
    const adobe = segment(0xee, 'Adobe\0d\0\0\0\0\x01SecretText');
    expect(stripJpeg(Buffer.concat([START, jfif, adobe, TABLES, END]))).toEqual(
      new Uint8Array(Buffer.concat([START, JFIF, ADOBE, END])),
    );
  });

  it('loses what is not the picture and keeps the picture byte for byte', () => {
    const plain = Buffer.concat([START, JFIF, ADOBE, FRAME, TABLES, SCAN, TABLES, SCAN, END]);
    const full = Buffer.concat([
      START,
      JFIF,
      ...METADATA,
      ADOBE,
      COLOUR_PROFILE,
      TABLES,
      FRAME,
      SCAN,
      TABLES,
      SCAN,
      END,
      Buffer.from('SecretTrailer'),
    ]);
    expect(stripJpeg(full)).toEqual(new Uint8Array(plain));
    expect(stripJpeg(plain)).toEqual(new Uint8Array(plain));
  });

  it('that does not follow its format is not touched', () => {
    expect(stripJpeg(Buffer.concat([START, Buffer.from('no marker')]))).toBeUndefined();
    expect(stripJpeg(Buffer.from('GIF89a'))).toBeUndefined();
  });

  it('with metadata that cannot be taken out keeps a PDF from being published', async () => {
    const broken = Buffer.concat([
      START,
      segment(0xe1, 'Exif\0\0SecretPlace'),
      Buffer.from('no marker'),
      END,
    ]);
    expect(await cleanPdf(withImage('/DCTDecode', broken), PROPERTIES)).toEqual({
      refused: expect.stringMatching(/^A picture in this PDF is damaged or partly hidden/),
    });
  });

  it('inside a PDF loses them too', async () => {
    const full = Buffer.concat([START, JFIF, ...METADATA, TABLES, FRAME, SCAN, END]);
    const result = await cleanPdf(withImage('/DCTDecode', full), PROPERTIES);
    expect('refused' in result ? result.refused : everythingIn(result.pdf)).toMatch(/quantisation/);
    expect('refused' in result ? result.refused : everythingIn(result.pdf)).not.toMatch(/Secret/);
  });
});

describe('a JPEG 2000', () => {
  const box = (type: string, content: string) => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(8 + content.length);
    return Buffer.concat([length, Buffer.from(type + content, 'latin1')]);
  };

  const marker = (code: number, content: string) => segment(code, content);
  /** A tile-part with its own length in it, a header and data. */
  const tile = (header: Buffer) => {
    const start = segment(0x90, '\0\0\0\0\0\0\0\x01');
    start.writeUInt32BE(start.length + header.length + 2 + 4, 6);
    return Buffer.concat([start, header, Buffer.from([0xff, 0x93]), Buffer.from('data')]);
  };
  const codestream = (main: readonly Buffer[], tileHeader: readonly Buffer[]) =>
    Buffer.concat([
      Buffer.from([0xff, 0x4f]),
      ...main,
      tile(Buffer.concat(tileHeader)),
      Buffer.from([0xff, 0xd9]),
    ]).toString('latin1');
  const SIZE = marker(0x51, 'size');
  const STYLE = marker(0x5c, 'quantisation');
  const COMMENT = marker(0x64, '\0\x01SecretComment');

  it('loses its metadata boxes, comments and what follows the picture', () => {
    const clean = codestream([SIZE, STYLE], [STYLE]);
    const header = box('ihdr', 'header');
    const file = [
      box('jP  ', '\r\n\x87\n'),
      box('jp2h', header.toString('latin1')),
      box('jp2c', clean),
    ] as const;
    const full = Buffer.concat([
      file[0],
      box('xml ', 'SecretXml'),
      box('jp2h', Buffer.concat([header, box('res ', 'SecretResolution')]).toString('latin1')),
      box('uuid', 'SecretUuid'),
      box('jp2c', `${codestream([SIZE, COMMENT, STYLE], [COMMENT, STYLE])}SecretTrailer`),
    ]);
    expect(stripJpeg2000(full)).toEqual(new Uint8Array(Buffer.concat(file)));
    expect(stripJpeg2000(Buffer.from(codestream([COMMENT, SIZE, STYLE], [STYLE]), 'latin1'))).toEqual(
      new Uint8Array(Buffer.from(clean, 'latin1')),
    );
  });

  it('that does not follow its format is not touched', () => {
    expect(stripJpeg2000(Buffer.from('garbage that is no box at all'))).toBeUndefined();
  });
});

const PROPERTIES = { title: 'A photograph', language: 'en-GB', publisher: 'Northshire Partnership' };

function withImage(filter: string, image: Uint8Array): Uint8Array {
  return onePage({
    content: `${line('Visible words')} q 10 0 0 10 0 0 cm /Im Do Q`,
    resources: '/XObject <</Im 20 0 R>>',
    objects: {
      20: {
        entries: `/Type /XObject /Subtype /Image /Width 8 /Height 8 /ColorSpace /DeviceGray /BitsPerComponent 8 /Filter ${filter}`,
        stream: image,
      },
    },
  });
}
