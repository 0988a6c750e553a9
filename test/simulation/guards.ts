import type { World } from '../support/twins/a-world.ts';
import type { StepName, Task } from './engine.ts';

/** A guard of the design, taken out: the world as it would be without it. */
export interface Guard {
  readonly name: string;
  /** The world that every function shares. */
  readonly shared?: (world: World) => World;
  /** The world as one run of a function sees it. */
  readonly seen?: (world: World, task: Task) => World;
  /** How long functions may run instead, in milliseconds. */
  readonly timeouts?: Partial<Readonly<Record<StepName, number>>>;
}
