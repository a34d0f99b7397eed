// How much script time a frame of the timeline takes: 2,000 placements over 45 minutes, 400 of them in view, at
// 1468 × 430. Results are shown and left in `window.__bench`, in milliseconds.

import '../../app.css'
import { createTimeline } from '..'
import type { PeaksSource } from '..'
import { cutOf, at, lanesOf, peaksOf, sceneOf, hitOf, type Wish } from './made-up'

interface Figures {
  readonly p50: number
  readonly p95: number
  /** The web view's clock tells whole milliseconds; the mean tells more. */
  readonly mean: number
  readonly frames: number
}

const length = 45 * 60
const perLane = 500
const frames = 200
const waves: readonly PeaksSource[] = Array.from({ length: 24 }, (_, seed) => peaksOf(seed + 1, 90))

let spent = 0
const plain = window.requestAnimationFrame.bind(window)
// The engine asks for its frames here, so that what they cost can be told from waiting.
window.requestAnimationFrame = (callback) =>
  plain((time) => {
    const begun = performance.now()
    callback(time)
    spent += performance.now() - begun
  })

function cut() {
  const each = length / perLane
  const wishes = Array.from({ length: 4 * perLane }, (_, index): Wish => {
    const [lane, place] = [Math.floor(index / perLane), index % perLane]
    const from = place * each + (lane * each) / 4
    const number = `${1 + Math.floor(from / 600)}M${String((index % 99) + 1).padStart(2, '0')}`
    const to = Math.min(length, from + each * (0.55 + ((index * 7) % 40) / 100))
    return {
      id: index + 1,
      lane: lane + 1,
      from,
      to,
      number,
      title: `Track ${index}`,
      gain: -100 * (index % 7),
      fadeIn: 0.3,
      fadeOut: 0.8,
    }
  })
  const scenes = Array.from({ length: 60 }, (_, index) =>
    sceneOf(10_000 + index, String(index + 1), 'INT. ROOM – DAY', index * 45, (index + 1) * 45, `mood ${index % 9}`),
  )
  const hits = Array.from({ length: 40 }, (_, index) => hitOf(20_000 + index, 30 + index * 60, `hit ${index}`))
  return cutOf(wishes, { length, scenes, hits })
}

async function run(step: (frame: number) => void): Promise<Figures> {
  const times: number[] = []
  for (let frame = 0; frame < frames; frame++) {
    spent = 0
    const begun = performance.now()
    step(frame)
    const asked = performance.now() - begun
    await new Promise((resolve) => plain(() => setTimeout(resolve)))
    times.push(spent + asked)
  }
  const sorted = times.toSorted((a, b) => a - b)
  const at = (share: number) => Number((sorted[Math.floor(share * (frames - 1))] ?? 0).toFixed(2))
  const mean = Number((times.reduce((sum, time) => sum + time, 0) / frames).toFixed(2))
  return { p50: at(0.5), p95: at(0.95), mean, frames }
}

async function measure(host: HTMLElement): Promise<void> {
  host.style.width = '1468px'
  const timeline = createTimeline(host, {
    peaks: (hash) => waves[Number(hash) % waves.length],
    onSeek: () => undefined,
    onSelect: () => undefined,
    onEdit: () => Promise.resolve(undefined),
  })
  timeline.setCut(cut(), lanesOf('songs', 'score', 'source', 'other'))
  const root = host.querySelector<HTMLElement>('[data-timeline]')
  await document.fonts.ready
  const fifth = () => {
    timeline.show({ start: at(length * 0.4 + 20), end: at(length * 0.6 - 20) })
  }
  const wheel = (options: WheelEventInit) =>
    root?.dispatchEvent(new WheelEvent('wheel', { clientX: 700, clientY: 200, ...options }))
  const pointer = (type: string, x: number, y: number) =>
    root?.dispatchEvent(new PointerEvent(type, { pointerId: 1, button: 0, clientX: x, clientY: y, bubbles: true }))
  // Each gesture once as in a window that has just come up, while words are set and loops compiled, and once more.
  const twice = async (step: (frame: number) => void): Promise<readonly [Figures, Figures]> => {
    fifth()
    await run(() => undefined)
    const fresh = await run(step)
    fifth()
    return [fresh, await run(step)]
  }
  const [freshScroll, scroll] = await twice((frame) => {
    timeline.scrollBy(frame % 100 < 50 ? 17 : -17, 0)
  })
  const [freshZoom, zoom] = await twice((frame) => wheel({ ctrlKey: true, deltaY: frame % 40 < 20 ? -40 : 40 }))
  fifth()
  await run(() => undefined)
  Element.prototype.setPointerCapture = () => undefined
  const { top, left } = host.getBoundingClientRect()
  pointer('pointerdown', left + 702, top + 150)
  const drag = await run((frame) => pointer('pointermove', left + 702 + (frame % 100), top + 150))
  window.dispatchEvent(new Event('blur'))
  const play = await run((frame) => {
    timeline.setPosition(at(length * 0.5 + frame / 24))
  })
  const results = { freshScroll, freshZoom, scroll, zoom, drag, play, ratio: window.devicePixelRatio }
  Object.assign(window, { __bench: results })
  const shown = document.getElementById('results')
  if (shown !== null) shown.textContent = JSON.stringify(results, null, 1)
}

const host = document.getElementById('timeline')
if (host !== null) void measure(host)
