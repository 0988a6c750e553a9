import { FolderLocked } from '../aws/folder-lock.ts';

interface SystemError {
  readonly code: string;
  readonly path?: string;
  readonly port?: number;
  readonly message: string;
}

/** A sentence for an error of the environment, with its fix; undefined for any other error. */
export function plainSentence(error: unknown): string | undefined {
  if (error instanceof FolderLocked)
    return 'Another npm start is running with the same state: stop it first, or give this one a folder of its own with --state and --uploads.';
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (/database or disk is full|no space left on device/i.test(cause.message)) return FULL;
    if (/readonly database|unable to open database file/i.test(cause.message))
      return 'The state folder cannot be written: give yourself permission to write it, or choose another with --state.';
    const sentence = isSystemError(cause) ? ofSystemError(cause) : undefined;
    if (sentence !== undefined) return sentence;
  }
  return undefined;
}

const FULL = 'The disk is full: free some space and start again; nothing that was there before is lost.';

function ofSystemError({ code, path, port }: SystemError): string | undefined {
  switch (code) {
    case 'EADDRINUSE':
      return `Port ${port} is in use by another program: stop that one, or choose other ports with npm start -- --port 9000.`;
    case 'ENOSPC':
    case 'EDQUOT':
      return FULL;
    case 'EACCES':
    case 'EPERM':
      return port === undefined
        ? `There is no permission for ${path ?? 'a file'}: change its owner or its permissions, and start again.`
        : `There is no permission to use port ${port}: choose one above 1023 with --port.`;
    case 'ENOENT':
      return `${path ?? 'A file'}: there is no such file or folder.`;
    case 'EEXIST':
    case 'ENOTDIR':
      return `${path ?? 'The place'} is a file, and a folder has to be there: name another, or move it away.`;
    case 'EISDIR':
      return `${path ?? 'That'} is a folder, and a file has to be there.`;
    case 'EROFS':
      return `${path ?? 'The folder'} cannot be written because its disk is read-only.`;
    case 'EMFILE':
      return 'Too many files are open: close other programs, or raise the limit (ulimit -n), and start again.';
    default:
      return undefined;
  }
}

function isSystemError(error: Error): error is Error & SystemError {
  return 'code' in error && typeof error.code === 'string';
}
