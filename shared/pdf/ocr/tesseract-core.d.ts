/** The part of Tesseract that this project uses: its own package has no types. */
declare module 'tesseract.js-core/tesseract-core-simd-lstm.js' {
  interface TesseractApi {
    /** 0 when the languages, joined by `+`, could be loaded; 1 is the LSTM engine. */
    Init(path: null, languages: string, engine: 1): number;
    /** Reads the file `/input`; 0 when it is a picture. */
    SetImageFile(exifOrientation: number, radians: number): number;
    SetSourceResolution(dotsPerInch: number): void;
    SetVariable(name: string, value: string): boolean;
    /** Radians by which the lines of the page slope. */
    GetGradient(): number;
    FindLines(): number;
    /** 0 when it could. */
    Recognize(monitor: null): number;
    MeanTextConf(): number;
    GetJSONText(): string;
    Clear(): void;
  }
  interface TesseractModule {
    readonly FS: { writeFile(path: string, bytes: Uint8Array): void };
    readonly TessBaseAPI: new () => TesseractApi;
  }
  const load: (options: {
    readonly wasmBinary: Uint8Array;
    readonly TesseractProgress: (percent: number) => void;
    readonly print: (line: string) => void;
    readonly printErr: (line: string) => void;
  }) => Promise<TesseractModule>;
  export = load;
}
