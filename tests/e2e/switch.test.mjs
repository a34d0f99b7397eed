// What is promised in milliseconds, measured in a browser: the switch from one alternate to another, at the gain of each and in what
// is rendered, to the sample; what a sound device makes of it is told beside it.

import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { closeBrowser, openBrowser, recordDevice, soundDevice, testId, until } from './lib/browsers.mjs'
import { goTo, openLink, Served } from './lib/directors.mjs'
import { longestGap, marks, rate, sharpest, tone } from './lib/heard.mjs'

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

/** Two alternates of one cue, each a tone of its own: what is heard says which it is, and what of it is missing. */
const tones = { A: 220, B: 330 }

function makeTones(served) {
  const files = Object.values(tones).map((hertz) => {
    const file = path.join(served.home, `${hertz}.wav`)
    const voice = `0.25*sin(2*PI*${hertz}*t)`
    const source = `aevalsrc='${voice}|${voice}':s=48000:d=40`
    execFileSync('ffmpeg', ['-v', 'error', '-f', 'lavfi', '-i', source, '-c:a', 'pcm_s16le', file])
    return file
  })
  served.run('new', served.show, '--title', 'Tones')
  const cut = ['--rate', '24', '--start', '01:00:00:00', '--length', '00:01:00:00']
  served.run('episode', 'add', served.show, '1x04', '--title', 'Two Tones', ...cut)
  const ids = files.map((file) => JSON.parse(served.run('import', served.show, file, '--json')).imported[0])
  const at = ['--at', '1s', '--length', '40s']
  const placed = JSON.parse(served.run('place', served.show, '1x04', '--track', String(ids[0]), ...at, '--json'))
  const cue = placed.number ?? placed.cue?.number ?? '1M01'
  served.run('place', served.show, '1x04', '--track', String(ids[1]), '--cue', cue, '--length', '40s')
  served.run('review', 'open', served.show, '1x04', '--reviewer', 'Dana')
}

/** Records what a page's sound comes to, at 48,000 samples a second, as `window.rendered()`: blocks of [first frame, samples]. */
function tapOutput() {
  const source = `registerProcessor('recorder', class extends AudioWorkletProcessor {
    process([input], [out]) {
      input.forEach((side, at) => out[at]?.set(side))
      this.port.postMessage([currentFrame, input[0] ?? new Float32Array(128)])
      return true
    }
  })`
  const connect = AudioNode.prototype.connect
  const blocks = []
  let tap
  const Context = window.AudioContext
  window.AudioContext = class extends Context {
    constructor(options) {
      super({ ...options, sampleRate: 48_000 })
      window.context = this
      const module = URL.createObjectURL(new Blob([source], { type: 'text/javascript' }))
      window.tapped = this.audioWorklet.addModule(module).then(() => {
        tap = new AudioWorkletNode(this, 'recorder', { outputChannelCount: [2] })
        tap.port.onmessage = ({ data }) => blocks.push(data)
        connect.call(tap, this.destination)
      })
    }
  }
  AudioNode.prototype.connect = function (to, ...rest) {
    const tapped = to instanceof AudioDestinationNode && tap !== undefined
    return connect.call(this, tapped ? tap : to, ...rest)
  }
  window.rendered = () => blocks.splice(0).map(([frame, samples]) => [frame, Array.from(samples)])
}

// Over 1/110 s both tones go round whole times, so neither is taken for the other.
const round = Math.round(rate / 110)

/** What a recording says of the switches in it: how long each took in ms, the longest stillness in ms, the sharpest bend. */
function judge(samples, pressed, wanted) {
  const loud = (hertz, at) => tone(samples, hertz, at, round)
  const level = loud(tones.A, pressed[0] - 2 * round)
  const took = pressed.map((at, index) => {
    const [comes, goes] = wanted[index] === 'A' ? [tones.A, tones.B] : [tones.B, tones.A]
    const before = loud(goes, at - 2 * round) > 0.8 * level
    let later = at
    while (later < at + rate / 2 && (loud(goes, later) > 0.05 * level || loud(comes, later) < 0.8 * level)) later += 12
    return before ? ((later - at) * 1_000) / rate : Number.NaN
  })
  const [from, to] = [pressed[0] - rate / 4, pressed.at(-1) + rate / 4]
  return {
    level,
    took,
    slowest: Math.max(...took),
    gap: longestGap(samples, from, to, 0.02 * level),
    bend: sharpest(samples, from, to) / level,
    usual: sharpest(samples, from, pressed[0] - rate / 20) / level,
  }
}

const told = ({ slowest, gap, bend, usual }) =>
  `whole after ${slowest.toFixed(1)} ms at most; longest gap ${gap.toFixed(2)} ms; sharpest bend ${bend.toFixed(4)} of the level, ${usual.toFixed(4)} between switches`

test('sample for sample the switch is whole within 30 ms, without a gap or a click', async (t) => {
  const served = new Served(makeTones)
  await served.serve()
  t.after(() => served.clear())
  const page = await openLink(browser, served.links.Dana, undefined, async (fresh) => {
    await fresh.setBypassCSP(true)
    await fresh.evaluateOnNewDocument(tapOutput)
  })
  await page.evaluate(() => window.tapped)
  await goTo(page, '1M01')
  await page.keyboard.press(' ')
  await until(page, 'the music never began', () =>
    /^0:0[2-9]/.test(document.querySelector('[data-testid="clock"]').textContent),
  )
  const recorder = await recordDevice(sound)
  await page.evaluate(() => window.rendered())
  const wanted = ['B', 'A', 'B', 'A', 'B', 'A', 'B', 'A', 'B', 'A']
  const asked = []
  for (const letter of wanted) {
    await new Promise((resolve) => setTimeout(resolve, 600))
    const frame = await page.evaluate(
      (key) => {
        // A mark on one side alone, asked for together with the key: it stands in the device's recording where it was pressed.
        const mark = context.createBuffer(2, 24, context.sampleRate)
        mark.getChannelData(1).fill(0.9)
        const source = context.createBufferSource()
        source.buffer = mark
        source.connect(context.destination)
        source.start()
        const at = Math.round(context.currentTime * context.sampleRate)
        dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }))
        return at
      },
      letter === 'A' ? '1' : '2',
    )
    asked.push(frame)
  }
  await new Promise((resolve) => setTimeout(resolve, 900))
  const blocks = await page.evaluate(() => window.rendered())
  const recorded = await recorder.stop()
  await page.close()

  const first = blocks[0][0]
  blocks.forEach(([frame], at) => assert.equal(frame, first + 128 * at, 'a block was not handed over'))
  const graph = judge(
    Float32Array.from(blocks.flatMap(([, samples]) => samples)),
    asked.map((frame) => frame - first),
    wanted,
  )
  t.diagnostic(`as it is rendered: ${told(graph)}`)
  // What the device made of it depends on what else the machine does: it is told, and not held to anything.
  const pressed = marks(recorded)
  t.diagnostic(
    pressed.length === wanted.length
      ? `on the sound device: ${told(judge(recorded[0], pressed, wanted))}`
      : `the sound device lost ${wanted.length - pressed.length} of ${wanted.length} marks`,
  )
  assert.ok(graph.level > 0.05, `nothing was heard: ${graph.level}`)
  assert.ok(graph.slowest < 30, `switched after ${graph.took.map((one) => one.toFixed(1)).join(', ')} ms`)
  assert.ok(graph.gap < 3, `a gap of ${graph.gap} ms`)
  assert.ok(graph.bend < 0.05, `a click: a bend of ${graph.bend} of the level`)
})
