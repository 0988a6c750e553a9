import type { ColdStart } from './measure-cold-start.ts';
import type { CostResult } from './measure-cost.ts';
import type { LatencyResult } from './measure-latency.ts';
import type { ReadingResult } from './measure-reading.ts';
import type { ScaleResult } from './measure-scale.ts';

/** Results of one run. */
export interface Results {
  readonly machine: { readonly processor: string; readonly processors: number; readonly node: string };
  /** Load average of the machine. */
  readonly load: number;
  readonly minutes: number;
  readonly reading: readonly ReadingResult[];
  readonly coldStart: readonly ColdStart[];
  readonly latency: LatencyResult;
  readonly scale: readonly ScaleResult[];
  readonly cost: CostResult;
}
