// The real window under WebDriver: WebKit's own driver starts the app, as a person would, on the current display.

import { spawn } from 'node:child_process'
import { createWriteStream, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
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

/** How long one command may take before the window counts as stuck, in milliseconds. */
const commandLimit = 40_000
/** Scripts that wait for the core get this long, less than a command: so it is the script that is named, not the driver. */
const scriptLimit = 30_000
/** A window under a test that took this long to go is killed, in milliseconds. */
const closeLimit = 20_000

/**
 * The driver answers a command only when the web view has: a view that hangs would hang the test for ever, without a
 * word. Here each command has a limit and an error that names it; after the first that is missed none is tried.
 */
function limit(driver) {
  const execute = driver.execute.bind(driver)
  let stuck
  driver.execute = async (command) => {
    if (stuck !== undefined) throw new Error(stuck)
    let timer
    const late = new Promise((_, reject) => {
      timer = setTimeout(() => {
        stuck = `the window gave no answer to ${nameOf(command)} within ${commandLimit / 1000} s`
        reject(new Error(stuck))
      }, commandLimit)
    })
    try {
      return await Promise.race([execute(command), late])
    } finally {
      clearTimeout(timer)
    }
  }
  return driver
}

/** A command in few words: `executeScript return 1`. */
function nameOf(command) {
  const { script, using, value, actions } = command.getParameters()
  const about =
    script ?? (value === undefined ? undefined : `${using} ${value}`) ?? (actions && JSON.stringify(actions))
  return `${command.getName()} ${about === undefined ? '' : String(about).slice(0, 300)}`.trim()
}

/** Fails with `words` if `promise` takes longer than `milliseconds`. */
async function within(words, milliseconds, promise) {
  let timer
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${words} took longer than ${milliseconds / 1000} s`)), milliseconds)
  })
  try {
    return await Promise.race([promise, late])
  } finally {
    clearTimeout(timer)
  }
}

/** The app that a driver has started. */
function appOf(driverProcess, binary) {
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue
    try {
      const group = Number(readFileSync(`/proc/${name}/stat`, 'utf8').split(') ')[1].split(' ')[2])
      const [program] = readFileSync(`/proc/${name}/cmdline`, 'utf8').split('\0')
      if (group === driverProcess.pid && program === binary) return Number(name)
    } catch {
      // It has ended since the folder was read.
    }
  }
  throw new Error(`the driver runs, but not ${binary}`)
}

function runs(pid) {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1][0] !== 'Z'
  } catch {
    return false
  }
}

/**
 * Opens the app with folders of its own. `args` go to it as on a command line.
 * The driver runs in a process group of its own with a hard time limit, and goes with the window.
 */
export async function openWindow({
  home,
  args = [],
  width = 1600,
  height = 1000,
  env = {},
  limitSeconds = 900,
  binary = process.env.NEEDLEDROP_APP,
  browserName = 'wry',
}) {
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
      env: {
        ...process.env,
        TAURI_WEBVIEW_AUTOMATION: 'true',
        NEEDLEDROP_HOME: home,
        // Where the web view remembers the page's preferences: those of the user are none of a test's business.
        XDG_DATA_HOME: path.join(home, 'web'),
        ...env,
      },
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
    capabilities.setBrowserName(browserName)
    capabilities.set('webkitgtk:browserOptions', { binary, args })
    let driver
    for (let tries = 0; driver === undefined; tries++) {
      try {
        const building = new Builder().usingServer(`http://127.0.0.1:${port}/`).withCapabilities(capabilities).build()
        driver = limit(await within('starting the window', commandLimit, building))
      } catch (error) {
        if (tries >= 40 || !/ECONNREFUSED|ECONNRESET/.test(describe(error))) throw error
        await pause(250)
      }
    }
    await driver.manage().setTimeouts({ script: scriptLimit, pageLoad: scriptLimit })
    await driver.manage().window().setRect({ x: 0, y: 0, width, height })
    return new Window(driver, stop, appOf(driverProcess, binary))
  } catch (error) {
    stop()
    throw error
  }
}

/** One running app. */
export class Window {
  constructor(driver, stop, pid) {
    this.driver = driver
    this.stop = stop
    this.pid = pid
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

  /** All visible elements with this test id. The driver's own idea of visible misses what lies in a clipped box. */
  all(testid) {
    return this.script(
      `return [...document.querySelectorAll('[data-testid="' + arguments[0] + '"]')].filter((element) =>
         element.getClientRects().length > 0 && getComputedStyle(element).visibility === 'visible')`,
      testid,
    )
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
    return this.content(await this.find(testid))
  }

  /** All text in an element. The driver's own leaves out what it wrongly takes for cut off. */
  content(element) {
    return this.script('return arguments[0].textContent.trim().replace(/\\s+/g, " ")', element)
  }

  /** Puts `text` in the place of what a field holds. */
  async fill(testid, text) {
    const field = await this.find(testid)
    await field.click()
    // A chord within `sendKeys` would leave Ctrl held.
    await this.chord(Key.CONTROL, 'a')
    await field.sendKeys(text === '' ? Key.BACK_SPACE : text)
    await this.until(`${testid} to hold ${text}`, async () => (await field.getAttribute('value')) === text)
    return field
  }

  /** Keys to whatever has the focus. */
  async keys(...keys) {
    await this.driver
      .actions()
      .sendKeys(...keys)
      .perform()
  }

  /** A chord such as Ctrl+Z: a key while one or more others are held. */
  async chord(held, key) {
    const all = [held].flat()
    let actions = this.driver.actions()
    for (const one of all) actions = actions.keyDown(one)
    actions = actions.sendKeys(key)
    for (const one of all.toReversed()) actions = actions.keyUp(one)
    await actions.perform()
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

  /**
   * Writes what is in the window as a PNG. The driver waits for the next frame before it takes a picture, and a page
   * that stands still never draws one: a dot that nobody sees blinks meanwhile.
   */
  async screenshot(file) {
    mkdirSync(path.dirname(file), { recursive: true })
    await this.script(
      `const dot = Object.assign(document.createElement('i'), { id: 'blinking' })
       dot.style.cssText = 'position:fixed;top:0;left:0;width:1px;height:1px;opacity:0.01;pointer-events:none'
       document.body.append(dot)
       let turn = 0
       dot.timer = setInterval(() => (dot.style.background = ++turn % 2 ? 'white' : 'black'), 30)`,
    )
    try {
      writeFileSync(file, await this.driver.takeScreenshot(), 'base64')
    } finally {
      await this.script(
        `const dot = document.getElementById('blinking')
         clearInterval(dot?.timer)
         dot?.remove()`,
      )
    }
    return file
  }

  /**
   * Closes the window as its close button does, and waits until the app has put everything away. The driver itself
   * would kill the app: it goes last.
   */
  async close() {
    try {
      // The window may be gone before the answer is.
      await this.script(
        `setTimeout(() => window.__TAURI_INTERNALS__.invoke('plugin:window|close', { label: 'main' }), 0)`,
      ).catch((error) => {
        if (/gave no answer/.test(error.message)) throw error
      })
      await this.until('the app to end', () => !runs(this.pid), closeLimit)
    } finally {
      this.stop()
    }
  }

  /** Ends the app at once, whatever it is doing. */
  kill() {
    this.stop()
  }
}

function describe(thing) {
  if (thing instanceof Error) return thing.message
  return typeof thing === 'string' ? thing : JSON.stringify(thing)
}
