// @vitest-environment jsdom
import { beforeEach, describe, expect, test, vi } from 'vitest'
import type { CueId, CutView, Flicks, PlacementId, TrackId } from '../generated'
import type { EditWish, Timeline, TimelineOptions } from './api'
import { cutOf, frame, hitOf, lanesOf, type Wish } from './bench/made-up'
import { paletteFrom } from './palette'
import { nothing, only, placements } from './selection'
import { createTimeline } from './timeline'

const wishes: readonly Wish[] = [
  { id: 1, lane: 1, from: 100, to: 200, number: '1M01', title: 'First Spark', verdict: 'approved' },
  { id: 2, lane: 2, from: 300, to: 400, number: '1M02', title: 'Rising Tide' },
]
const lanes = lanesOf('songs', 'score')
const cut = (revision: number, all = wishes): CutView =>
  cutOf(all, { revision, length: 600, hits: [hitOf(50, 250, 'wave')] })

interface Answer {
  readonly wish: EditWish
  readonly accept: (revision: number) => void
  readonly refuse: () => void
}

let host: HTMLElement
let answers: Answer[]
let timeline: Timeline
let heard: { seeks: unknown[]; selections: unknown[]; menus: unknown[] }

/** Frames come when the test says so; there is no screen. */
function withoutScreen(): void {
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe = () => undefined
      disconnect = () => undefined
    },
  )
  vi.stubGlobal('matchMedia', () => new EventTarget())
  vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(null)
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(1000)
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(400)
  Object.assign(Element.prototype, {
    setPointerCapture: () => undefined,
    releasePointerCapture: () => undefined,
    hasPointerCapture: () => true,
  })
}

beforeEach(() => {
  withoutScreen()
  document.body.replaceChildren()
  host = document.createElement('div')
  document.body.append(host)
  answers = []
  heard = { seeks: [], selections: [], menus: [] }
  const options: TimelineOptions = {
    peaks: () => undefined,
    palette: paletteFrom(() => ''),
    snapping: false,
    onSeek: (at) => heard.seeks.push(at),
    onSelect: (selection) => heard.selections.push(selection),
    onContextMenu: (menu) => heard.menus.push(menu),
    onEdit: (wish) =>
      new Promise((resolve, reject) => {
        answers.push({
          wish,
          accept: (revision) => {
            resolve({ revision })
          },
          refuse: () => {
            reject(new Error('refused'))
          },
        })
      }),
  }
  timeline = createTimeline(host, options)
  timeline.setCut(cut(1), lanes)
})

const bounds = (id: number) => {
  const found = timeline.boundsOf(placements([id as PlacementId]))
  if (found === undefined) throw new Error('not there')
  return found
}
const root = () => host.querySelector<HTMLElement>('[data-timeline]') ?? host
const send = (type: string, x: number, y: number, to: EventTarget = root()) =>
  to.dispatchEvent(new PointerEvent(type, { pointerId: 1, button: 0, clientX: x, clientY: y, bubbles: true }))
const settle = () => new Promise((resolve) => setTimeout(resolve))

function grab(id: number): { x: number; y: number } {
  const { x, y, width, height } = bounds(id)
  const point = { x: x + width / 2, y: y + height - 8 }
  send('pointerdown', point.x, point.y)
  return point
}

