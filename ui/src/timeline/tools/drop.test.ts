import { describe, expect, test } from 'vitest'
import type { Flicks, TrackId } from '../../generated'
import type { Carried } from '../api'
import { contextOf, frames, noKeys, laneY } from './check'
import { landing, placing } from './drop'

const track = (id: number, length: number): Carried => ({
  id: id as TrackId,
  title: `T${id}`,
  duration: frames(length) as Flicks,
})
const context = contextOf([{ id: 1, from: 100, to: 200, cue: 9 }], { snapping: true })
const over = (x: number, lane: number, items: readonly Carried[], keys = noKeys) =>
  landing(context, { x, y: laneY(context.layout, lane), keys }, items)

describe('dropping tracks', () => {
  test('lands on the frame under the pointer of the lane under it', () => {
    expect(over(500.4, 2, [track(7, 50)])?.target).toEqual({ lane: 2, at: frames(500) })
  })

  test('snaps start or end to what is near', () => {
    const found = over(197, 2, [track(7, 60)])
    expect(found?.target.at).toBe(frames(200))
    expect(found?.preview.guides.map((guide) => guide.label)).toEqual(['end of 1M01A'])
    expect(over(44, 2, [track(7, 60)])?.target.at).toBe(frames(40))
  })

  test('over a placement it is an alternate of its cue, unless Ctrl is held', () => {
    const items = [track(7, 50)]
    const found = over(150, 1, items)
    expect(found?.preview.joins).toEqual({ cue: 9, words: 'add alternate to 1M01' })
    expect(found && placing(context, found, items).edits).toEqual([
      { type: 'place', cut: 1, track: 7, lane: 1, cue: 9 },
    ])
    expect(over(150, 1, items, { ...noKeys, command: true })?.target).not.toHaveProperty('cue')
  })

  test('several tracks are laid one after the other, inside the cut', () => {
    const items = [track(7, 50), track(8, 900), track(9, 10)]
    const found = over(500, 3, items)
    expect(found && placing(context, found, items).edits).toEqual([
      { type: 'place', cut: 1, track: 7, lane: 3, at: frames(500), length: frames(50) },
      { type: 'place', cut: 1, track: 8, lane: 3, at: frames(550), length: frames(450) },
    ])
  })

  test('a file of unknown length is open at its end and snaps by its start alone', () => {
    const found = over(500, 2, [{ title: 'new.wav' }])
    expect(found?.preview.ghosts).toMatchObject([{ at: frames(500), isOpen: true, title: 'new.wav' }])
    expect(over(500, 2, [track(7, 50)])?.preview.ghosts).toMatchObject([{ isOpen: false, length: frames(50) }])
  })

  test('nothing lands above the lanes', () => {
    expect(landing(context, { x: 500, y: 10, keys: noKeys }, [track(7, 50)])).toBeUndefined()
  })
})
