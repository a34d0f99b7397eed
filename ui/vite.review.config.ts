import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig } from 'vite'

/** The page for directors: a script, a style sheet and fonts, which the review server and the offline package carry. */
export default defineConfig({
  plugins: [svelte()],
  base: './',
  clearScreen: false,
  build: {
    outDir: 'dist-review',
    // Two years of browsers, Safari on a telephone among them.
    target: ['chrome111', 'firefox115', 'safari16.4'],
    assetsInlineLimit: 0,
    cssCodeSplit: false,
    modulePreload: false,
    rollupOptions: {
      input: 'src/director/main.ts',
      output: {
        codeSplitting: false,
        entryFileNames: 'review.js',
        assetFileNames: ({ names }) => (names.some((name) => name.endsWith('.css')) ? 'review.css' : '[name][extname]'),
      },
    },
  },
})
