import { expect, test } from 'vitest'
import type { LaneId } from '../generated'
import { lanesOf } from './bench/made-up'
import { boxRow } from './boxes'
import { laneAt, layOut, leastHeight, nearestLane, type LayoutWish } from './layout'
import { headRows } from './rows'

const wish: LayoutWish = {
  lanes: lanesOf('songs', 'score', 'source').toReversed(),
  heights: new Map(),
  slivers: new Map([[2 as LaneId, 2]]),
  opened: new Set<LaneId>(),
  height: 430,
  scroll: 0,
}

test('rows follow each other without gaps, lanes by their order', () => {
  const bare = layOut(wish).heads.map((row) => row.kind)
  expect(bare).toEqual(['ruler', 'scenes', 'marks'])
  const { heads, body, lanes } = layOut({
    ...wish,
    shows: { hasFilmstrip: true, hasArc: true, hasDialogue: true, productions: 2 },
  })
  expect(heads.map((row) => row.kind)).toEqual(headRows.map((row) => row.name))
  expect(heads.map((row) => row.y + row.height)).toEqual([...heads.slice(1).map((row) => row.y), body.y])
  expect(lanes.map((lane) => lane.name)).toEqual(['Songs', 'Score', 'Source'])
  for (const [index, lane] of lanes.entries()) {
    const before = lanes[index - 1]
    expect(lane.y).toBe(before === undefined ? body.y : before.y + before.height)
  }
})

test('strips of alternates make a lane higher, not its placements flatter', () => {
  const [songs, score] = layOut(wish).lanes
  if (songs === undefined || score === undefined) throw new Error('no lanes')
  expect(score.height).toBeGreaterThan(songs.height)
  expect(boxRow(score, undefined).height).toBe(boxRow(songs, undefined).height)
  const strips = [boxRow(score, 0), boxRow(score, 1)]
  expect(strips.every((strip) => strip.y + strip.height <= score.y + score.height)).toBe(true)
})

test('lanes that do not fit scroll, as far as they reach', () => {
  const low = layOut({ ...wish, height: 250, scroll: 10_000 })
  const last = low.lanes.at(-1)
  expect(low.scroll).toBe(low.maxScroll)
  expect((last?.y ?? 0) + (last?.height ?? 0)).toBe(250)
  expect(layOut({ ...wish, height: 2000, scroll: 50 }).scroll).toBe(0)
})

test('lanes are lowered so that all of them are seen, apart from those whose height was set', () => {
  const heights = (over: Partial<LayoutWish>) =>
    layOut({ ...wish, slivers: new Map(), ...over }).lanes.map((lane) => lane.height)
  const shows = { hasFilmstrip: true, hasArc: true, hasDialogue: true, productions: 1 }
  expect(heights({})).toEqual([88, 88, 70])
  const low = heights({ shows })
  const { body, maxScroll } = layOut({ ...wish, slivers: new Map(), shows })
  expect(low.reduce((all, height) => all + height, 0)).toBeLessThanOrEqual(body.height)
  expect(maxScroll).toBe(0)
  expect(Math.min(...low)).toBeGreaterThanOrEqual(46)
  const set = heights({ shows, heights: new Map([[1 as LaneId, 100]]) })
  expect(set[0]).toBe(100)
  expect(set[1]).toBeLessThan(low[1] ?? 0)
})

test('what all lanes need at the least is the same in a low timeline and in a high one', () => {
  const shows = { hasFilmstrip: true, hasArc: true, hasDialogue: false, productions: 0 }
  const low = layOut({ ...wish, shows, height: 260 })
  const need = leastHeight(low)
  expect(low.maxScroll).toBeGreaterThan(0)
  const enough = layOut({ ...wish, shows, height: need })
  expect([enough.maxScroll, leastHeight(enough)]).toEqual([0, need])
  expect(layOut({ ...wish, shows, height: need - 1 }).maxScroll).toBe(1)
})

test('a point finds its lane, and the nearest one when it is outside', () => {
  const layout = layOut(wish)
  const [first] = layout.lanes
  const last = layout.lanes.at(-1)
  if (first === undefined || last === undefined) throw new Error('no lanes')
  expect(laneAt(layout, first.y)?.name).toBe('Songs')
  expect(laneAt(layout, first.y - 1)).toBeUndefined()
  expect(laneAt(layout, last.y + last.height)).toBeUndefined()
  expect(nearestLane(layout, 0)?.name).toBe('Songs')
  expect(nearestLane(layout, 9999)?.name).toBe('Source')
})

test('a lane keeps to a height at which it can be used', () => {
  const heights = new Map([
    [1 as LaneId, 5],
    [3 as LaneId, 5000],
  ])
  const [songs, , source] = layOut({ ...wish, heights }).lanes
  expect([songs?.height, source?.height]).toEqual([40, 240])
})
