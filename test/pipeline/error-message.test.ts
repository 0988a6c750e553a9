import { describe, expect, it } from 'vitest';
import { FolderLocked } from '../../local/aws/folder-lock.ts';
import { plainSentence } from '../../local/start/error-message.ts';

const systemError = (code: string, more: object = {}) => Object.assign(new Error(code), { code, ...more });

describe('errors of the environment', () => {
  it.each([
    [systemError('EADDRINUSE', { port: 8080 }), 'Port 8080 is in use'],
    [systemError('EACCES', { port: 80 }), 'no permission to use port 80'],
    [systemError('EACCES', { path: '/data/uploads' }), 'no permission for /data/uploads'],
    [systemError('ENOSPC'), 'The disk is full'],
    [new Error('database or disk is full'), 'The disk is full'],
    [new Error('attempt to write a readonly database'), 'cannot be written'],
    [systemError('ENOENT', { path: '/data/page.html' }), '/data/page.html: there is no such file'],
    [systemError('EEXIST', { path: '/data/uploads' }), '/data/uploads is a file'],
    [systemError('EISDIR', { path: '/data' }), '/data is a folder'],
    [systemError('EROFS', { path: '/mnt/state' }), 'read-only'],
    [new FolderLocked('taken'), 'Another npm start is running'],
    [new Error('uploads (AWS::S3::Bucket): ...', { cause: systemError('ENOSPC') }), 'The disk is full'],
  ])('is one sentence: %s', (error, words) => {
    const sentence = plainSentence(error);
    expect(sentence).toContain(words);
    expect(sentence).not.toMatch(/\n|Error:/);
  });

  it('is not claimed of a mistake in the program', () => {
    expect(plainSentence(new TypeError('x is not a function'))).toBeUndefined();
  });
});
