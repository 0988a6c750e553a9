import { tesseractFile } from './tesseract-files.ts';

/** A picture of a page in shades of grey, one byte a pixel, row by row. */
export interface GreyPicture {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
  readonly dotsPerInch: number;
}

/** Left, top, right and bottom in pixels. */
interface PixelBox {
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
}

/** A line as Tesseract's JSON has it. */
export interface RecognizedLine {
  readonly baseline: PixelBox;
  /** Pixels; of the letters of its whole row. */
  readonly rowAttributes: { readonly rowHeight: number };
  readonly words: readonly {
    readonly bbox: PixelBox;
    readonly text: string;
    /** 0 to 100. */
    readonly confidence: number;
  }[];
}

export type Languages = 'eng' | 'cym+eng';

export interface Recognizer {
  /** The lines of a picture in reading order; none where nothing can be recognized. */
  recognize(picture: GreyPicture, languages: Languages): RecognizedLine[];
}

interface TesseractJson {
  readonly blocks?:
    | readonly { readonly paragraphs: readonly { readonly lines: readonly RecognizedLine[] }[] }[]
    | null;
}

/** Radians: lines that slope more are straightened first. */
const LEAST_SLOPE = 0.005;

/** Starts Tesseract in this thread: half a second, 150 MB. Nothing is downloaded. */
export async function startTesseract(): Promise<Recognizer> {
  const { default: load } = await import('tesseract.js-core/tesseract-core-simd-lstm.js');
  const tesseract = await load({
    wasmBinary: tesseractFile('tesseract.wasm.gz'),
    TesseractProgress: () => undefined,
    print: () => undefined,
    printErr: () => undefined,
  });
  for (const language of ['eng', 'cym'] as const)
    tesseract.FS.writeFile(`${language}.traineddata`, tesseractFile(`${language}.traineddata.gz`));
  const started = new Map<Languages, InstanceType<typeof tesseract.TessBaseAPI>>();

  function apiOf(languages: Languages) {
    const known = started.get(languages);
    if (known) return known;
    const api = new tesseract.TessBaseAPI();
    if (api.Init(null, languages, 1) !== 0) throw new Error(`Tesseract does not know ${languages}.`);
    started.set(languages, api);
    return api;
  }

  return {
    recognize(picture, languages) {
      const api = apiOf(languages);
      try {
        tesseract.FS.writeFile('/input', portableGreyMap(picture));
        if (api.SetImageFile(1, 0) !== 0) return [];
        api.SetSourceResolution(picture.dotsPerInch);
        api.FindLines();
        const slope = api.GetGradient();
        if (Math.abs(slope) >= LEAST_SLOPE) {
          if (api.SetImageFile(1, slope) !== 0) return [];
          api.SetSourceResolution(picture.dotsPerInch);
        }
        if (api.Recognize(null) !== 0) return [];
        const json: TesseractJson = JSON.parse(api.GetJSONText());
        return (json.blocks ?? []).flatMap(({ paragraphs }) => paragraphs.flatMap(({ lines }) => lines));
      } finally {
        api.Clear();
      }
    },
  };
}

/** The simplest file of a picture that Tesseract reads: https://netpbm.sourceforge.net/doc/pgm.html */
function portableGreyMap({ width, height, pixels }: GreyPicture): Uint8Array {
  return Buffer.concat([Buffer.from(`P5\n${width} ${height}\n255\n`), pixels]);
}
