import { expect, test } from 'vitest';
import { readEnv } from '#shared/runtime/env.ts';

test('variables are read by their names', () => {
  process.env.ENV_TEST_TABLE = 'reviews';
  expect(readEnv('ENV_TEST_TABLE')).toEqual({ ENV_TEST_TABLE: 'reviews' });
});

test('one sentence names all that are missing', () => {
  process.env.ENV_TEST_TABLE = 'reviews';
  expect(() => readEnv('ENV_TEST_TABLE', 'ENV_TEST_BUCKET', 'ENV_TEST_QUEUE')).toThrow(
    'The function cannot start without ENV_TEST_BUCKET, ENV_TEST_QUEUE in its environment.',
  );
});
