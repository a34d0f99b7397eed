import { expect, test } from 'vitest'
import type { PlacementId } from '../../generated'
import { nudged, slippedBy, trimmedBy } from '../commands'
import type { Part } from '../hit-test'
import { rowOf } from '../layout'
import { chosen, contextOf, drag, edits, frames, laneY, noKeys } from './check'

const part = (id: number, of: string) => ({ on: 'placement', id: id as PlacementId, part: of as Part }) as const
const three = [
  { id: 1, from: 100, to: 200, trackStart: 30 },
  { id: 2, from: 300, to: 400, trackStart: 30, locked: true },
  { id: 3, from: 500, to: 600, trackStart: 30 },
]

test('one that is locked among several stays, the others are dragged, and it is said', () => {
  const context = contextOf(three, { selection: chosen(1, 2, 3) })
  const y = laneY(context.layout, 1)
  for (const of of ['body', 'in', 'gain', 'fadeIn', 'tail']) {
    const outcome = drag(context, [[150, y], [160, y - 9]], { target: part(1, of) }) // prettier-ignore
    const stayed = outcome.effects.flatMap((effect) => (effect.type === 'commit' ? [effect.stayed] : []))
    expect(stayed, of).toEqual(['1M02 is locked and stayed.'])
    expect(JSON.stringify(edits(outcome)), of).not.toMatch(/"placement":2\b|"placements":\[[^\]]*\b2\b/)
  }
})

test('copies are of all, of which nothing is said', () => {
  const context = contextOf(three, { selection: chosen(1, 2, 3) })
  const y = laneY(context.layout, 1)
  const alt = { ...noKeys, alt: true }
  const outcome = drag(context, [[150, y], [170, y]], { target: part(1, 'body'), keys: alt, pressKeys: alt }) // prettier-ignore
  expect(outcome.effects.flatMap((effect) => (effect.type === 'commit' ? [effect.stayed] : []))).toEqual([undefined])
})

test('keys say it too, of several by their names', () => {
  const locked = three.map((one) => ({ ...one, locked: one.id !== 1 }))
  const context = contextOf(locked, { selection: chosen(1, 2, 3) })
  const words = '1M02 and 1M03 are locked and stayed.'
  expect(trimmedBy(context, 'in', 1)?.stayed).toBe(words)
  expect(slippedBy(context, 1)?.stayed).toBe(words)
  expect(nudged(context, 1)?.label).toBe('Nudge 3 placements')
})

test('a range is dragged up to the end of the cut, with its last frame', () => {
  const context = contextOf([])
  const { length } = context.arrangement.cut
  const shift = { ...noKeys, shift: true }
  const y = rowOf(context.layout, 'ruler').y + 2
  const near = { ...context, view: { ...context.view, left: 500 } }
  const outcome = drag(near, [[400, y], [900, y]], { keys: shift }) // prettier-ignore
  const [loop] = outcome.effects.filter((effect) => effect.type === 'loop')
  expect(loop).toEqual({ type: 'loop', range: { start: length - frames(100), end: length } })
})
