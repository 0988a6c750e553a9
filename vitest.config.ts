import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

// Processes that tests start compile the same modules: with Node's cache, a start takes a quarter less.
process.env.NODE_COMPILE_CACHE ??= join(tmpdir(), 'review-publisher-compile-cache');

/** Tests of plain functions. They share a process with each other, which loads the product once. */
const IN_ONE_PROCESS = ['domain', 'pdf', 'report', 'runtime', 'steps'].map(
  (name) => `test/${name}/**/*.test.ts`,
);

/** Tests of the template. They share processes, which load the CDK once: that takes seconds. */
const OF_THE_TEMPLATE = [
  'environment',
  'permissions',
  'public-site',
  'queues',
  'runbook',
  'settings',
  'storage',
].map((name) => `test/infra/${name}.test.ts`);

/** The files that take longest, in this order. They start first, so that none is left alone at the end. */
const LONGEST = [
  'simulation/simulation',
  'pipeline/officers',
  'acceptance/acceptance',
  'pipeline/kills',
  'pipeline/faults',
  'site/pages-in-a-browser',
  'pipeline/leaks',
  'local/examine',
  'isolation/isolated-examiner',
  'pipeline/withdrawals-first',
  'simulation/guards',
  'simulation/crashes',
  'pdf/read-pdf',
  'pipeline/upload-to-alert',
  'pipeline/npm-start',
  'pipeline/subscribe',
  'pipeline/wait-for-note',
];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const placeOf = ({ moduleId }: TestSpecification) => {
      const place = LONGEST.findIndex((name) => moduleId.endsWith(`/${name}.test.ts`));
      return place === -1 ? LONGEST.length : place;
    };
    const sorted = await super.sort(files);
    return sorted.sort((a, b) => placeOf(a) - placeOf(b));
  }
}

// biome-ignore lint/style/noDefaultExport: Vitest reads the default export.
export default defineConfig({
  test: {
    // Safety nets against tests that hang, wide enough for a busy machine: no test is about elapsed time.
    testTimeout: 600_000,
    hookTimeout: 600_000,
    // Most polls ask a server that shares the processors with what they wait for.
    expect: { requireAssertions: true, poll: { timeout: 300_000, interval: 250 } },
    // Most tests wait for queues, clocks and browsers; the simulation takes the processors that they leave.
    maxWorkers: 5,
    // Node loads the modules itself: the test runner's own loader makes what it loads slower.
    experimental: { viteModuleRunner: false, nodeLoader: false },
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        extends: true,
        test: {
          name: 'tests',
          include: ['test/**/*.test.ts'],
          exclude: [...IN_ONE_PROCESS, ...OF_THE_TEMPLATE],
        },
      },
      {
        extends: true,
        test: {
          name: 'template',
          include: OF_THE_TEMPLATE,
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'plain',
          include: IN_ONE_PROCESS,
          isolate: false,
        },
      },
    ],
  },
});
