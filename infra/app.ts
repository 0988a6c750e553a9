import path from 'node:path';
import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag';
import { bundle } from './bundle.ts';
import { FEATURES } from './features.ts';
import { readSettings } from './read-settings.ts';
import { ReviewPublisherStack } from './review-publisher-stack.ts';

const BUNDLES = path.resolve(import.meta.dirname, '../dist');

const app = new App({ context: FEATURES });
Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new ServerlessChecks(app));
const settingsFile: unknown = app.node.tryGetContext('settings');
const settings = readSettings(typeof settingsFile === 'string' ? settingsFile : 'infra/settings.yaml');
await bundle(BUNDLES);
new ReviewPublisherStack(app, 'review-publisher', {
  settings,
  bundles: BUNDLES,
  description: `Review Publisher of ${settings.publisher.name}`,
});
app.synth();
