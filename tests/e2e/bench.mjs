// How much script time a frame of the timeline takes in the web view that the app runs in, at 1600 × 1000. The page is
// ui/bench/timeline.html, served as it is developed; the app goes to no page but its own, so the browser that comes with
// the web view shows it. Reported, and never a reason to fail.

import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { openWindow } from './lib/window.mjs'

const ui = path.resolve(import.meta.dirname, '../../ui')

/** Script time of a frame that is aimed at, at p95, in milliseconds. */
const aims = { scroll: 4, zoom: 6 }

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer()
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

const port = await freePort()
const vite = spawn(
  'timeout',
  ['-s', 'KILL', '300', process.execPath, 'node_modules/vite/bin/vite.js', '--port', String(port)],
  { cwd: ui, detached: true, stdio: ['ignore', 'ignore', 'inherit'] },
)
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
  const address = `http://localhost:${port}/bench/timeline.html`
  await window.until('the page to be served', async () => (await fetch(address)).ok)
  await window.driver.get(address)
  const found = await window.until('the measurements', () => window.script('return window.__bench ?? null'), 150_000)
  const [width, height] = await window.script('return [innerWidth, innerHeight]')
  const lines = [`timeline: script time of a frame, window ${width} × ${height}, 2,000 placements, 400 in view`]
  const names = {
    freshScroll: 'scroll, just opened',
    freshZoom: 'zoom, just opened',
  }
  for (const name of ['freshScroll', 'freshZoom', 'scroll', 'zoom', 'drag', 'play']) {
    const { p50, p95, mean, frames } = found[name]
    const aim = aims[name] === undefined ? '' : ` (aim p95 ${aims[name]} ms)`
    lines.push(
      `  ${names[name] ?? name}: p50 ${p50.toFixed(2)} ms, p95 ${p95.toFixed(2)}, mean ${mean.toFixed(2)} ms over ${frames} frames${aim}`,
    )
  }
  process.stdout.write(`${lines.join('\n')}\n`)
} finally {
  window?.kill()
  try {
    process.kill(-vite.pid, 'SIGKILL')
  } catch {
    // It has ended by itself.
  }
  rmSync(home, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
}
