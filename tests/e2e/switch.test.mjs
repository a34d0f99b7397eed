// What is promised in milliseconds, measured in a browser: the first picture of a link, and the switch from one alternate to another,
// at the gain of each to the sample. What the sound device adds is said.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { closeBrowser, openBrowser, soundDevice, testId, until } from './lib/browsers.mjs'
import { goTo, openLink, Served } from './lib/directors.mjs'

const review = new Served()
let sound
let browser

before(async () => {
  await review.serve()
  sound = await soundDevice(review.home)
  browser = await openBrowser('chromium', sound.env, undefined, {
    heard: true,
  })
})

after(async () => {
  await closeBrowser(browser)
  sound.stop()
  review.clear()
})

/** Puts a tap between each gain and the output: what came through which gain in which frame of the context. */
function tapGains() {
  const source = `registerProcessor('taps', class extends AudioWorkletProcessor {
    process(inputs, [out]) {
      const loudest = inputs.map(([left]) => (left ? Math.max(...left.map(Math.abs)) : 0))
      inputs.forEach((input) => input.forEach((side, at) => side.forEach((value, frame) => { if (out[at]) out[at][frame] += value })))
      this.port.postMessage([currentFrame, loudest])
      return true
    }
  })`
  const connect = AudioNode.prototype.connect
  const blocks = []
  let tap
  let inputs = 0
  const Context = window.AudioContext
  window.AudioContext = class extends Context {
    constructor(...options) {
      super(...options)
      window.context = this
      const module = URL.createObjectURL(new Blob([source], { type: 'text/javascript' }))
      window.tapped = this.audioWorklet.addModule(module).then(() => {
        tap = new AudioWorkletNode(this, 'taps', {
          numberOfInputs: 16,
          outputChannelCount: [2],
        })
        tap.port.onmessage = ({ data }) => blocks.push(data)
        connect.call(tap, this.destination)
      })
    }
  }
  AudioNode.prototype.connect = function (to, ...rest) {
    if (!(to instanceof AudioDestinationNode) || tap === undefined) return connect.call(this, to, ...rest)
    connect.call(this, tap, 0, inputs++ % 16)
    return to
  }
  window.blocks = () => blocks.splice(0)
}

test('another alternate is heard within 30 ms of its key, with no gap', async (t) => {
  const page = await openLink(browser, review.links.Priya, undefined, async (fresh) => {
    await fresh.setBypassCSP(true)
    await fresh.evaluateOnNewDocument(tapGains)
  })
  await page.evaluate(() => window.tapped)
  await goTo(page, '4M03')
  await page.keyboard.press(' ')
  await until(
    page,
    'it never played',
    () => !document.querySelector('[data-testid="clock"]').textContent.startsWith('0:00.0'),
  )
  // Past the pre-roll, where there is music.
  await new Promise((resolve) => setTimeout(resolve, 7_000))
  const took = []
  for (const [key, letter] of ['2', '1', '2', '1', '2', '1', '2', '1'].map((key) => [key, key === '1' ? 'A' : 'B'])) {
    await page.evaluate(() => window.blocks())
    await new Promise((resolve) => setTimeout(resolve, 350))
    const asked = await page.evaluate((pressed) => {
      const { currentTime, sampleRate, baseLatency, outputLatency } = window.context
      dispatchEvent(new KeyboardEvent('keydown', { key: pressed, bubbles: true }))
      return {
        frame: currentTime * sampleRate,
        sampleRate,
        baseLatency,
        outputLatency,
      }
    }, key)
    await new Promise((resolve) => setTimeout(resolve, 350))
    assert.equal(await page.$eval(testId(`switch-${letter}`), (one) => one.getAttribute('aria-pressed')), 'true')
    const blocks = await page.evaluate(() => window.blocks())
    const of = (input) => blocks.map(([frame, loudest]) => [frame, loudest[input]])
    const audible = (pairs) => pairs.filter(([, loudest]) => loudest > 1e-4)
    const before = (input) => audible(of(input).filter(([frame]) => frame < asked.frame - 1_024)).length
    const later = (input) => audible(of(input).filter(([frame]) => frame > asked.frame + 4_800)).length
    const all = blocks[0][1].map((_, input) => input)
    const comes = all.find((input) => before(input) === 0 && later(input) > 20)
    const goes = all.find((input) => before(input) > 20 && later(input) === 0)
    assert.ok(comes !== undefined && goes !== undefined, `nothing was switched by ${key}`)
    const first = audible(of(comes)).at(0)[0]
    const last = audible(of(goes)).at(-1)[0] + 128
    assert.ok(first <= last, `a gap of ${last - first} frames`)
    const milliseconds = ((last - asked.frame) / asked.sampleRate) * 1_000
    took.push({
      graph: milliseconds,
      device: (asked.baseLatency + asked.outputLatency) * 1_000,
    })
  }
  await page.close()
  const graph = Math.max(...took.map((one) => one.graph))
  const device = Math.max(...took.map((one) => one.device))
  t.diagnostic(
    `wholly switched ${graph.toFixed(1)} ms after the key at most, and ${device.toFixed(1)} ms more to this device`,
  )
  assert.ok(graph < 30, `switched after ${graph} ms`)
})
