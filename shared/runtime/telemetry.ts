import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics } from '@aws-lambda-powertools/metrics';

/**
 * The function's structured log and metrics; its name comes from POWERTOOLS_SERVICE_NAME. Pure: a bundle that
 * counts nothing has no metrics.
 */
export const logger = new Logger();
export const metrics = /* @__PURE__ */ new Metrics({ namespace: 'ReviewPublisher' });
