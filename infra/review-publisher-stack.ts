import { Aws, CfnOutput, Duration, Fn, Stack, type StackProps } from 'aws-cdk-lib';
import { ManagedPolicy, type PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { SqsSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Construct } from 'constructs';
import type { Settings } from '#shared/domain/settings.ts';
import { acknowledgeFindings } from './acknowledged-findings.ts';
import { DeadLetterAlarm } from './constructs/dead-letter-alarm.ts';
import { MalwareScan } from './constructs/malware-scan.ts';
import { PipelineAlarms } from './constructs/pipeline-alarms.ts';
import { PipelineDashboard } from './constructs/pipeline-dashboard.ts';
import { allow, PipelineStep, type StepSurroundings } from './constructs/pipeline-step.ts';
import { bucketArn, PrivateBucket } from './constructs/private-bucket.ts';
import { PublicForm } from './constructs/public-form.ts';
import { PublicSite } from './constructs/public-site.ts';
import { BY_PART, DUE, onlyKeys, privateRecords, reviewsTable } from './constructs/reviews-table.ts';
import { SecureTopic } from './constructs/secure-topic.ts';
import { SweepSchedule } from './constructs/sweep-schedule.ts';
import { uniqueName } from './constructs/unique-name.ts';
import { UploadEvents } from './constructs/upload-events.ts';
import { uploaderPolicy } from './constructs/uploader-policy.ts';
import { WorkQueue } from './constructs/work-queue.ts';
import { settingsVariable } from './settings-variable.ts';

export interface ReviewPublisherProps extends StackProps {
  readonly settings: Settings;
  /** Folder with one bundle for each function, by its name. */
  readonly bundles: string;
}

const TIMEOUT = {
  examineUpload: Duration.minutes(2),
  /** Lambda's longest: the recognition stops itself after ten minutes of processor time. */
  readScan: Duration.minutes(15),
  publishReview: Duration.minutes(1),
  /**
   * Shorter than the lease of a claim (ALERT_LEASE_SECONDS), so that a function with an expired lease has
   * stopped.
   */
  alertSubscribers: Duration.seconds(20),
  sweep: Duration.minutes(2),
  subscribe: Duration.seconds(10),
};

/** All AWS resources, in the order in which a PDF travels. */
export class ReviewPublisherStack extends Stack {
  constructor(scope: Construct, id: string, props: ReviewPublisherProps) {
    super(scope, id, props);
    const { settings, bundles } = props;
    const SETTINGS = settingsVariable(settings);

    // Shared resources: operators' topic, logs, encryption.
    const operators = new SecureTopic(this, 'operators', {
      displayName: `${settings.publisher.name}: alarms`,
      encrypted: false,
    });
    operators.takesAlarms();
    const accessLogs = new PrivateBucket(this, 'access-logs', {
      expireAfter: Duration.days(90),
      takesAccessControlLists: true,
    });
    const tracing = new ManagedPolicy(this, 'tracing', {
      description: 'Lets the functions send traces',
      statements: [allow(['xray:PutTraceSegments', 'xray:PutTelemetryRecords'], '*')],
    });
    const everyStep: StepSurroundings = { bundles, operators, tracing };
    const undelivered = new DeadLetterAlarm(this, 'undelivered', {
      heading: 'undelivered',
      impact: 'A receipt or an alarm did not reach its reader, or the clock did not reach the sweep.',
      operators,
    });
    operators.mailTo(settings.operators, undelivered.queue);
    const reviews = reviewsTable(this);

    // 1. An officer uploads a PDF. People type the bucket's name.
    const uploadsName = uniqueName(this, 'uploads');
    const uploads = new PrivateBucket(this, 'uploads', {
      bucketName: uploadsName,
      accessLogs,
      keepOldVersions: Duration.days(90),
    });
    const uploader = uploaderPolicy(this, uploads);
    const noteMayCome = Duration.seconds(settings.waitForNote);
    const uploadsQueue = new WorkQueue(this, 'uploads-queue', {
      readerTimeout: TIMEOUT.examineUpload,
      delay: noteMayCome,
    });
    const removalsQueue = new WorkQueue(this, 'removals-queue', { readerTimeout: TIMEOUT.examineUpload });
    new UploadEvents(this, 'upload-events', {
      uploads,
      arn: bucketArn(uploadsName),
      created: uploadsQueue.queue,
      removed: removalsQueue.queue,
    });
    if (settings.malwareScan)
      new MalwareScan(this, 'malware-scan', { uploads, uploadsName, to: uploadsQueue });

    // 2. The upload is examined. This step parses untrusted files, so it may neither publish nor send
    // messages.
    const cleanCopies = new PrivateBucket(this, 'clean-copies', {
      accessLogs,
      keepOldVersions: Duration.days(30),
    });
    const changesQueue = new WorkQueue(this, 'changes-queue', {
      readerTimeout: TIMEOUT.publishReview,
      fifo: true,
    });
    const scansQueue = new WorkQueue(this, 'scans-queue', { readerTimeout: TIMEOUT.readScan });
    const examining = {
      environment: {
        REVIEWS_TABLE: reviews.tableName,
        UPLOADS_BUCKET: uploads.bucketName,
        CLEAN_COPIES_BUCKET: cleanCopies.bucketName,
        CHANGES_QUEUE: changesQueue.queue.queueUrl,
        SETTINGS,
      },
      may: [
        privateRecords(['dynamodb:GetItem', 'dynamodb:PutItem'], reviews),
        allow(['s3:ListBucket'], uploads.bucketArn),
        allow(['sqs:SendMessage'], changesQueue.queue.queueArn),
      ],
    };
    const examineUpload = new PipelineStep(this, 'examine-upload', {
      ...everyStep,
      impact: 'Reviews that officers drop are not examined: nothing new is published or withdrawn.',
      from: { inbox: uploadsQueue, atOnce: 2, stalledAfter: noteMayCome.plus(Duration.minutes(15)) },
      urgent: { name: 'removals', inbox: removalsQueue, atOnce: 2, stalledAfter: Duration.minutes(5) },
      timeout: TIMEOUT.examineUpload,
      // 2,048 MB come with 1.16 processors (1,769 MB are one); an examination uses 1.2 to 1.4
      // (bench/results.json). Calculated from that, 3,008 MB would save 5 % of the time, after a cold start
      // 16 %, and cost 23 to 39 % more; 1,769 MB would cost the same and take longer. The largest PDF used
      // 918 MB.
      memory: 2048,
      environment: { ...examining.environment, SCANS_QUEUE: scansQueue.queue.queueUrl },
      may: [...examining.may, allow(['sqs:SendMessage'], scansQueue.queue.queueArn)],
    });
    // A report without text is examined again where its words are recognized: minutes, in which it delays no
    // other upload.
    const readScan = new PipelineStep(this, 'read-scan', {
      ...everyStep,
      impact: 'Scanned reports are not read: their officers wait for the second receipt.',
      from: { inbox: scansQueue, atOnce: 2, stalledAfter: Duration.hours(2) },
      timeout: TIMEOUT.readScan,
      // Recognition uses one processor, of which these are 1.7, so that reading goes on beside it.
      memory: 3008,
      ...examining,
    });
    for (const { role } of [examineUpload, readScan]) {
      uploads.allowObjects(role, 's3:GetObject', ...(settings.malwareScan ? ['s3:GetObjectTagging'] : []));
      cleanCopies.allowObjects(role, 's3:PutObject');
    }
    cleanCopies.onlyTheseWrite(examineUpload.role, readScan.role);

    // 3. The review is published to the public bucket, behind CloudFront, and the officer gets a receipt. The
    // bucket has no versioning: it can be rebuilt, and withdrawn files must not remain.
    const publicFiles = new PrivateBucket(this, 'public', { accessLogs });
    const site = new PublicSite(this, 'site', {
      files: publicFiles,
      accessLogs,
      site: settings.publisher.site,
      certificate: settings.certificate,
      searchEngines: settings.searchEngines,
    });
    const officers = new SecureTopic(this, 'officers', {
      displayName: `${settings.publisher.name}: receipts`,
      encrypted: true,
    });
    officers.mailTo(settings.officers, undelivered.queue);
    const alertsQueue = new WorkQueue(this, 'alerts-queue', { readerTimeout: TIMEOUT.alertSubscribers });
    const publishReview = new PipelineStep(this, 'publish-review', {
      ...everyStep,
      impact: 'What was examined does not become public, and what was withdrawn stays public.',
      // Concurrent reviews share listing writes. With two functions, conflicts between writers are rare.
      from: { inbox: changesQueue, atOnce: 2, together: 10, stalledAfter: Duration.minutes(15) },
      timeout: TIMEOUT.publishReview,
      memory: 1024,
      environment: {
        REVIEWS_TABLE: reviews.tableName,
        CLEAN_COPIES_BUCKET: cleanCopies.bucketName,
        PUBLIC_BUCKET: publicFiles.bucketName,
        DISTRIBUTION_ID: site.distribution.distributionId,
        UPLOADS_QUEUE: uploadsQueue.queue.queueUrl,
        ALERTS_QUEUE: alertsQueue.queue.queueUrl,
        OFFICERS_TOPIC: officers.topicArn,
        SETTINGS,
      },
      may: [
        allow(['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:Query'], reviews.tableArn),
        allow(['dynamodb:Query'], `${reviews.tableArn}/index/${BY_PART}`),
        onlyKeys('years', allow(['dynamodb:UpdateItem'], reviews.tableArn)),
        allow(['s3:ListBucket'], publicFiles.bucketArn),
        allow(['cloudfront:CreateInvalidation'], site.distribution.distributionArn),
        allow(['sqs:SendMessage'], uploadsQueue.queue.queueArn),
        allow(['sqs:SendMessage'], alertsQueue.queue.queueArn),
        allow(['sns:Publish'], officers.topicArn),
      ],
    });
    cleanCopies.allowObjects(publishReview.role, 's3:GetObject');
    publicFiles.allowObjects(publishReview.role, 's3:GetObject', 's3:PutObject', 's3:DeleteObject');

    // 4. Subscribers get one alert. Two functions run concurrently, each for at least two seconds: one alert
    // a second. The audit queue is the delivery log of the topic.
    const alerts = new SecureTopic(this, 'alerts', { displayName: settings.publisher.name, encrypted: true });
    // A sweep receives an unconfirmed message up to four times and is retried three times, and messages stay
    // visible. This many receives last for more than an hour of failures.
    const audit = new WorkQueue(this, 'audit-queue', { readerTimeout: TIMEOUT.sweep, tries: 200 });
    new DeadLetterAlarm(this, 'audit-dead-letters', {
      queue: audit.deadLetters,
      heading: 'audit dead letters',
      impact: 'It cannot be told whether an alert went out, so a subscriber may be told twice.',
      operators,
    });
    // Not raw: the envelope carries the message attributes, which hold the alert's ID.
    alerts.addSubscription(
      new SqsSubscription(audit.queue, { rawMessageDelivery: false, deadLetterQueue: audit.deadLetters }),
    );
    const alertSubscribers = new PipelineStep(this, 'alert-subscribers', {
      ...everyStep,
      impact: 'Subscribers do not hear of reviews that are already public.',
      from: { inbox: alertsQueue, atOnce: 2, stalledAfter: Duration.minutes(30) },
      timeout: TIMEOUT.alertSubscribers,
      memory: 512,
      environment: { REVIEWS_TABLE: reviews.tableName, ALERTS_TOPIC: alerts.topicArn, SETTINGS },
      may: [
        allow(['dynamodb:GetItem'], reviews.tableArn),
        privateRecords(['dynamodb:PutItem'], reviews),
        allow(['sns:Publish'], alerts.topicArn),
      ],
    });
    alerts.onlyThisPublishes(alertSubscribers.role);

    // 5. The sweep: due embargoes and retirements, lost events, uncertain alerts, listings that differ from
    // the table.
    const sweep = new PipelineStep(this, 'sweep', {
      ...everyStep,
      impact: 'Embargoes and retirements that are due wait, and nothing that went wrong fixes itself.',
      failed: undelivered.queue,
      timeout: TIMEOUT.sweep,
      memory: 1024,
      environment: {
        REVIEWS_TABLE: reviews.tableName,
        UPLOADS_BUCKET: uploads.bucketName,
        CLEAN_COPIES_BUCKET: cleanCopies.bucketName,
        PUBLIC_BUCKET: publicFiles.bucketName,
        UPLOADS_QUEUE: uploadsQueue.queue.queueUrl,
        CHANGES_QUEUE: changesQueue.queue.queueUrl,
        ALERTS_QUEUE: alertsQueue.queue.queueUrl,
        AUDIT_QUEUE: audit.queue.queueUrl,
        OFFICERS_TOPIC: officers.topicArn,
        OPERATORS_TOPIC: operators.topicArn,
        SETTINGS,
      },
      may: [
        allow(['dynamodb:GetItem', 'dynamodb:Query', 'dynamodb:Scan'], reviews.tableArn),
        privateRecords(['dynamodb:PutItem'], reviews),
        allow(['dynamodb:Query'], `${reviews.tableArn}/index/${DUE}`),
        allow(['dynamodb:Query'], `${reviews.tableArn}/index/${BY_PART}`),
        allow(['s3:ListBucket'], uploads.bucketArn, publicFiles.bucketArn),
        allow(['sqs:SendMessage'], uploadsQueue.queue.queueArn),
        allow(['sqs:SendMessage'], changesQueue.queue.queueArn),
        allow(['sqs:SendMessage'], alertsQueue.queue.queueArn),
        allow(['sqs:ReceiveMessage', 'sqs:DeleteMessage'], audit.queue.queueArn),
        allow(['sns:ListSubscriptionsByTopic'], officers.topicArn, operators.topicArn),
      ],
    });
    publicFiles.allowObjects(sweep.role, 's3:GetObject', 's3:PutObject');
    publicFiles.onlyTheseWrite(publishReview.role, sweep.role);
    const clock = new SweepSchedule(this, 'sweep-schedule', { sweep, failed: undelivered.queue, operators });
    // The sweep's write permission is in the bucket policy, which waits for CloudFront: minutes in a first
    // deployment.
    if (publicFiles.policy) clock.node.addDependency(publicFiles.policy);
    new PipelineAlarms(this, 'pipeline-alarms', { operators });

    // 6. A reader subscribes. The function only answers requests with CloudFront's secret header.
    const originKey = Fn.select(2, Fn.split('/', Aws.STACK_ID));
    const subscribing = 'Readers cannot subscribe to alerts: the form tells them to come back later.';
    const subscribe = new PipelineStep(this, 'subscribe', {
      ...everyStep,
      impact: subscribing,
      timeout: TIMEOUT.subscribe,
      memory: 1024,
      reserved: settings.formsAtOnce === 'off' ? undefined : settings.formsAtOnce,
      environment: {
        REVIEWS_TABLE: reviews.tableName,
        ALERTS_TOPIC: alerts.topicArn,
        ORIGIN_KEY: originKey,
        SETTINGS,
      },
      may: [
        onlyKeys('rate-limit#*', allow(['dynamodb:UpdateItem'], reviews.tableArn)),
        subscribesPeople(alerts.topicArn, settings.sms),
        // SNS checks these against the topic of the subscription.
        allow(
          [
            'sns:ConfirmSubscription',
            'sns:GetSubscriptionAttributes',
            'sns:SetSubscriptionAttributes',
            'sns:Unsubscribe',
          ],
          alerts.topicArn,
        ),
      ],
    });
    new PublicForm(this, 'subscribe-form', {
      step: subscribe,
      site,
      path: '/subscribe',
      originKey,
      impact: subscribing,
      operators,
    });

    // Dashboard, alarms and outputs for operators.
    new PipelineDashboard(this, 'dashboard', {
      steps: [examineUpload, readScan, publishReview, alertSubscribers, sweep, subscribe],
      queues: [uploadsQueue, removalsQueue, scansQueue, changesQueue, alertsQueue, audit],
    });
    const outputs = {
      SiteAddress: `https://${site.distribution.distributionDomainName}`,
      UploadsBucket: uploads.bucketName,
      UploaderPolicy: uploader.managedPolicyArn,
      PublicBucket: publicFiles.bucketName,
      ReviewsTable: reviews.tableName,
      DistributionId: site.distribution.distributionId,
      AlertsTopic: alerts.topicArn,
      OfficersTopic: officers.topicArn,
      OperatorsTopic: operators.topicArn,
      UploadsQueue: uploadsQueue.queue.queueUrl,
      RemovalsQueue: removalsQueue.queue.queueUrl,
      ScansQueue: scansQueue.queue.queueUrl,
      ChangesQueue: changesQueue.queue.queueUrl,
      AlertsQueue: alertsQueue.queue.queueUrl,
      AuditQueue: audit.queue.queueUrl,
      UndeliveredQueue: undelivered.queue.queueUrl,
      SweepFunction: sweep.lambda.functionName,
    };
    for (const [name, value] of Object.entries(outputs)) new CfnOutput(this, name, { value });
    acknowledgeFindings(this, { uploads });
  }
}

/** Allows subscriptions of people's addresses only, never of a queue or a web server. */
function subscribesPeople(topicArn: string, sms: boolean): PolicyStatement {
  const statement = allow(['sns:Subscribe'], topicArn);
  statement.addCondition('StringEquals', { 'sns:Protocol': sms ? ['email', 'sms'] : ['email'] });
  return statement;
}
