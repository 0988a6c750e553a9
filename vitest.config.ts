import { defineConfig } from 'vitest/config';

const SIMULATION = 'test/simulation/simulation.test.ts';

// biome-ignore lint/style/noDefaultExport: Vitest reads the default export.
export default defineConfig({
  test: {
    expect: { requireAssertions: true },
    // A safety net against tests that hang, wide enough for a busy machine: no test is about elapsed time.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    // Many tests wait for queues and browsers rather than compute; by default two processors would run one
    // file at a time.
    maxWorkers: 2,
    projects: [
      // Its threads take every processor: it goes first, with nothing beside it.
      { extends: true, test: { name: 'simulation', include: [SIMULATION], sequence: { groupOrder: 0 } } },
      {
        extends: true,
        test: {
          name: 'tests',
          include: ['test/**/*.test.ts'],
          exclude: [SIMULATION],
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
