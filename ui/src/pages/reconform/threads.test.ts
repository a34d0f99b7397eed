import { describe, expect, it, test } from 'vitest'
import type { Lane, PictureSpec, ReconformView, TriageCue } from '../../generated'
import { bandPath, bodyOf, colourOf, coverOf, pictureWords, sightOf, threads, ticks, xOf } from './threads'

const second = 705_600_000
const piece = (old: [number, number], to: number): PictureSpec =>
  ({
    old: { start: old[0] * second, end: old[1] * second },
    new: { start: to * second, end: (to + old[1] - old[0]) * second },
  }) as PictureSpec

// Only what the geometry reads.
const plan = {
  fromRate: '24',
  fromLength: 60 * second,
  length: 65 * second,
  picture: { kept: [piece([0, 20], 0), piece([20, 60], 25)], moved: [piece([30, 40], 35)], retimed: [], replaced: [] },
} as unknown as ReconformView

test('a shot that was trimmed is not gone', () => {
  const gone = [{ span: { start: 5, end: 10 } }, { span: { start: 20, end: 30 } }]
  expect(coverOf({ start: 0, end: 10 }, gone)).toBe('part')
  expect(coverOf({ start: 20, end: 30 }, gone)).toBe('whole')
  expect(coverOf({ start: 10, end: 20 }, gone)).toBe('none')
  const frame = second / 24
  const told = pictureWords({
    ...plan,
    cut: { rate: '24' },
    fromShots: [0, 10, 20].map((at) => ({ at, length: 10 })),
    shots: [0, 10].map((at) => ({ at, length: 10 })),
    picture: { ...plan.picture, inserted: [], gone: [{ span: { start: 5 * frame, end: 20 * frame } }] },
  } as unknown as ReconformView)
  expect(told).toBe('1 gone, 1 trimmed, 1 moved')
})

describe('what leads from the old cut to the new one', () => {
  it('is drawn where both are seen, and says what was moved', () => {
    const sight = sightOf(plan, undefined, 0, 650)
    const drawn = threads(plan, sight)
    expect(drawn.map((one) => one.kind)).toEqual(['kept', 'moved'])
    expect(drawn[1]?.old.map(Math.round)).toEqual([200, 600])
    expect(drawn[1]?.new.map(Math.round)).toEqual([250, 650])
    expect(bandPath({ key: '', kind: 'kept', old: [0, 10], new: [5, 15] }, 100)).toBe(
      'M0.0 0 L10.0 0 C10.0 50 15.0 50 15.0 100 L5.0 100 C5.0 50 0.0 50 0.0 0 Z',
    )
  })

  it('is seen around a cue, old place and new', () => {
    const cue = {
      was: { start: 42 * second, end: 52 * second },
      proposals: [{ span: { start: 47 * second, end: 57 * second } }],
    } as unknown as TriageCue
    const sight = sightOf(plan, cue, 0, 500)
    expect(xOf(sight, 42 * second)).toBeGreaterThan(0)
    expect(xOf(sight, 57 * second)).toBeLessThan(500)
    expect(threads(plan, sight)).toHaveLength(1)
  })

  it('keeps one colour for one source, whatever its version', () => {
    expect(colourOf('FX_0230_v011')).toBe(colourOf('FX_0230_v012'))
    expect(colourOf('A001')).toBeGreaterThan(0)
  })

  const labels = (...asked: Parameters<typeof ticks>) => ticks(...asked).map(({ label }) => label)

  it('has labels that do not run into each other', () => {
    const sight = { start: 0, perPixel: second / 10, width: 650 }
    expect(ticks(sight, 110, 0, '24').map(({ at }) => at / second)).toEqual([0, 15, 30, 45, 60])
  })

  it('has its labels at round timecode, whatever the rate and the start', () => {
    const sight = { start: 0, perPixel: second / 10, width: 450 }
    const hour = 3600 * 24
    expect(labels(sight, 108, hour, '23.976')).toEqual(['01:00:00:00', '01:00:15:00', '01:00:30:00'])
    expect(labels(sight, 108, hour + 5 * 24 + 7, '24')).toEqual(['01:00:15:00', '01:00:30:00', '01:00:45:00'])
    expect(labels({ ...sight, start: 50 * second }, 108, 0, '29.97df')).toEqual([
      '00:01:00;02',
      '00:01:15;00',
      '00:01:30;00',
    ])
    // Near at hand a second is the least.
    expect(labels({ start: 0, perPixel: second / 600, width: 1300 }, 108, 0, '25')).toEqual([
      '00:00:00:00',
      '00:00:01:00',
      '00:00:02:00',
    ])
  })

  it('has its cues in the colours of their lanes', () => {
    const lane = (kind: Lane['kind'], colour: Lane['colour']) => ({ kind, colour }) as Lane
    expect([bodyOf(lane('source', 'ofKind')), bodyOf(lane('score', 'ofKind'))]).toEqual([
      '--source-body',
      '--score-body',
    ])
    expect([bodyOf(lane('songs', 'rose')), bodyOf(undefined)]).toEqual(['--rose-body', '--grey-body'])
  })
})
