import { type Created, Intrinsics, referencesIn } from './intrinsics.ts';
import type { Template } from './template.ts';

/** A resource with resolved properties. */
interface Wanted {
  readonly logicalId: string;
  readonly type: string;
  readonly properties: Readonly<Record<string, unknown>>;
  /** A stable name from stack and logical ID. */
  readonly physicalName: string;
}

export type ResourceHandler = (wanted: Wanted) => Promise<Created> | Created;

/**
 * Creates every resource of a template in dependency order and returns the outputs. Throws an error that
 * names all types without a handler.
 */
export async function createResources(
  template: Template,
  handlers: Readonly<Record<string, ResourceHandler>>,
): Promise<Record<string, string>> {
  const unknown = new Set(
    Object.values(template.Resources)
      .map(({ Type }) => Type)
      .filter((type) => handlers[type] === undefined),
  );
  if (unknown.size > 0) throw new Error(`The local stack does not know ${[...unknown].sort().join(', ')}.`);

  const created = new Map<string, Created>();
  const intrinsics = new Intrinsics(template, created);
  for (const logicalId of inOrder(template)) {
    const resource = template.Resources[logicalId];
    const creator = handlers[resource?.Type ?? ''];
    if (resource === undefined || creator === undefined) continue;
    if (resource.Condition !== undefined && !intrinsics.holds(resource.Condition)) continue;
    try {
      const properties = Object.fromEntries(
        Object.entries(resource.Properties)
          .map(([name, value]) => [name, intrinsics.resolve(value)])
          .filter(([, value]) => value !== undefined),
      );
      const physicalName = `${template.stackName}-${logicalId}`;
      created.set(logicalId, await creator({ logicalId, type: resource.Type, properties, physicalName }));
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new Error(`${logicalId} (${resource.Type}): ${reason}`, { cause: error });
    }
  }
  return Object.fromEntries(
    Object.entries(template.Outputs).map(([name, { Value }]) => [name, String(intrinsics.resolve(Value))]),
  );
}

/** Logical IDs in dependency order. */
function inOrder(template: Template): string[] {
  const done = new Set<string>();
  const open = new Set<string>();
  const visit = (logicalId: string): void => {
    const resource = template.Resources[logicalId];
    if (resource === undefined || done.has(logicalId)) return;
    if (open.has(logicalId)) throw new Error(`${logicalId} depends on itself.`);
    open.add(logicalId);
    for (const needed of [...resource.DependsOn, ...referencesIn(resource.Properties)]) visit(needed);
    open.delete(logicalId);
    done.add(logicalId);
  };
  for (const logicalId of Object.keys(template.Resources)) visit(logicalId);
  return [...done];
}
