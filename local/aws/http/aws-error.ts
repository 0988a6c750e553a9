/** HTTP statuses of errors that are not the request's own fault (400). */
const STATUSES: Readonly<Record<string, number>> = {
  AccessDenied: 403,
  InvalidObjectState: 403,
  NoSuchBucket: 404,
  NoSuchDistribution: 404,
  NoSuchKey: 404,
  NoSuchUpload: 404,
  NoSuchVersion: 404,
  NotFound: 404,
  ObjectLockConfigurationNotFoundError: 404,
  ResourceNotFoundException: 404,
  MethodNotAllowed: 405,
  BucketAlreadyOwnedByYou: 409,
  BucketNotEmpty: 409,
  MissingContentLength: 411,
  PreconditionFailed: 412,
  InvalidRange: 416,
  InternalError: 500,
  NotImplemented: 501,
};

/** An error response: its AWS error code, which the SDK uses as the error's name, and HTTP status. */
export class AwsError extends Error {
  readonly code: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;

  constructor(code: string, message: string, headers: Readonly<Record<string, string>> = {}) {
    super(message);
    this.name = code;
    this.code = code;
    this.status = STATUSES[code] ?? 400;
    this.headers = headers;
  }
}

/** The error for everything that the emulators do not support. */
export function notImplemented(what: string): AwsError {
  return new AwsError('NotImplemented', `The local emulator does not know ${what}.`);
}

/** An error of the emulator itself becomes `InternalError`. */
export function asAwsError(error: unknown): AwsError {
  if (error instanceof AwsError) return error;
  return new AwsError('InternalError', error instanceof Error ? error.message : String(error));
}
