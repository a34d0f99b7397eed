import { expect, it } from 'vitest'
import { alike } from './alike'

it('tells plain values apart by what they say', () => {
  expect(alike({ on: 'cue', id: 3 }, { on: 'cue', id: 3 })).toBe(true)
  expect(alike({ on: 'cue', id: 3 }, { on: 'cue', id: 4 })).toBe(false)
  expect(alike({ on: 'nothing' }, { on: 'cue', id: 3 })).toBe(false)
  expect(alike({ before: undefined }, { after: undefined })).toBe(false)
  expect(alike({ lanes: [{ y: 1 }, { y: 2 }] }, { lanes: [{ y: 1 }, { y: 2 }] })).toBe(true)
  expect(alike({ lanes: [{ y: 1 }, { y: 2 }] }, { lanes: [{ y: 1 }] })).toBe(false)
  expect(alike(undefined, {})).toBe(false)
  expect(alike(null, null)).toBe(true)
})
