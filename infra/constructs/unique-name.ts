import { Aws, Fn, type Stack } from 'aws-cdk-lib';

/** A unique name, so that resources that outlive a failed deployment do not block the next one. */
export function uniqueName(stack: Stack, what: string): string {
  const stackUuid = Fn.select(2, Fn.split('/', Aws.STACK_ID));
  return `${stack.stackName}-${what}-${Fn.select(0, Fn.split('-', stackUuid))}`;
}
