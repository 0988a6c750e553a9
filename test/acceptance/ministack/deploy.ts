import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import {
  type Capability,
  CloudFormationClient,
  CreateStackCommand,
  DescribeStackEventsCommand,
  DescribeStacksCommand,
} from '@aws-sdk/client-cloudformation';
import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import * as z from 'zod';
import { adaptTemplate } from './gaps.ts';
import { ACCOUNT, REGION } from './ministack.ts';

/** The bundles of an assembly: folders, and the names under which the template expects their archives. */
const Assets = z.object({
  files: z
    .record(
      z.string(),
      z.object({
        source: z.object({ path: z.string(), packaging: z.string() }),
        destinations: z.record(z.string(), z.object({ objectKey: z.string() })),
      }),
    )
    .transform((files) =>
      Object.values(files)
        .filter(({ source }) => source.packaging === 'zip')
        .flatMap(({ source: { path }, destinations }) =>
          Object.values(destinations).map(({ objectKey: key }) => ({ path, key })),
        ),
    ),
});

/** The folder of the bundles in the CDK's template. */
const BUCKET = `cdk-hnb659fds-assets-${ACCOUNT}-${REGION}`;

/**
 * Deploys a cloud assembly to MiniStack: its bundles, and its template without the gaps. Endpoint, region and
 * credentials come from the environment. Throws with CloudFormation's reasons for the resources that failed.
 */
export async function deployAssembly(
  assembly: string,
  { stackName: StackName, python }: { readonly stackName: string; readonly python: string },
): Promise<void> {
  const s3 = new S3Client({ forcePathStyle: true });
  const cloudformation = new CloudFormationClient({});
  try {
    const read = (file: string): unknown => JSON.parse(readFileSync(join(assembly, file), 'utf8'));
    await s3.send(
      new CreateBucketCommand({ Bucket: BUCKET, CreateBucketConfiguration: { LocationConstraint: REGION } }),
    );
    const put = (Key: string, Body: Uint8Array | string) =>
      s3.send(new PutObjectCommand({ Bucket: BUCKET, Key, Body }));
    for (const { path, key } of Assets.parse(read(`${StackName}.assets.json`)).files)
      await put(key, zipped(join(assembly, path), python));
    await put('template.json', JSON.stringify(adaptTemplate(read(`${StackName}.template.json`))));
    const TemplateURL = `${process.env.AWS_ENDPOINT_URL}/${BUCKET}/template.json`;
    const Capabilities: Capability[] = ['CAPABILITY_NAMED_IAM'];
    await cloudformation.send(new CreateStackCommand({ StackName, TemplateURL, Capabilities }));
    await untilCreated(cloudformation, StackName);
  } finally {
    s3.destroy();
    cloudformation.destroy();
  }
}

/** A folder as a ZIP archive, which Python's library writes. */
function zipped(folder: string, python: string): Buffer {
  const made = mkdtempSync(join(tmpdir(), 'bundle-'));
  try {
    const zip = join(made, 'bundle.zip');
    execFileSync(python, ['-m', 'zipfile', '-c', zip, '.'], { cwd: folder });
    return readFileSync(zip);
  } finally {
    rmSync(made, { recursive: true });
  }
}

async function untilCreated(cloudformation: CloudFormationClient, StackName: string): Promise<void> {
  for (;;) {
    const { Stacks = [] } = await cloudformation.send(new DescribeStacksCommand({ StackName }));
    const { StackStatus: status = '' } = Stacks[0] ?? {};
    if (status === 'CREATE_COMPLETE') return;
    if (!status.endsWith('IN_PROGRESS')) {
      const { StackEvents = [] } = await cloudformation.send(new DescribeStackEventsCommand({ StackName }));
      const reasons = StackEvents.filter(({ ResourceStatus }) => ResourceStatus?.endsWith('FAILED')).map(
        ({ LogicalResourceId, ResourceStatusReason }) => `${LogicalResourceId}: ${ResourceStatusReason}`,
      );
      throw new Error([`The stack is ${status}.`, ...reasons].join('\n'));
    }
    await pause(250);
  }
}
