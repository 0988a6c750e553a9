import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { STEPS, synthesized } from './synthesized.ts';

const template = synthesized();

test.each(STEPS)('%s gets exactly the variables that its handler reads', (step) => {
  const source = readFileSync(
    path.resolve(import.meta.dirname, `../../functions/${step}/handler.ts`),
    'utf8',
  );
  const [, list = ''] = /readEnv\(([^)]*)\)/.exec(source) ?? [];
  const read = [...list.matchAll(/'(\w+)'/g)].map(([, name]) => name);
  const lambda = template.find(({ properties }) => properties.FunctionName === `review-publisher-${step}`);
  const given = Object.keys(lambda?.properties.Environment.Variables ?? {});
  expect(given.filter((name) => !name.startsWith('POWERTOOLS_')).sort()).toEqual(read.sort());
  expect(read).toContain('SETTINGS');
});

test.each(STEPS)('%s is traced, and may say so', (step) => {
  const lambda = template.find(({ properties }) => properties.FunctionName === `review-publisher-${step}`);
  expect(lambda?.properties.TracingConfig).toEqual({ Mode: 'Active' });
  const role = template.find(({ id }) => `<${id}.Arn>` === lambda?.properties.Role);
  expect(role?.properties.ManagedPolicyArns).toEqual(['<tracing>']);
});
