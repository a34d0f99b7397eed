import { expect, test } from 'vitest'
import type { CutId, TrackId } from '../../generated'
import { newFaults, nothingTold, type Told } from './faults'

const cut = { type: 'cut', cut: 1 as CutId } as const
const track = { type: 'track', track: 2 as TrackId } as const
const gone = { path: '/m/a.wav', reason: 'it is not there' }
const damaged = { path: '/m/b.wav', reason: 'the file is damaged' }

test('a missing file is told once, whatever happens to the sound', () => {
  let told: Told = nothingTold
  const hear = (source: typeof cut | typeof track, faults: readonly (typeof gone)[]) => {
    const { says, now } = newFaults(told, { source, faults: [...faults] })
    told = now
    return says
  }
  expect(hear(cut, [])).toEqual([])
  expect(hear(cut, [gone])).toEqual(['/m/a.wav cannot be played: it is not there.'])
  // It starts to play, is loaded again by an edit, stops, and starts again.
  expect(hear(cut, [gone])).toEqual([])
  expect(hear(cut, [])).toEqual([])
  expect(hear(cut, [{ ...gone, reason: 'it went away' }])).toEqual([])
  expect(hear(cut, [gone, damaged])).toEqual(['/m/b.wav cannot be played: the file is damaged.'])
  // Another thing is heard.
  expect(hear(track, [gone])).toEqual(['/m/a.wav cannot be played: it is not there.'])
})