describe('a drag', () => {
  test('asks for one edit, on release, and shows it until the core has answered', async () => {
    const before = bounds(1)
    const { x, y } = grab(1)
    send('pointermove', x + 20, y)
    send('pointermove', x + 50, y)
    expect(answers).toHaveLength(0)
    expect(bounds(1).x).toBeCloseTo(before.x + 50, -1)
    send('pointerup', x + 50, y)
    expect(answers.map(({ wish }) => [wish.label, wish.edits.length])).toEqual([[undefined, 1]])
    answers[0]?.accept(2)
    await settle()
    expect(bounds(1).x).toBeCloseTo(before.x + 50, -1)
    timeline.setCut(cut(2), lanes)
    expect(bounds(1).x).toBe(before.x)
  })

  test('is withdrawn when the edit is refused', async () => {
    const before = bounds(1)
    const { x, y } = grab(1)
    send('pointermove', x + 50, y)
    send('pointerup', x + 50, y)
    answers[0]?.refuse()
    await settle()
    expect(bounds(1)).toEqual(before)
  })

  test('is told to who listens once it is done, and not when it is refused', async () => {
    const told = () => host.querySelector('[aria-live]')?.textContent
    const refused = grab(1)
    send('pointermove', refused.x + 50, refused.y)
    send('pointerup', refused.x + 50, refused.y)
    answers[0]?.refuse()
    await settle()
    expect(told()).not.toContain('Move')
    const accepted = grab(2)
    send('pointermove', accepted.x + 50, accepted.y)
    send('pointerup', accepted.x + 50, accepted.y)
    expect(told()).not.toContain('Move')
    answers[1]?.accept(2)
    await settle()
    expect(told()).toBe('Move 1M02A')
  })

  test.each([
    ['Escape', () => window.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }))],
    ['a cancelled pointer', () => send('pointercancel', 0, 0)],
    ['a window that loses the focus', () => window.dispatchEvent(new Event('blur'))],
  ])('%s gives it up without a trace', (_, giveUp) => {
    const before = bounds(1)
    const { x, y } = grab(1)
    send('pointermove', x + 50, y)
    giveUp()
    expect(bounds(1)).toEqual(before)
    send('pointerup', x + 50, y)
    expect(answers).toHaveLength(0)
  })
})

describe('tracks carried over it', () => {
  const carried = [{ id: 7 as TrackId, title: 'Low Water', duration: (50 * frame) as Flicks }]

  test('are placed where they are let go', () => {
    const lane = timeline.layout().lanes[1]
    const y = (lane?.y ?? 0) + 20
    timeline.dragTracks(carried, new PointerEvent('pointerdown', { clientX: -50, clientY: 900 }))
    send('pointermove', 500, y, window)
    expect(document.querySelector('[data-carried]')?.textContent).toBe('Low Water')
    send('pointerup', 500, y, window)
    expect(answers[0]?.wish.edits).toMatchObject([{ type: 'place', track: 7, lane: 2 }])
    expect(document.querySelector('[data-carried]')).toBeNull()
  })

  test('hold what lies under the pointer back until they are let go', () => {
    const { x, y, width, height } = bounds(1)
    const [over, beside] = [x + width / 2, y + height / 2]
    root().style.cursor = ''
    timeline.dragTracks(carried, new PointerEvent('pointerdown', { clientX: -50, clientY: 900 }))
    send('pointermove', over, beside)
    expect(root().style.cursor).toBe('')
    send('pointerup', 5, 900, window)
    send('pointermove', over, beside)
    expect(root().style.cursor).not.toBe('')
  })

  test('go nowhere when they are let go elsewhere, or Escape is pressed', () => {
    timeline.dragTracks(carried, new PointerEvent('pointerdown', { clientX: -50, clientY: 900 }))
    send('pointermove', 500, 900, window)
    send('pointerup', 500, 900, window)
    timeline.dragTracks(carried, new PointerEvent('pointerdown', { clientX: -50, clientY: 900 }))
    send('pointermove', 500, 150, window)
    window.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }))
    send('pointerup', 500, 150, window)
    expect(answers).toHaveLength(0)
  })

  test('from the desktop tell where they would land', () => {
    const y = (timeline.layout().lanes[0]?.y ?? 0) + 20
    const target = timeline.previewDrop(700, y, [{ title: 'song.wav' }])
    expect(target?.lane).toBe(1)
    expect(timeline.dropAt(700, y)).toEqual(target)
    expect(timeline.previewDrop(700, 5, [{ title: 'song.wav' }])).toBeUndefined()
  })
})

