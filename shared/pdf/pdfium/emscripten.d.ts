/** The part of Emscripten's types that PDFium's declarations refer to and this project uses. */
interface EmscriptenModule {
  /** A view of all memory; replaced whenever memory grows, so never kept across a call. */
  readonly HEAPU8: Uint8Array<ArrayBuffer>;
  readonly instantiateWasm: (
    imports: WebAssembly.Imports,
    done: (instance: WebAssembly.Instance, module: WebAssembly.Module) => void,
  ) => object;
  readonly print: (line: string) => void;
  readonly printErr: (line: string) => void;
}

/** Node has these; its type declarations name the namespace's interfaces only. */
declare namespace WebAssembly {
  function compile(bytes: Uint8Array): Promise<Module>;
  function instantiate(module: Module, imports: Imports): Promise<Instance>;
}
