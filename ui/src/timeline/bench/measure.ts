// How much script time a frame of the timeline takes: 2,000 placements over 45 minutes, 400 of them in view, at
// 1468 × 560, half of them with volume lines, a third ducked under dialogue, an eighth with tails; above them the arc,
// dialogue and production sound. Results are shown and left in `window.__bench`, in milliseconds.

import '../../app.css'
import { createTimeline } from '..'
import type { PeaksSource } from '..'
import { seconds } from '../../time/time'
import type { Millibels, PlacementId } from '../../generated'
import { placements } from '../selection'
import { cutOf, at, duckOf, hitOf, lanesOf, lineOf, peaksOf, sceneOf, soundOf, type Wish } from './made-up'

interface Figures {
  readonly p50: number
  readonly p95: number
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

/** A volume line of five points over a placement of some seconds. */
const volumeOf = (length: number) =>
  [0, -300, -900, 100, 0].map((gain, index) => ({ at: seconds((length * index) / 4), gain: gain as Millibels }))

function wishes(): readonly Wish[] {
  const each = length / perLane
  return Array.from({ length: 4 * perLane }, (_, index) => {
    const [lane, place] = [Math.floor(index / perLane), index % perLane]
    const from = place * each + (lane * each) / 4
    const to = Math.min(length, from + each * (0.55 + ((index * 7) % 40) / 100))
    return {
      id: index + 1,
      lane: lane + 1,
      from,
      to,
      number: `${1 + Math.floor(from / 600)}M${String((index % 99) + 1).padStart(2, '0')}`,
      title: `Track ${index}`,
      gain: -100 * (index % 7),
      fadeIn: 0.3,
      fadeOut: 0.8,
      volume: index % 2 === 0 ? volumeOf(to - from) : [],
      tail: index % 8 === 0 ? 1.5 : 0,
    }
  })
}

function cut(all: readonly Wish[]) {
  const scenes = Array.from({ length: 60 }, (_, index) => ({
    ...sceneOf(10_000 + index, String(index + 1), 'INT. ROOM – DAY', index * 45, (index + 1) * 45, `mood ${index % 9}`),
    intensity: (index * 7) % 11,
  }))
  const hits = Array.from({ length: 40 }, (_, index) => hitOf(20_000 + index, 30 + index * 60, `hit ${index}`))
  const dialogue = Array.from({ length: 450 }, (_, index) =>
    lineOf(30_000 + index, index * 6, index * 6 + 3.5, `SPEAKER ${index % 5}`, `What is said for the ${index}th time`),
  )
  return cutOf(all, { length, scenes, hits, dialogue })
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
  const all = wishes()
  timeline.setCut(cut(all), lanesOf('songs', 'score', 'source', 'other'))
  const ducks = all.filter((_, index) => index % 3 === 0).map(({ id, from, to }) => duckOf(id, from + 1, to - 1))
  timeline.setSound(soundOf(length, '1', ducks))
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
  Element.prototype.setPointerCapture = () => undefined
  const { top, left } = host.getBoundingClientRect()
  /** Drags a placement by a share of its width from its in-point, back and forth over 100 pixels. */
  const dragged = async (id: number, share: number): Promise<Figures> => {
    const wish = all[id - 1]
    const lane = timeline.layout().lanes[(wish?.lane ?? 1) - 1]
    if (wish === undefined || lane === undefined) throw new Error(`no placement ${id}`)
    const { start, end } = timeline.view()
    const x = left + (1468 * (at(wish.from + share * (wish.to - wish.from)) - start)) / (end - start)
    const y = top + lane.y + lane.height / 2
    pointer('pointerdown', x, y)
    const figures = await run((frame) => pointer('pointermove', x + Math.abs((frame % 200) - 100), y))
    window.dispatchEvent(new Event('blur'))
    return figures
  }
  const dragging = async (ids: readonly number[], id: number, share: number) => {
    fifth()
    timeline.setSelection(placements(ids as readonly PlacementId[]))
    await run(() => undefined)
    return dragged(id, share)
  }
  const held = 4 * 62 + 1
  const drag = await dragging([], held, 0.5)
  const trim = await dragging([], held, 0.95)
  const hundred = Array.from({ length: 100 }, (_, index) => held - 50 + index)
  const dragHundred = await dragging(hundred, held, 0.5)
  timeline.setSelection(placements([]))
  const play = await run((frame) => {
    timeline.setPosition(at(length * 0.5 + frame / 24))
  })
  const ratio = window.devicePixelRatio
  const results = { freshScroll, freshZoom, scroll, zoom, drag, trim, dragHundred, play, ratio }
  Object.assign(window, { __bench: results })
  const shown = document.getElementById('results')
  if (shown !== null) shown.textContent = JSON.stringify(results, null, 1)
}

const host = document.getElementById('timeline')
if (host !== null) void measure(host)
