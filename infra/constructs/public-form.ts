import { Duration } from 'aws-cdk-lib';
import { MathExpression } from 'aws-cdk-lib/aws-cloudwatch';
import { FunctionUrlAuthType } from 'aws-cdk-lib/aws-lambda';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { OperatorAlarm } from './operator-alarm.ts';
import type { PipelineStep } from './pipeline-step.ts';
import type { PublicSite } from './public-site.ts';

export interface PublicFormProps {
  readonly step: PipelineStep;
  readonly site: PublicSite;
  /** Path of the form's POST, e.g. `/subscribe`. */
  readonly path: string;
  /** Secret header between CloudFront and the step, which refuses other callers. */
  readonly originKey: string;
  /** What a reader loses while it fails: one sentence. */
  readonly impact: string;
  readonly operators: ITopic;
}

/** More refused forms in 15 minutes than typing errors explain. */
const MANY_REFUSED = 100;

/**
 * Routes a path of the public site to a step, with an alarm. The function URL has no IAM authentication,
 * because CloudFront cannot sign a browser's POST without a hash of its body in a header.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-lambda.html
 */
export class PublicForm extends Construct {
  constructor(scope: Construct, id: string, props: PublicFormProps) {
    super(scope, id);
    const { lambda } = props.step;
    const url = lambda.addFunctionUrl({ authType: FunctionUrlAuthType.NONE });
    props.site.takesForms(props.path, url, props.originKey);
    new OperatorAlarm(this, 'failing', {
      heading: `${props.step.node.id} failing`,
      impact: props.impact,
      // Browsers do not retry a form, and a reader may not come back: one failure is too many.
      metric: new MathExpression({
        expression: `FILL(failed, 0) + IF(FILL(refused, 0) >= ${MANY_REFUSED}, FILL(refused, 0), 0)`,
        usingMetrics: {
          failed: lambda.metric('Url5xxCount', { statistic: 'sum' }),
          refused: lambda.metric('Url4xxCount', { statistic: 'sum' }),
        },
        label: 'forms without a proper answer',
        period: Duration.minutes(15),
      }),
      threshold: 1,
      operators: props.operators,
    });
  }
}
