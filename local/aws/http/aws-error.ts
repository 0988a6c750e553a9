/** An error response: its AWS error code, which the SDK uses as the error's name, and HTTP status. */
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

/** The error for everything that the emulators do not support. */
export function notImplemented(what: string): AwsError {
  return new AwsError('NotImplemented', 501, `The local emulator does not know ${what}.`);
}
