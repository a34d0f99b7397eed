import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  plugins: [svelte()],
  // The window loads its pages from its own address; relative paths keep a second entry possible.
  base: './',
  clearScreen: false,
  server: { host: 'localhost', port: 5173, strictPort: true },
  build: {
    target: 'es2023',
    // Fonts stay files: the content policy of the window allows them from its own address only.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1000,
  },
  // Component tests mount in a page, so Svelte's browser build is the one to test.
  resolve: process.env.VITEST === undefined ? {} : { conditions: ['browser'] },
  test: {
    // A page costs a second to make: those that need one say so in their first line.
    environment: 'node',
    include: ['src/**/*.test.ts'],
    passWithNoTests: false,
    restoreMocks: true,
    // Painting is compared pixel by pixel, which takes its time on a busy machine.
    testTimeout: 60_000,
  },
})
