import { expect, test } from 'vitest'
import type { LaneId } from '../generated'
import { arrange, boxesIn, detailOf, gainName, nameOf } from './arrangement'
import { cutOf, lanesOf, sceneOf, type Wish } from './bench/made-up'
import { contextOf, frames } from './tools/check'
import { sceneColours } from './rows/scenes'
import { packed, packedColour, over } from './colour'

const idsIn = (context: ReturnType<typeof contextOf>, from: number, to: number) =>
  boxesIn(context.arrangement.lanes.get(1 as LaneId), frames(from), frames(to)).map((box) => Number(box.placement.id))

test('a lane finds what is in view, long placements that began far before it too', () => {
  const context = contextOf([
    { id: 1, from: 0, to: 900 },
    { id: 2, from: 100, to: 110 },
    { id: 3, from: 500, to: 510 },
    { id: 4, from: 950, to: 990 },
  ])
  expect(idsIn(context, 300, 400)).toEqual([1])
  expect(idsIn(context, 505, 506)).toEqual([1, 3])
  expect(idsIn(context, 900, 950)).toEqual([])
  expect(idsIn(context, 110, 951)).toEqual([1, 3, 4])
})

test('alternates that are not the pick share strips only where they do not meet', () => {
  const { arrangement } = contextOf([
    { id: 1, from: 0, to: 100, cue: 9 },
    { id: 2, from: 0, to: 100, cue: 9, alternate: true },
    { id: 3, from: 50, to: 100, cue: 9, alternate: true },
    { id: 4, from: 100, to: 150, cue: 9, alternate: true },
  ])
  const strips = [...arrangement.boxes.values()].map((box) => [Number(box.placement.id), box.sliver])
  expect(new Map(strips as [number, number | undefined][])).toEqual(
    new Map([
      [1, undefined],
      [2, 0],
      [3, 1],
      [4, 0],
    ]),
  )
  expect(arrangement.slivers.get(1 as LaneId)).toBe(2)
})

test('a placement says its number, title, usage, gain and verdict', () => {
  const wish: Wish = {
    id: 1,
    lane: 1,
    from: 0,
    to: 9,
    number: '4M07',
    title: 'Silent Echoes',
    gain: -600,
    verdict: 'approved',
  }
  const [box] = [...arrange(cutOf([wish]), lanesOf('songs')).boxes.values()]
  expect(box && [nameOf(box), detailOf(box)]).toEqual(['4M07A Silent Echoes', 'BI · −6 dB · approved'])
  expect([gainName(0), gainName(150), gainName(-30)]).toEqual(['', '+1.5 dB', '−0.3 dB'])
})

test('a cue without music stands on the lane of its kind', () => {
  const spotted = [
    { id: 1, number: '1M01', title: 'a', at: 1 },
    { id: 2, number: '1S01', title: 'b', at: 1 },
  ]
  const { spotted: found } = arrange(cutOf([], { spotted }), lanesOf('score', 'songs', 'source'))
  expect(found.map(({ cue, lane }) => [cue.number, lane])).toEqual([
    ['1M01', 2],
    ['1S01', 3],
  ])
})

test('scenes of one mood look alike, neighbours never', () => {
  const scenes = ['hope', 'hope', 'grief', 'hope'].map((mood, index) => sceneOf(index, '1', '', index, index + 1, mood))
  const colours = sceneColours(scenes, ['a', 'b', 'c'])
  expect(colours[0]).toBe(colours[3])
  expect(colours[0]).not.toBe(colours[1])
})

test('colours of the tokens are read in all their lengths', () => {
  const hash = '#'
  expect(packedColour(`${hash}ff9d4d`)).toBe(packed(0xff, 0x9d, 0x4d, 255))
  expect(packedColour(`${hash}ff9d4d26`)).toBe(packed(0xff, 0x9d, 0x4d, 0x26))
  expect(packedColour(`${hash}f00`)).toBe(packed(255, 0, 0, 255))
  expect(packedColour('none')).toBe(0)
  expect(over(packed(0, 0, 0, 255), packed(255, 255, 255, 255))).toBe(packed(255, 255, 255, 255))
})
