import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics } from '@aws-lambda-powertools/metrics';

/**
 * Structured log and metrics of a function, named by POWERTOOLS_SERVICE_NAME. Without side effects on import,
 * so that a bundle without metrics drops them.
 */
export const logger = new Logger();
export const metrics = /* @__PURE__ */ new Metrics({ namespace: 'ReviewPublisher' });
