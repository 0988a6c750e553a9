import { defineConfig } from 'vitest/config';

// biome-ignore lint/style/noDefaultExport: Vitest reads the default export.
export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    expect: { requireAssertions: true },
    testTimeout: 30_000,
    // Many tests wait for queues and browsers rather than compute; by default two processors would run one file at a time.
    maxWorkers: 2,
  },
});
