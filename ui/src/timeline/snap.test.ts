import { expect, test } from 'vitest'
import { position } from '../time/time'
import { hitOf, sceneOf } from './bench/made-up'
import { guidesOf, snap, snapTogether, type Guide } from './snap'
import { contextOf, frames } from './tools/check'

const guides: readonly Guide[] = [100, 200, 210].map((at) => ({ at: position(at), label: String(at) }))

test('an edge is drawn to the nearest guide within reach', () => {
  expect(snap(104, guides, 8)).toMatchObject({ at: 100, guide: { label: '100' } })
  expect(snap(206, guides, 8)).toMatchObject({ at: 210 })
  expect(snap(92, guides, 8)).toMatchObject({ at: 100 })
})

test('beyond reach it stays where it is', () => {
  expect(snap(109, guides, 8)).toEqual({ at: 109, guide: undefined })
  expect(snap(5, [], 8)).toEqual({ at: 5, guide: undefined })
})

test('of several edges the one nearest to a guide decides', () => {
  const edges = [position(0), position(50)]
  expect(snapTogether(edges, 97, guides, 8)).toMatchObject({ by: 100, guide: { label: '100' } })
  expect(snapTogether(edges, 151, guides, 8)).toMatchObject({ by: 150, guide: { label: '200' } })
  expect(snapTogether(edges, 120, guides, 8)).toEqual({ by: 120, guide: undefined })
})

test('everything worth meeting is a guide, but for what is dragged', () => {
  const rest = { hits: [hitOf(50, 10, 'her hand')], scenes: [sceneOf(60, '22', 'PIER', 5, 15)] }
  const { arrangement } = contextOf(
    [
      { id: 1, from: 100, to: 200 },
      { id: 2, from: 400, to: 500 },
    ],
    { rest },
  )
  const labels = guidesOf(arrangement, position(frames(3)), new Set([2])).map((guide) => guide.label)
  expect(labels.toSorted()).toEqual([
    'end of 1M01A',
    'end of scene 22',
    'end of the cut',
    'her hand',
    'playhead',
    'scene 22',
    'start of 1M01A',
    'start of the cut',
  ])
})

test('guides are in the order of time', () => {
  const { arrangement } = contextOf([
    { id: 2, from: 400, to: 500 },
    { id: 1, from: 100, to: 450 },
  ])
  const times = guidesOf(arrangement, position(7), new Set()).map((guide) => guide.at)
  expect(times).toEqual(times.toSorted((a, b) => a - b))
})
