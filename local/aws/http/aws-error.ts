/**
 * A request refused in the words of AWS: the code that its SDK shows as the error's name, and the HTTP
 * status.
 */
export class AwsError extends Error {
  readonly code: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;

  constructor(code: string, status: number, message: string, headers: Readonly<Record<string, string>> = {}) {
    super(message);
    this.name = code;
    this.code = code;
    this.status = status;
    this.headers = headers;
  }
}

/** The emulators never pretend: what they do not know, they refuse. */
export function notImplemented(what: string): AwsError {
  return new AwsError('NotImplemented', 501, `The local emulator does not know ${what}.`);
}
