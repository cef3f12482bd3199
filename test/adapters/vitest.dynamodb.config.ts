import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/adapters/dynamodb-store.contract.ts'],
    // Two hundred at once on one record take a minute and a half on a slow machine.
    testTimeout: 300_000,
    hookTimeout: 60_000,
  },
});
