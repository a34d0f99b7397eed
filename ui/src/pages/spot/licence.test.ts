import { expect, test } from 'vitest'
import type { ClearanceLine, CueId, LicenceWarning } from '../../generated'
import { warningsOf } from './licence'

test('a warning stands by the rights of the recording that it is about, and by no other alternate’s', () => {
  const warning = (cue: number, clearance: number) => ({ cue, clearance }) as LicenceWarning
  const licence = [warning(1, 10), warning(1, 20), warning(2, 10)]
  const track = (id: number) => ({ clearances: [{ id } as ClearanceLine] })
  expect(warningsOf(licence, 1 as CueId, track(10))).toEqual([warning(1, 10)])
  expect(warningsOf(licence, 1 as CueId, track(30))).toEqual([])
  expect(warningsOf(licence, 1 as CueId, undefined)).toEqual([])
})
