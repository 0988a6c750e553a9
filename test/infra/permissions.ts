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

type Held = Statement & { readonly who: readonly string[] };

/**
 * Every statement of the template with its holders: of roles, managed policies, buckets, queues and topics.
 */
export function statementsOf(template: readonly Synthesized[]): readonly Held[] {
  return template.flatMap((resource) => {
    if (resource.type === 'AWS::IAM::Role') return statementsOfRole(resource);
    if (/^AWS::IAM::(Managed)?Policy$/.test(resource.type)) return statementsOfPolicy(resource, template);
    return /Policy$/.test(resource.type) ? statementsOfResourcePolicy(resource) : [];
  });
}

function statementsOfRole({ id, properties }: Synthesized): Held[] {
  const statements: Statement[] = (properties.Policies ?? []).flatMap(
    (policy: { readonly PolicyDocument: { readonly Statement: Statement[] } }) =>
      policy.PolicyDocument.Statement,
  );
  return statements.map((statement) => ({ ...statement, who: [id] }));
}

function statementsOfPolicy({ id, properties }: Synthesized, template: readonly Synthesized[]): Held[] {
  const holders = template
    .filter((one) => one.properties.ManagedPolicyArns?.includes(`<${id}>`))
    .map((one) => one.id);
  const statements: Statement[] = properties.PolicyDocument.Statement;
  return statements.map((statement) => ({ ...statement, who: holders.length > 0 ? holders : [id] }));
}

function statementsOfResourcePolicy({ properties }: Synthesized): Held[] {
  const statements: Statement[] = properties.PolicyDocument?.Statement ?? [];
  return statements.map((statement) => {
    const principals =
      typeof statement.Principal === 'object'
        ? Object.values(statement.Principal).flat()
        : [statement.Principal];
    return { ...statement, who: principals.map((one) => String(one).replace(/^<(.*)\.Arn>$/, '$1')) };
  });
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
