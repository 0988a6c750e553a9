import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { App, type IPolicyValidationPlugin, Validations } from 'aws-cdk-lib';
import * as z from 'zod';
import type { Settings } from '#shared/domain/settings.ts';
import { FEATURES } from '../../infra/cdk-feature-flags.ts';
import { readSettings } from '../../infra/read-settings.ts';
import { ReviewPublisherStack } from '../../infra/review-publisher-stack.ts';

export const STEPS = [
  'examine-upload',
  'read-scan',
  'publish-review',
  'alert-subscribers',
  'sweep',
  'subscribe',
] as const;

const Resource = z.object({
  Type: z.string(),
  Properties: z.record(z.string(), z.unknown()).default({}),
  DeletionPolicy: z.string().optional(),
  DependsOn: z.array(z.string()).default([]),
});
const TemplateFile = z.object({ Resources: z.record(z.string(), Resource) });

/** A resource of the template, with every reference written out as `<part of the name in the stack>`. */
export interface Synthesized {
  readonly id: string;
  readonly type: string;
  // biome-ignore lint/suspicious/noExplicitAny: properties are as many as AWS has types.
  readonly properties: any;
  readonly deletionPolicy: string | undefined;
  /** Explicit dependencies, besides its references. */
  readonly after: readonly string[];
}

/** Templates of this process by their settings: one takes seconds, and several files ask for the same. */
const made = new Map<string, readonly Synthesized[]>();

/**
 * The template of the stack. Logical ids lose CDK's hash (`uploadsC5D9E923` becomes `uploads`), and
 * references become text: `<uploads>` a name or address, `<uploads.Arn>` an attribute. Bundles are emulators:
 * no law depends on code.
 */
export function synthesized(
  settings: Settings = readSettings('infra/settings.yaml'),
): readonly Synthesized[] {
  const key = JSON.stringify(settings);
  const template = made.get(key) ?? synthesize(settings);
  made.set(key, template);
  return template;
}

/** Synthesizes again; under plug-ins also with the check of CDK against the schemas of AWS, 2 s more. */
export function synthesize(
  settings: Settings,
  plugins?: (app: App) => readonly IPolicyValidationPlugin[],
): readonly Synthesized[] {
  process.env.CDK_VALIDATION = String(plugins !== undefined);
  const folder = mkdtempSync(path.join(tmpdir(), 'review-publisher-'));
  try {
    for (const step of STEPS) {
      mkdirSync(path.join(folder, step));
      writeFileSync(path.join(folder, step, 'index.mjs'), `export const handler = '${step}';`);
    }
    const app = new App({ context: FEATURES, outdir: path.join(folder, 'out') });
    if (plugins !== undefined) Validations.of(app).addPlugins(...plugins(app));
    new ReviewPublisherStack(app, 'review-publisher', { settings, bundles: folder });
    const { templateFullPath } = app.synth().getStackByName('review-publisher');
    const { Resources } = TemplateFile.parse(JSON.parse(readFileSync(templateFullPath, 'utf8')));
    return Object.entries(Resources).map(([id, { Type, Properties, DeletionPolicy, DependsOn }]) => ({
      id: shortened(id),
      type: Type,
      properties: written(Properties),
      deletionPolicy: DeletionPolicy,
      after: DependsOn.map(shortened),
    }));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const shortened = (id: string): string => id.replace(/[0-9A-F]{8}$/, '');

function written(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(written);
  if (typeof value !== 'object' || value === null) return value;
  const [[key, argument] = ['', undefined], ...others] = Object.entries(value);
  if (others.length === 0) {
    if (key === 'Ref') return `<${shortened(String(argument))}>`;
    if (key === 'Fn::GetAtt' && Array.isArray(argument))
      return `<${shortened(String(argument[0]))}.${String(argument[1])}>`;
    if (key === 'Fn::Join' && Array.isArray(argument)) {
      const parts: unknown = written(argument[1]);
      if (Array.isArray(parts))
        return parts
          .map((part) => (typeof part === 'object' ? JSON.stringify(part) : part))
          .join(String(argument[0]));
    }
  }
  return Object.fromEntries(Object.entries(value).map(([name, child]) => [name, written(child)]));
}
