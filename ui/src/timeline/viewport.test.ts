import { describe, expect, test } from 'vitest'
import { frameLength, frameRates, position, seconds } from '../time/time'
import {
  deviceXAt,
  emptyViewport,
  fitted,
  kept,
  resized,
  scrolled,
  timeAt,
  turnedTo,
  whole,
  xAt,
  zoomed,
} from './viewport'

const reach = { length: seconds(2700), frame: frameLength('23.976') }
const start = whole({ ...emptyViewport, width: 1468 }, reach)

describe('the viewport', () => {
  test('begins with the whole episode in view', () => {
    expect(xAt(start, 0)).toBeGreaterThanOrEqual(0)
    expect(xAt(start, reach.length)).toBeLessThanOrEqual(1468)
  })

  test('in a window of another size what showed the whole still does, and what was closer keeps its scale', () => {
    expect(resized(start, 900, 1, reach)).toEqual(whole({ ...start, width: 900 }, reach))
    expect(resized(start, 2000, 2, reach)).toEqual(whole({ ...start, width: 2000, ratio: 2 }, reach))
    const closer = zoomed(start, 4, 700, reach)
    expect(resized(closer, 900, 1, reach).scale).toBe(closer.scale)
  })

  test('zooming keeps the time under the pointer there', () => {
    let view = start
    for (let step = 0; step < 60; step++) {
      const before = timeAt(view, 500)
      view = zoomed(view, 1.2, 500, reach)
      expect(Math.abs(xAt(view, before) - 500)).toBeLessThanOrEqual(1)
    }
  })

  test.each(frameRates)('at the deepest zoom a frame of %s is at least 80 pixels wide', (rate) => {
    const at = { length: seconds(2700), frame: frameLength(rate) }
    for (const ratio of [1, 1.5, 2]) {
      const view = zoomed({ ...start, ratio }, 1e9, 0, at)
      expect(xAt(view, at.frame) - xAt(view, 0)).toBeGreaterThanOrEqual(80)
    }
  })

  test('frames are told apart at the deepest zoom, ten hours in', () => {
    const long = { length: seconds(36_000), frame: frameLength('23.976') }
    const frame = 863_136 - 2
    const view = fitted(start, { start: position(frame * long.frame), end: position((frame + 1) * long.frame) }, long)
    expect(deviceXAt(view, (frame + 1) * long.frame) - deviceXAt(view, frame * long.frame)).toBe(96)
  })

  test('scrolling goes by whole device pixels and stops at the ends', () => {
    const view = zoomed(start, 8, 700, reach)
    expect(scrolled(view, 17, reach).left - view.left).toBe(17)
    expect(Number.isInteger(scrolled({ ...view, ratio: 1.5 }, 17, reach).left)).toBe(true)
    expect(xAt(scrolled(view, -1e9, reach), 0)).toBe(12)
    expect(xAt(scrolled(view, 1e9, reach), reach.length)).toBeLessThan(1468)
  })

  test('a range is fitted with room on both sides', () => {
    const range = { start: position(seconds(600)), end: position(seconds(660)) }
    const view = fitted(start, range, reach)
    expect(xAt(view, range.start)).toBeGreaterThan(10)
    expect(xAt(view, range.end)).toBeLessThan(1458)
    expect(xAt(view, range.end) - xAt(view, range.start)).toBeGreaterThan(1300)
  })

  test('the page turns only when the playhead leaves it', () => {
    const view = zoomed(start, 20, 0, reach)
    expect(turnedTo(view, timeAt(view, 900), reach)).toBe(view)
    const turned = turnedTo(view, timeAt(view, 1500), reach)
    expect(xAt(turned, timeAt(view, 1500))).toBeCloseTo(147, -1)
  })

  test('a cut shorter than a frame at every zoom is still shown', () => {
    expect(kept({ ...start, scale: Infinity }, { length: 1, frame: 1 }).scale).toBeGreaterThan(0)
  })
})
