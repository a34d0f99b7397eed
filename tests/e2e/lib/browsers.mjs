// Directors' browsers, as Debian has them: Chromium and Firefox, both without a window.

import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'

const require = createRequire(new URL('../../../ui/package.json', import.meta.url))
const puppeteer = require('puppeteer-core')

const mute = '--mute-audio'

/** Sound begins without a touch, since nobody is there to touch. */
const kinds = {
  chromium: {
    browser: 'chrome',
    executablePath: '/usr/bin/chromium',
    args: ['--no-sandbox', '--autoplay-policy=no-user-gesture-required', mute],
  },
  firefox: {
    browser: 'firefox',
    executablePath: '/usr/bin/firefox-esr',
    extraPrefsFirefox: {
      'media.autoplay.default': 0,
      'media.autoplay.blocking_policy': 0,
    },
  },
}

/**
 * A sound device that keeps time without a card: Firefox lets no sound begin where there is none. What is returned is for the
 * browsers' environment, and a way to end it.
 */
export async function soundDevice(folder) {
  const socket = path.join(folder, 'pulse.sock')
  const env = {
    HOME: folder,
    XDG_RUNTIME_DIR: folder,
    PULSE_RUNTIME_PATH: folder,
    PULSE_SERVER: `unix:${socket}`,
  }
  const modules = [
    `module-native-protocol-unix socket=${socket} auth-anonymous=1`,
    'module-null-sink rate=48000 norewinds=1',
  ]
  const args = ['--daemonize=no', '-n', '--exit-idle-time=-1', '--use-pid-file=no']
  const server = spawn('pulseaudio', [...args, ...modules.flatMap((one) => ['-L', one])], {
    env: { ...process.env, ...env },
    stdio: 'ignore',
  })
  for (let tries = 0; !existsSync(socket); tries += 1) {
    if (tries > 100) throw new Error('pulseaudio did not start')
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  return { env: { PULSE_SERVER: env.PULSE_SERVER }, stop: () => server.kill() }
}

/** Records what a sound device plays from now on; `stop` gives it, 48,000 samples a second of each side. */
export async function recordDevice({ env }) {
  const form = ['--raw', '--format=float32le', '--rate=48000', '--channels=2', '--latency-msec=20']
  const recorder = spawn('parec', ['--device=@DEFAULT_MONITOR@', ...form], { env: { ...process.env, ...env } })
  const parts = []
  recorder.stdout.on('data', (bytes) => parts.push(bytes))
  await new Promise((resolve) => recorder.stdout.once('data', resolve))
  return {
    stop: async () => {
      const gone = new Promise((resolve) => recorder.once('close', resolve))
      recorder.kill()
      await gone
      const bytes = Buffer.concat(parts)
      const samples = new Float32Array(Math.floor(bytes.length / 8) * 2)
      for (let at = 0; at < samples.length; at += 1) samples[at] = bytes.readFloatLE(4 * at)
      return [0, 1].map((side) => samples.filter((_, at) => at % 2 === side))
    },
  }
}

/** Files that pages save go to `downloads` without a question, and no name leads anywhere. */
const closedOff = (kind, downloads) =>
  kind === 'chromium'
    ? {
        args: [...kinds[kind].args, '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1'],
        downloadBehavior: { policy: 'allow', downloadPath: downloads },
      }
    : {
        extraPrefsFirefox: {
          ...kinds[kind].extraPrefsFirefox,
          'network.dns.disabled': true,
          'browser.download.folderList': 2,
          'browser.download.dir': downloads,
          'browser.download.useDownloadDir': true,
          'browser.download.always_ask_before_handling_new_types': false,
          'browser.helperApps.neverAsk.saveToDisk': 'application/json',
        },
      }

/** Nobody hears it unless `heard`: then it plays to the device that `env` names. */
export const openBrowser = (kind, env = {}, downloads = undefined, { heard = false } = {}) =>
  puppeteer.launch({
    env: { ...process.env, ...env },
    ...kinds[kind],
    // The driver mutes a browser without a window by itself, too.
    ...(heard ? { args: kinds[kind].args.filter((one) => one !== mute), ignoreDefaultArgs: [mute] } : {}),
    ...(downloads === undefined ? {} : closedOff(kind, downloads)),
    headless: true,
    protocolTimeout: 60_000,
    defaultViewport: { width: 1280, height: 800 },
  })

export const testId = (id) => `[data-testid="${id}"]`

/** Waits until `look` is true in the page; fails with `words`. */
export async function until(page, words, look, ...args) {
  try {
    await page.waitForFunction(look, { timeout: 20_000, polling: 100 }, ...args)
  } catch (reason) {
    const seen = await page.evaluate(() => document.body.innerText.slice(0, 1_500))
    throw new Error(`${words} (${reason.message}); the page says:\n${seen}`)
  }
}

/** Waits until the page says `text` somewhere. */
export const says = (page, text) =>
  until(page, `the page never said "${text}"`, (wanted) => document.body.innerText.includes(wanted), text)

/**
 * Everything a page connects to its output is kept, both sides in one, with a count of frames beside it: so what a busy machine
 * tears is told from what the page does. In the page, `heard()` gives what came since it was asked last, as frames of the context;
 * `own(first, last)` what each source that runs has of its own at these frames, before any gain.
 */
export function record() {
  const size = 16_384
  // A float holds whole numbers as far as this.
  const lap = 2 ** 20
  const { connect } = AudioNode.prototype
  const { stop } = AudioScheduledSourceNode.prototype
  const startAt = AudioBufferSourceNode.prototype.start
  const running = new Map()
  let blocks = []
  let tap

  AudioBufferSourceNode.prototype.start = function (when = 0, offset = 0, ...rest) {
    running.set(this, Math.round((when - offset) * this.context.sampleRate))
    return startAt.call(this, when, offset, ...rest)
  }
  AudioBufferSourceNode.prototype.stop = function (...rest) {
    running.delete(this)
    return stop.call(this, ...rest)
  }

  function tapOf(context) {
    const into = context.createChannelMerger(2)
    const counts = context.createBuffer(1, lap, context.sampleRate)
    counts.copyToChannel(
      Float32Array.from({ length: lap }, (_, at) => at),
      0,
    )
    const count = context.createBufferSource()
    count.buffer = counts
    // Far enough ahead that no device has asked for it yet.
    const from = Math.ceil(((context.currentTime + 0.5) * context.sampleRate) / 128) * 128
    count.loop = true
    connect.call(count, into, 0, 1)
    startAt.call(count, from / context.sampleRate)
    const node = context.createScriptProcessor(size, 2, 2)
    node.onaudioprocess = ({ inputBuffer, outputBuffer }) => {
      const [samples, counts] = [0, 1].map((side) => Array.from(inputBuffer.getChannelData(side)))
      for (let side = 0; side < 2; side += 1) outputBuffer.copyToChannel(Float32Array.from(samples), side)
      const counted = Math.round(counts[0])
      const laps = Math.floor((context.currentTime * context.sampleRate - from - counted) / lap)
      const whole = counts.every((one, at) => Math.round(one) === (counted + at) % lap)
      blocks.push({ first: from + laps * lap + counted, whole, samples })
    }
    connect.call(into, node)
    connect.call(node, context.destination)
    return { context, into }
  }

  AudioNode.prototype.connect = function (to, ...rest) {
    if (!(to instanceof AudioDestinationNode)) return connect.call(this, to, ...rest)
    if (tap?.context !== this.context) tap = tapOf(this.context)
    connect.call(this, tap.into, 0, 0)
    return to
  }

  window.heard = () => {
    const taken = blocks
    blocks = []
    const whole = taken.every((one, at) => one.whole && one.first === taken[0].first + at * size)
    return {
      first: taken[0]?.first,
      rate: tap.context.sampleRate,
      whole,
      samples: taken.flatMap(({ samples }) => samples),
    }
  }
  window.own = (first, last) =>
    [...running].map(([{ buffer }, zero]) => {
      const sides = Array.from({ length: buffer.numberOfChannels }, (_, side) => buffer.getChannelData(side))
      return Array.from(
        { length: last - first },
        (_, at) => sides.reduce((sum, side) => sum + (side[first + at - zero] ?? 0), 0) / sides.length,
      )
    })
  window.frame = () => Math.round(tap.context.currentTime * tap.context.sampleRate)
}

/** Closes a browser; one that does not answer any more is killed, so that no test waits for it for ever. */
export async function closeBrowser(browser) {
  const patience = setTimeout(() => browser.process()?.kill('SIGKILL'), 10_000)
  try {
    await browser.close()
  } catch {
    // It was killed, or has gone by itself.
  } finally {
    clearTimeout(patience)
  }
}
