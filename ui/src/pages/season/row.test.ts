import { expect, it } from 'vitest'
import type { CueId, Millibels, RowLevel } from '../../generated'
import { stayingQuieter } from './row'

const level = (cue: number, level: number, short: number): RowLevel => ({
  cue: cue as CueId,
  level: level as Millibels,
  short: short as Millibels,
})

it('says of a statement that cannot be matched by how much it stays quieter, and nothing of the others', () => {
  const said = stayingQuieter([level(1, -3000, 0), level(2, -1200, 0), level(3, 0, 420)])
  expect([...said.keys()]).toEqual([3])
  expect(said.get(3 as CueId)).toBe('4.2 dB quieter than the others, also in a row')
})
