import { afterEach, expect, test } from 'vitest';
import { pageOf } from './lines-of.ts';

const original = Object.getOwnPropertyDescriptor(globalThis, 'ImageDecoder');

afterEach(() => {
  if (original) Object.defineProperty(globalThis, 'ImageDecoder', original);
});

/** The head of a JPEG of 20,000 by 20,000 pixels in three colours, without data: it cannot be decoded. */
const photograph = {
  dictionary:
    '/Type /XObject /Subtype /Image /Width 20000 /Height 20000 /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode',
  stream:
    '\xff\xd8\xff\xc0\x00\x11\x08\x4e\x20\x4e\x20\x03\x01\x11\x00\x02\x11\x00\x03\x11\x00\xff\xda\x00\x02',
};

test('a photograph fills its part of the page, and pdf.js is spared decoding it', async () => {
  const asked: string[] = [];
  class Decoder {
    static isTypeSupported() {
      return Promise.resolve(true);
    }
    constructor({ type }: { type: string }) {
      asked.push(type);
    }
    decode() {
      return Promise.resolve({ image: { close() {} } });
    }
    close() {}
  }
  Object.defineProperty(globalThis, 'ImageDecoder', { value: Decoder, configurable: true });
  const page = await pageOf('q 595 0 0 421 0 0 cm /Im Do Q\n', {
    resources: '/XObject << /Im 20 0 R >>',
    objects: [photograph],
  });
  expect(page.imageCover).toBeCloseTo(0.5, 1);
  await expect.poll(() => asked).toEqual(['image/jpeg']);
});