describe('keys', () => {
  test('repeats of a held key are one step of undo, and count on', () => {
    timeline.setSelection(placements([1 as PlacementId]))
    timeline.nudge(1)
    timeline.nudge(1)
    window.dispatchEvent(new KeyboardEvent('keyup'))
    timeline.nudge(1)
    const keys = answers.map(({ wish }) => wish.mergeKey)
    expect(keys[0]).toBe(keys[1])
    expect(keys[2]).not.toBe(keys[1])
    const [first, , third] = answers.map(({ wish }) => wish.edits[0])
    const inPoint = (edit: typeof first) => (edit?.type === 'movePlacements' ? (edit.moves[0]?.inPoint ?? 0) : 0)
    expect(inPoint(third) - inPoint(first)).toBe(2 * frame)
  })

  test('cancel gives up the tool, then the selection, then nothing', () => {
    timeline.setTool('blade')
    timeline.setSelection(placements([1 as PlacementId]))
    expect([timeline.cancel(), timeline.tool()]).toEqual([true, 'select'])
    expect([timeline.cancel(), timeline.selection()]).toEqual([true, nothing])
    expect(timeline.cancel()).toBe(false)
  })

  test('zooming goes about the playhead', () => {
    timeline.setPosition((300 * 24 * frame) as never)
    timeline.zoomIn()
    const { start, end } = timeline.view()
    expect(start).toBeLessThan(300 * 24 * frame)
    expect(end).toBeGreaterThan(300 * 24 * frame)
  })
})

describe('what is gone', () => {
  test('cannot stay selected', () => {
    timeline.setSelection(placements([1 as PlacementId, 2 as PlacementId]))
    timeline.setCut(cut(2, wishes.slice(0, 1)), lanes)
    expect(heard.selections).toEqual([placements([1 as PlacementId])])
  })
})

describe('the twin', () => {
  const options = () => [...host.querySelectorAll('[role=option]')]
  const frames = () => new Promise((resolve) => requestAnimationFrame(resolve))

  test('names every placement, and says which are selected', async () => {
    timeline.setSelection(placements([2 as PlacementId]))
    await frames()
    expect(options().map((option) => option.getAttribute('aria-label'))).toEqual([
      '1M01A First Spark, 00:01:39:22 to 00:03:19:19, approved',
      '1M02A Rising Tide, 00:04:59:17 to 00:06:39:14, waiting',
    ])
    expect(options().map((option) => option.getAttribute('aria-selected'))).toEqual(['false', 'true'])
  })

  test('says what state a placement is in, and has cues without music in their place in time', async () => {
    const [first] = wishes
    const told = [
      { ...first, muted: true, locked: true, group: 3, tail: 1.5, missing: true } as Wish,
      {
        id: 3,
        lane: 2,
        from: 100,
        to: 150,
        cue: 1_000_001,
        number: '1M01',
        title: 'Undertow',
        alternate: true,
        letter: 'B',
      },
    ]
    const spotted = [{ id: 60, number: '1M03', title: 'The letter', at: 20 }]
    timeline.setCut(cutOf(told, { revision: 2, length: 600, spotted }), lanes)
    await frames()
    expect(options().map((option) => option.getAttribute('aria-label'))).toEqual([
      '1M03 The letter, 00:00:20:00, no music yet',
      '1M01A First Spark, 00:01:39:22 to 00:03:19:19, approved, muted, locked, grouped, tail 1.5 s, file missing',
      '1M01B Undertow, 00:01:39:22 to 00:02:29:20, waiting, alternate',
    ])
    const list = host.querySelector('[role=listbox]')
    list?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Home', bubbles: true }))
    expect(heard.selections).toEqual([only({ on: 'cue', id: 60 as CueId })])
    // The one that has the focus is named, by the list and aloud.
    expect(list?.getAttribute('aria-activedescendant')).toBe(options()[0]?.id)
    expect(host.querySelector('[aria-live]')?.textContent).toBe('1M03 The letter, 00:00:20:00, no music yet')
  })

  test('arrows move the selection', async () => {
    await frames()
    const list = host.querySelector('[role=listbox]')
    const key = (name: string) => list?.dispatchEvent(new KeyboardEvent('keydown', { key: name, bubbles: true }))
    key('Home')
    key('ArrowDown')
    key('ArrowDown')
    expect(heard.selections).toEqual([placements([1 as PlacementId]), placements([2 as PlacementId])])
  })
})

test('a menu is for what is under it, which it selects', () => {
  const { x, y, width } = bounds(2)
  root().dispatchEvent(new MouseEvent('contextmenu', { clientX: x + width / 2, clientY: y + 30, bubbles: true }))
  expect(heard.menus).toMatchObject([{ target: { on: 'placement', id: 2 }, lane: 2 }])
  expect(timeline.selection()).toEqual(placements([2 as PlacementId]))
})

test('nothing of it stays behind', () => {
  timeline.destroy()
  expect(host.childElementCount).toBe(0)
})
