// How much script time a frame of the timeline takes in the web view that the app runs in, at 1600 × 1000, and how many
// pictures a second the app shows while the playhead is dragged. The page of the first is ui/bench/timeline.html, served
// as it is developed; the app goes to no page but its own, so the browser that comes with the web view shows it.
// Reported, and never a reason to fail.

import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createServer as createPort } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { scrubbing } from './lib/scrubbing.mjs'
import { openWindow } from './lib/window.mjs'

const ui = path.resolve(import.meta.dirname, '../../ui')
const { createServer } = await import(path.join(ui, 'node_modules/vite/dist/node/index.js'))

/** Script time of a frame that is aimed at, at p95, in milliseconds. */
const aims = { scroll: 3, zoom: 5, drag: 4, trim: 4 }

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createPort()
    server.once('error', reject)
    server.listen(0, 'localhost', () => {
      const { port } = server.address()
      server.close(() => resolve(port))
    })
  })
}

/** WebKitGTK's own small browser, which Debian puts beside the library. */
function miniBrowser() {
  const places = readdirSync('/usr/lib').map((folder) => `/usr/lib/${folder}/webkit2gtk-4.1/MiniBrowser`)
  const found = places.find((place) => existsSync(place))
  if (found === undefined) throw new Error("WebKitGTK's MiniBrowser is not there: install libwebkit2gtk-4.1-0")
  return found
}

const vite = await createServer({
  root: ui,
  configFile: path.join(ui, 'vite.config.ts'),
  // Isolated from all other pages the web view tells time by 20 µs instead of by the millisecond.
  server: {
    port: await freePort(),
    strictPort: true,
    hmr: false,
    headers: {
      'Cross-Origin-Opener-Policy': 'same-origin',
      'Cross-Origin-Embedder-Policy': 'require-corp',
    },
  },
})
await vite.listen()
const home = mkdtempSync(path.join(tmpdir(), 'needledrop-bench-'))
let window
try {
  window = await openWindow({
    home,
    binary: miniBrowser(),
    browserName: 'MiniBrowser',
    args: ['--automation'],
    limitSeconds: 280,
  })
  const address = `http://localhost:${vite.config.server.port}/bench/timeline.html`
  await window.until('the page to be served', async () => (await fetch(address)).ok)
  await window.driver.get(address)
  const found = await window.until('the measurements', () => window.script('return window.__bench ?? null'), 150_000)
  const [width, height] = await window.script('return [innerWidth, innerHeight]')
  const lines = [`timeline: script time of a frame, window ${width} × ${height}, 2,000 placements, 400 in view`]
  const names = {
    freshScroll: 'scroll, just opened',
    freshZoom: 'zoom, just opened',
    trim: 'drag of an out-point with a tail',
    dragHundred: 'drag of a hundred',
  }
  for (const name of ['freshScroll', 'freshZoom', 'scroll', 'zoom', 'drag', 'trim', 'dragHundred', 'play']) {
    const { p50, p95, mean, frames } = found[name]
    const aim = aims[name] === undefined ? '' : ` (aim p95 ${aims[name]} ms)`
    lines.push(
      `  ${names[name] ?? name}: p50 ${p50.toFixed(2)} ms, p95 ${p95.toFixed(2)}, mean ${mean.toFixed(2)} ms over ${frames} frames${aim}`,
    )
  }
  process.stdout.write(`${lines.join('\n')}\n`)
} finally {
  window?.kill()
  await vite.close()
  rmSync(home, {
    recursive: true,
    force: true,
    maxRetries: 10,
    retryDelay: 100,
  })
}

const scrubbed = await scrubbing()
const pictures = ({ least, middle, most }) => `${middle.toFixed(1)} (${least.toFixed(1)} to ${most.toFixed(1)})`
process.stdout.write(
  `pictures a second while the playhead is dragged, 1080p H.264: ${pictures(scrubbed.original)}; its proxy of 720 lines: ${pictures(scrubbed.proxy)} (aim 20)\n`,
)
