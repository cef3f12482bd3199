import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/adapters/dynamodb-store.contract.ts'],
    testTimeout: 120_000,
    hookTimeout: 60_000,
  },
});
