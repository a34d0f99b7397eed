// The timeline by itself, with a made-up cut: `npx vite`, then bench/demo.html.
// `?gesture=…` in the address plays a gesture without a pointer, for pictures of it.

import '../../app.css'
import { placements } from '../selection'
import { createTimeline, type LaneRow, type Layout } from '..'
import type { PeaksSource } from '..'
import type { PlacementId } from '../../generated'
import { at, cutOf, hitOf, lanesOf, noteOf, peaksOf, sceneOf, type Wish } from './made-up'

const wishes: readonly Wish[] = [
  { id: 1, lane: 2, from: -0.5 + 1, to: 27, number: '4M05', title: 'Undertow', fadeOut: 9 },
  { id: 2, lane: 2, from: 31, to: 54, number: '4M06', title: 'Low Water', fadeIn: 6, fadeOut: 4 },
  { id: 3, lane: 3, from: 6, to: 18.5, number: '4S02', title: 'Radio', usage: 'VV', fadeIn: 1, fadeOut: 1 },
  {
    id: 4,
    lane: 1,
    from: 61,
    to: 109,
    number: '4M07',
    title: 'Silent Echoes',
    cue: 70,
    gain: -600,
    fadeIn: 1.5,
    fadeOut: 6,
    verdict: 'approved',
  },
  {
    id: 5,
    lane: 1,
    from: 61,
    to: 101,
    number: '4M07',
    title: 'Endless Horizon',
    cue: 70,
    letter: 'B',
    alternate: true,
  },
  {
    id: 6,
    lane: 1,
    from: 64,
    to: 109,
    number: '4M07',
    title: 'Heart’s Compass',
    cue: 70,
    letter: 'C',
    alternate: true,
    verdict: 'rejected',
  },
  { id: 7, lane: 1, from: 121.5, to: 150, number: '4M08', title: 'Paper Lanterns', usage: 'BV', fadeIn: 4, fadeOut: 3 },
  {
    id: 8,
    lane: 3,
    from: 126.5,
    to: 141,
    number: '4S03',
    title: 'Record player',
    usage: 'VV',
    fadeIn: 1,
    fadeOut: 1,
    missing: true,
  },
  { id: 9, lane: 2, from: 112, to: 113, number: '4M09', title: 'Sting', verdict: 'changes' },
]
const view = cutOf(wishes, {
  length: 150,
  start: 24 * (3600 + 16 * 60 + 18),
  scenes: [
    sceneOf(101, '20', 'INT. KITCHEN – DAY', 0, 21.5, 'argument', 'tense'),
    sceneOf(102, '21', 'INT. CAR – DUSK', 21.5, 55.5, 'silence', 'regret'),
    sceneOf(103, '22', 'EXT. PIER – DUSK', 55.5, 118.6, 'first kiss', 'hope', 'bittersweet'),
    sceneOf(104, '23', 'INT. MARA’S FLAT – NIGHT', 118.6, 150, 'longing'),
  ],
  hits: [hitOf(201, 73.3, 'her hand'), hitOf(202, 88, 'wave breaks')],
  notes: [noteOf(301, 71.5, 'Start on her hand.')],
  spotted: [{ id: 500, number: '4M10', title: 'Morning after', at: 135 }],
})
const lanes = lanesOf('songs', 'score', 'source')

const waves = new Map<string, PeaksSource>()
const peaks = (hash: string) => {
  const known = waves.get(hash) ?? peaksOf(Number(hash), 240)
  waves.set(hash, known)
  return known
}

function drawHeads(layout: Layout): void {
  const heads = document.getElementById('heads')
  if (heads === null) return
  const row = (name: string, { y, height }: Pick<LaneRow, 'y' | 'height'>) => {
    const head = document.createElement('div')
    head.textContent = name
    head.style.cssText = `position:absolute;left:0;right:0;top:${y}px;height:${height}px;padding:0 12px;display:flex;align-items:center;border-bottom:1px solid var(--line-faint);color:var(--ink-2);font-size:12px`
    return head
  }
  heads.replaceChildren(
    ...layout.heads.map((head) => row(head.title, head)),
    ...layout.lanes.map((lane) => row(lane.name, lane)),
  )
}

const host = document.getElementById('timeline')
if (host !== null) {
  const timeline = createTimeline(host, {
    peaks,
    onSeek: (to) => {
      timeline.setPosition(to)
    },
    onSelect: () => undefined,
    onEdit: () => Promise.resolve(undefined),
    onLayout: drawHeads,
  })
  timeline.setCut(view, lanes)
  timeline.setSelection(placements([4 as PlacementId]))
  timeline.setPosition(at(84))
  drawHeads(timeline.layout())
  Object.assign(window, { timeline, at })
  play(host, new URLSearchParams(location.search))
}

/** Plays `?drag=x1,y1,x2,y2` (pointer held down at the end) or `?zoom=steps` or `?scroll=pixels`. */
function play(host: HTMLElement, wish: URLSearchParams): void {
  const timeline = (window as unknown as { timeline: ReturnType<typeof createTimeline> }).timeline
  const numbers = (name: string) => (wish.get(name) ?? '').split(',').map(Number)
  setTimeout(() => {
    for (let step = 0; step < Number(wish.get('zoom') ?? 0); step++) timeline.zoomIn()
    setTimeout(() => {
      timeline.scrollBy(Number(wish.get('scroll') ?? 0), 0)
      if (!wish.has('drag')) return
      const root = host.querySelector('[data-timeline]')
      const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = numbers('drag')
      const { left, top } = host.getBoundingClientRect()
      const send = (type: string, x: number, y: number) =>
        root?.dispatchEvent(
          new PointerEvent(type, {
            pointerId: 1,
            clientX: left + x,
            clientY: top + y,
            bubbles: true,
            shiftKey: wish.has('shift'),
          }),
        )
      Element.prototype.setPointerCapture = () => undefined
      send('pointerdown', x1, y1)
      send('pointermove', (x1 + x2) / 2, (y1 + y2) / 2)
      send('pointermove', x2, y2)
    }, 100)
  }, 100)
}
