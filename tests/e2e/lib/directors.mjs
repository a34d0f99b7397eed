// A round that is served without a window, as directors come to it: the sample show, its links, and pages of it.

import { execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { testId, until } from './browsers.mjs'
import { makeSample } from './season.mjs'

const program = path.join(path.dirname(process.env.NEEDLEDROP_APP ?? ''), 'needledrop')

/** A port that nobody listens on just now. */
export const freePort = () =>
  new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address()
      server.close(() => resolve(port))
    })
  })

/** The sample show, or one that `make` makes, in a folder of its own, whose review can be served, killed and served again. */
export class Served {
  home = mkdtempSync(path.join(tmpdir(), 'needledrop-director-'))
  show = path.join(this.home, 'show.needledrop')
  env = { ...process.env, NEEDLEDROP_HOME: path.join(this.home, 'home') }
  server
  /** By the name of the reviewer; those of the first start. */
  links = {}

  constructor(make = () => makeSample(this.show, this.env)) {
    make(this)
  }

  run(...args) {
    return execFileSync(program, args, { env: this.env, encoding: 'utf8' })
  }

  /** Serves until it is stopped, killed, or told to quit. */
  async serve(port = 0) {
    const args = ['review', 'serve', this.show, '1x04', '--port', String(port), '--json']
    this.server = spawn(program, args, {
      env: this.env,
      stdio: ['pipe', 'pipe', 'inherit'],
    })
    const lines = createInterface({ input: this.server.stdout })
    const line = await new Promise((resolve, reject) => {
      lines.once('line', resolve)
      this.server.once('exit', (code) => reject(new Error(`needledrop review serve ended with ${code}`)))
    })
    const told = JSON.parse(line)
    Object.assign(this.links, Object.fromEntries(told.links.map(({ reviewer, link }) => [reviewer, link])))
    return told
  }

  /** Ends it as a power cut does. */
  async kill() {
    const gone = new Promise((resolve) => this.server.once('exit', resolve))
    this.server.kill('SIGKILL')
    await gone
  }

  clear() {
    if (this.server !== undefined && this.server.exitCode === null) this.server.kill('SIGTERM')
    rmSync(this.home, {
      recursive: true,
      force: true,
      maxRetries: 10,
      retryDelay: 100,
    })
  }
}

/** A telephone of the usual size, touched. */
export const phone = {
  width: 390,
  height: 844,
  deviceScaleFactor: 2,
  isMobile: true,
  hasTouch: true,
}

/** Opens a link in a browser, on a screen of `viewport`; `prepare` gets the page before. */
export async function openLink(browser, link, viewport, prepare = async () => {}) {
  const page = await browser.newPage()
  await prepare(page)
  if (viewport !== undefined) await page.setViewport(viewport)
  await page.goto(link)
  await page.waitForSelector(testId('alternate-card'), { timeout: 30_000 })
  return page
}

/** Goes to a cue by its number, and waits for its music. */
export async function goTo(page, number) {
  if (await page.$(testId('list'))) await page.locator(testId('list')).click()
  await until(
    page,
    `no cue ${number}`,
    (wanted) => {
      const rows = [...document.querySelectorAll('[data-testid="review-cue"]')]
      const row = rows.find((one) => one.textContent.includes(wanted))
      row?.click()
      return row !== undefined
    },
    number,
  )
  await until(page, 'the music never came', () => document.querySelector('[data-testid="play"]')?.disabled === false)
}

/** How many notes say `text`. */
export const notesSaying = (page, text) =>
  page.$$eval(testId('note'), (all, wanted) => all.filter((one) => one.textContent.includes(wanted)).length, text)
