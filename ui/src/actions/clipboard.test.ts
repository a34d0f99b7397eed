import { expect, test } from 'vitest'
import type { Clip, LaneId, Position } from '../generated'
import { flicks } from '../time/time'
import { cutOf } from '../timeline/bench/made-up'
import { pasting } from './clipboard'

const copied = {
  clip: { cues: [] } as Clip,
  clipAfter: flicks(0),
  cues: [],
  hits: [],
  scenes: [],
  words: '1 placement',
}
const at = 0 as Position

test('music is pasted on the lane that was pressed last, else on the one that it is from', () => {
  expect(pasting(cutOf([], {}), at, copied, 7 as LaneId)).toMatchObject([{ type: 'pasteClip', lane: 7 }])
  expect(pasting(cutOf([], {}), at, copied, undefined)[0]).not.toHaveProperty('lane')
})
