// The real window under WebDriver: WebKit's own driver starts the app, as a person would, on the current display.

import { spawn } from 'node:child_process'
import { createWriteStream, mkdirSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import path from 'node:path'

const require = createRequire(new URL('../../../ui/package.json', import.meta.url))
const { Builder, By, Capabilities, Key, Origin } = require('selenium-webdriver')
export { By, Key, Origin }

/** A port that nobody listens on just now. */
function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address()
      server.close(() => resolve(port))
    })
  })
}

const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds))

/**
 * Opens the app with folders of its own. `args` go to it as on a command line.
 * The driver runs in a process group of its own with a hard time limit, and goes with the window.
 */
export async function openWindow({ home, args = [], width = 1600, height = 1000, env = {}, limitSeconds = 900 }) {
  const binary = process.env.NEEDLEDROP_APP
  if (!binary) throw new Error('NEEDLEDROP_APP does not say where the app is: run this through ./dev')
  mkdirSync(home, { recursive: true })
  const port = await freePort()
  const log = createWriteStream(path.join(home, 'window.log'), { flags: 'a' })
  await new Promise((resolve) => log.once('open', resolve))
  const driverProcess = spawn(
    'timeout',
    ['-s', 'KILL', String(limitSeconds), 'WebKitWebDriver', `--port=${port}`, '--host=127.0.0.1'],
    {
      detached: true,
      stdio: ['ignore', log, log],
      env: { ...process.env, TAURI_WEBVIEW_AUTOMATION: 'true', NEEDLEDROP_HOME: home, ...env },
    },
  )
  const stop = () => {
    try {
      process.kill(-driverProcess.pid, 'SIGKILL')
    } catch {
      // It is gone already.
    }
  }
  try {
    const capabilities = new Capabilities()
    capabilities.setBrowserName('wry')
    capabilities.set('webkitgtk:browserOptions', { binary, args })
    let driver
    for (let tries = 0; driver === undefined; tries++) {
      try {
        driver = await new Builder().usingServer(`http://127.0.0.1:${port}/`).withCapabilities(capabilities).build()
      } catch (error) {
        if (tries >= 40) throw error
        await pause(250)
      }
    }
    await driver.manage().setTimeouts({ script: 120_000, pageLoad: 60_000 })
    await driver.manage().window().setRect({ x: 0, y: 0, width, height })
    return new Window(driver, stop)
  } catch (error) {
    stop()
    throw error
  }
}

/** One running app. */
export class Window {
  constructor(driver, stop) {
    this.driver = driver
    this.stop = stop
  }

  /** Waits until `ask` gives something true; what it gave last is in the error. */
  async until(what, ask, milliseconds = 30_000) {
    const end = Date.now() + milliseconds
    let last
    for (;;) {
      try {
        last = await ask()
        if (last) return last
      } catch (error) {
        last = error
      }
      if (Date.now() > end) throw new Error(`waited ${milliseconds / 1000} s for ${what}; last: ${describe(last)}`)
      await pause(60)
    }
  }

  /** The first visible element with this test id. */
  find(testid, milliseconds) {
    return this.until(`[data-testid="${testid}"]`, async () => (await this.all(testid))[0], milliseconds)
  }

  /** All visible elements with this test id. */
  async all(testid) {
    const found = await this.driver.findElements(By.css(`[data-testid="${testid}"]`))
    const shown = await Promise.all(found.map((element) => element.isDisplayed().catch(() => false)))
    return found.filter((_, index) => shown[index])
  }

  async isThere(testid) {
    return (await this.all(testid)).length > 0
  }

  async click(testid) {
    await this.until(`a click on ${testid}`, async () => {
      await (await this.find(testid)).click()
      return true
    })
  }

  async text(testid) {
    return (await this.find(testid)).getText()
  }

  /** Puts `text` in the place of what a field holds. */
  async fill(testid, text) {
    const field = await this.find(testid)
    await field.click()
    await field.sendKeys(Key.chord(Key.CONTROL, 'a'), Key.BACK_SPACE, text)
    return field
  }

  /** Keys to whatever has the focus. */
  async keys(...keys) {
    await this.driver
      .actions()
      .sendKeys(...keys)
      .perform()
  }

  /** A chord such as Ctrl+Z. */
  async chord(modifier, key) {
    await this.driver.actions().keyDown(modifier).sendKeys(key).keyUp(modifier).perform()
  }

  /** Asks the core directly, for what no page shows. */
  async core(command, args = {}) {
    const answer = await this.driver.executeAsyncScript(
      `const [command, args, done] = arguments
       window.__TAURI_INTERNALS__.invoke(command, args).then((value) => done({ value }), (error) => done({ error }))`,
      command,
      args,
    )
    if (answer.error !== undefined) throw new Error(`${command}: ${describe(answer.error)}`)
    return answer.value
  }

  script(source, ...args) {
    return this.driver.executeScript(source, ...args)
  }

  /** The box of an element in CSS pixels. */
  async box(element) {
    return this.script('const b = arguments[0].getBoundingClientRect(); return [b.x, b.y, b.width, b.height]', element)
  }

  /** Moves the pointer along `points` with the button held; `before` runs ahead of the release. */
  async drag(points, { before, modifier } = {}) {
    const [start, ...rest] = points.map(([x, y]) => ({ x: Math.round(x), y: Math.round(y) }))
    let actions = this.driver.actions()
    if (modifier) actions = actions.keyDown(modifier)
    actions = actions.move({ ...start, origin: Origin.VIEWPORT }).press()
    for (const point of rest) actions = actions.move({ ...point, origin: Origin.VIEWPORT, duration: 120 })
    await actions.perform()
    if (before) await before()
    actions = this.driver.actions().release()
    if (modifier) actions = actions.keyUp(modifier)
    await actions.perform()
  }

  async clickAt(x, y) {
    await this.driver
      .actions()
      .move({ x: Math.round(x), y: Math.round(y), origin: Origin.VIEWPORT })
      .click()
      .perform()
  }

  async screenshot(file) {
    mkdirSync(path.dirname(file), { recursive: true })
    writeFileSync(file, await this.driver.takeScreenshot(), 'base64')
    return file
  }

  /** Closes the window as a person would, and waits until the app has put everything away. */
  async close() {
    try {
      await this.driver.quit()
    } finally {
      this.stop()
    }
  }
}

function describe(thing) {
  if (thing instanceof Error) return thing.message
  return typeof thing === 'string' ? thing : JSON.stringify(thing)
}
