import type { ColdStart } from './measure-cold-start.ts';
import type { CostResult } from './measure-cost.ts';
import type { LatencyResult } from './measure-latency.ts';
import type { ReadingResult } from './measure-reading.ts';
import type { ScaleResult } from './measure-scale.ts';

/** Everything that one run measured. */
export interface Results {
  readonly machine: { readonly processor: string; readonly processors: number; readonly node: string };
  /** Programs that wanted a processor, on average over the last minutes, our own among them. */
  readonly load: number;
  readonly minutes: number;
  readonly reading: readonly ReadingResult[];
  readonly coldStart: readonly ColdStart[];
  readonly latency: LatencyResult;
  readonly scale: readonly ScaleResult[];
  readonly cost: CostResult;
}
