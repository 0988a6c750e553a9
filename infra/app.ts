import { App, Validations } from 'aws-cdk-lib';
import { bundle, DIST } from './bundle.ts';
import { FEATURES } from './cdk-feature-flags.ts';
import { readSettings } from './read-settings.ts';
import { ReviewPublisherStack } from './review-publisher-stack.ts';

const app = new App({ context: FEATURES });
// The rule packs take most of the synthesis time, so `npm start` skips them. `npm run synth` and the tests
// run them.
if (app.node.tryGetContext('rulePacks') !== 'off') {
  const { AwsSolutionsChecks, ServerlessChecks } = await import('cdk-nag');
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new ServerlessChecks(app));
}
const settingsFile: unknown = app.node.tryGetContext('settings');
const settings = readSettings(typeof settingsFile === 'string' ? settingsFile : 'infra/settings.yaml');
// `npm start` and the tests have them already. What is deployed is bundled from the sources.
const given: unknown = app.node.tryGetContext('bundles');
const bundles = typeof given === 'string' ? given : DIST;
if (given === undefined) await bundle(DIST);
new ReviewPublisherStack(app, 'review-publisher', {
  settings,
  bundles,
  description: `Review Publisher of ${settings.publisher.name}`,
});
app.synth();
