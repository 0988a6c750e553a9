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

/** So many in a quarter of an hour are no readers who mistyped. */
const MANY_REFUSED = 100;

/**
 * Puts a step behind a path of the public site, and its alarm. The function's own address is open, since AWS
 * signs no form that a browser posts: CloudFront would need the hash of its body in a header.
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
      // A form is not sent again by itself, and a reader may not come back: one that failed is one too many.
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
