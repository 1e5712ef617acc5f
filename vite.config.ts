import react from '@vitejs/plugin-react'
import type { Plugin } from 'vite'
import { defineConfig } from 'vitest/config'

/** Has the browser fetch the application while it still reads React, though the page imports it a task later. */
const preloadApp: Plugin = {
  name: 'preload-app',
  transformIndexHtml: {
    order: 'post',
    handler: (_html, { bundle }) =>
      Object.values(bundle ?? {})
        .filter((file) => file.type === 'chunk' && file.name === 'app')
        .map(({ fileName }) => ({
          tag: 'link',
          attrs: { rel: 'modulepreload', crossorigin: true, href: `/${fileName}` },
          injectTo: 'head' as const,
        })),
  },
}

/** The web build, and the two kinds of tests: `unit` beside the code, `browser` in e2e/. */
export default defineConfig({
  root: 'web',
  plugins: [react(), preloadApp],
  build: {
    outDir: '../dist/web',
    emptyOutDir: true,
    sourcemap: true,
    chunkSizeWarningLimit: 1_500,
    // What every first load needs comes in a few files with all they import, not in forty.
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'base', test: /web\/main\.tsx$/, priority: 4 },
            { name: 'app', test: /web\/(app|shell\/signed-in)\.tsx$/, priority: 3 },
            { name: 'today', test: /web\/features\/today\/today-page\.tsx$/, priority: 2 },
            { name: 'toasts', test: /web\/ui\/toasts\.tsx$/, priority: 1 },
          ],
        },
      },
    },
  },
  test: {
    root: '.',
    pool: 'forks',
    // Many tests wait for a server, a worker or a page: three at once fill two cores.
    maxWorkers: 3,
    // Nothing is made when a module loads, so a worker's files may share what the first one loaded.
    isolate: false,
    coverage: {
      provider: 'v8',
      include: ['src/**/*.ts'],
      exclude: ['**/*.test.ts', 'src/testing/**', 'src/main.ts'],
      // A failed test is no reason to hide what the others covered.
      reportOnFailure: true,
      // Pages to click through are for people.
      reporter:
        process.env['CI'] === 'true' ? ['text-summary', 'lcovonly'] : ['text-summary', 'html', 'lcovonly'],
      thresholds: { lines: 85, statements: 85 },
    },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          globalSetup: ['src/testing/global-setup.ts'],
          testTimeout: 20_000,
          hookTimeout: 60_000,
          include: [
            'src/**/*.test.ts',
            'migrations/**/*.test.ts',
            'scripts/**/*.test.ts',
            'bench/**/*.test.ts',
            'web/**/*.test.{ts,tsx}',
          ],
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          globalSetup: ['src/testing/global-setup.ts', 'scripts/browser-setup.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
          include: ['e2e/**/*.test.ts'],
        },
      },
    ],
  },
})
