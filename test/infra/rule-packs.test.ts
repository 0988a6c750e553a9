import { type App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag';
import { expect, test } from 'vitest';
import type { Settings } from '#shared/domain/settings.ts';
import { readSettings } from '../../infra/read-settings.ts';
import { synthesize } from './synthesized.ts';

const settings = readSettings('infra/settings.yaml');

/**
 * Synthesizes under both rule packs and CDK's own check against the schemas of AWS; answers what was
 * acknowledged, and why.
 */
function checked(from: Settings): Map<string, string> {
  const apps: App[] = [];
  synthesize(from, (app) => {
    apps.push(app);
    return [new AwsSolutionsChecks(app), new ServerlessChecks(app)];
  });
  return new Map(
    apps
      .flatMap((app) => app.node.findAll())
      .flatMap(({ node }) => node.metadata)
      .filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY)
      .flatMap(({ data }) => Object.entries<string>(data)),
  );
}

test('the rule packs have at most eight findings, each acknowledged with a reason', () => {
  const acknowledged = checked(settings);
  expect(acknowledged.size).toBeGreaterThan(0);
  expect(acknowledged.size).toBeLessThanOrEqual(8);
  for (const reason of acknowledged.values()) expect(reason.split(' ').length).toBeGreaterThan(7);
});

test('nor do they with the malware scan, whose role AWS prescribes', () => {
  expect(checked({ ...settings, malwareScan: true }).size).toBeLessThanOrEqual(9);
});
