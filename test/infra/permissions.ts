import type { Synthesized } from './synthesized.ts';

/** One action that one principal may do with one resource. */
export interface Permission {
  /** A role or policy of the template, a service, or an account. */
  readonly who: string;
  readonly action: string;
  readonly resource: string;
}

interface Statement {
  readonly Effect: string;
  readonly Action?: string | string[];
  readonly Resource?: string | string[];
  readonly NotAction?: unknown;
  readonly NotResource?: unknown;
  readonly Principal?: string | Record<string, string | string[]>;
  readonly Condition?: unknown;
}

const listOf = <T>(value: T | readonly T[] | undefined): readonly T[] =>
  value === undefined ? [] : Array.isArray(value) ? value : [value as T];

/** Every statement of the template with those whom it is about: of roles, of managed policies, of buckets, queues and topics. */
export function* statementsOf(
  template: readonly Synthesized[],
): Generator<Statement & { readonly who: readonly string[] }> {
  for (const { id, type, properties } of template) {
    if (type === 'AWS::IAM::Role') {
      for (const { PolicyDocument } of properties.Policies ?? [])
        for (const statement of PolicyDocument.Statement) yield { ...statement, who: [id] };
    } else if (type === 'AWS::IAM::ManagedPolicy' || type === 'AWS::IAM::Policy') {
      const holders = template
        .filter((one) => one.properties.ManagedPolicyArns?.includes(`<${id}>`))
        .map((one) => one.id);
      for (const statement of properties.PolicyDocument.Statement)
        yield { ...statement, who: holders.length > 0 ? holders : [id] };
    } else if (/Policy$/.test(type) && properties.PolicyDocument !== undefined) {
      for (const statement of properties.PolicyDocument.Statement) {
        const principals =
          typeof statement.Principal === 'string'
            ? [statement.Principal]
            : Object.values(statement.Principal).flat();
        yield { ...statement, who: principals.map((one) => String(one).replace(/^<(.*)\.Arn>$/, '$1')) };
      }
    }
  }
}

/** Everything that is allowed, one action and one resource at a time. */
export function permissionsOf(template: readonly Synthesized[]): readonly Permission[] {
  const permissions: Permission[] = [];
  for (const { Effect, Action, Resource, who } of statementsOf(template)) {
    if (Effect !== 'Allow') continue;
    for (const one of who)
      for (const action of listOf(Action))
        for (const resource of listOf(Resource)) permissions.push({ who: one, action, resource });
  }
  return permissions;
}
