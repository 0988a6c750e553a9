import { describe, expect, it } from 'vitest';
import { cleanPdf } from '#shared/pdf/clean/clean-pdf.ts';
import { stripJpeg, stripJpeg2000 } from '#shared/pdf/clean/image-metadata.ts';
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
  it('loses what is not the picture and keeps the picture byte for byte', () => {
    const plain = Buffer.concat([START, JFIF, ADOBE, COLOUR_PROFILE, TABLES, FRAME, SCAN, TABLES, SCAN, END]);
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
      refused: expect.stringMatching(/^A photograph in this PDF holds details/),
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

  it('loses its metadata boxes', () => {
    const picture = [box('jP  ', '\r\n\x87\n'), box('jp2h', 'header'), box('jp2c', 'codestream')] as const;
    const full = Buffer.concat([
      picture[0],
      box('xml ', 'SecretXml'),
      picture[1],
      box('uuid', 'SecretUuid'),
      picture[2],
    ]);
    expect(stripJpeg2000(full)).toEqual(new Uint8Array(Buffer.concat(picture)));
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
