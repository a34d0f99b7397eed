import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { FrameRate } from '../generated'
import {
  durationTimecode,
  frameAt,
  frameRates,
  frameStart,
  framesPerDay,
  minutes,
  rateName,
  seconds,
  snapToFrame,
  timecodeAt,
  timecodeOfFrame,
} from './time'

interface Vector {
  readonly rate: FrameRate
  readonly frame: number
  readonly flicks: number
  readonly timecode: string
}

const vectorFile = join(import.meta.dirname, '../generated/time-vectors.json')

describe('time', () => {
  test('agrees with the vectors that the core writes', () => {
    const vectors = JSON.parse(readFileSync(vectorFile, 'utf8')) as readonly Vector[]
    expect(vectors.length).toBeGreaterThan(0)
    for (const { rate, frame, flicks, timecode } of vectors) {
      expect([rate, frame, frameStart(frame, rate)]).toEqual([rate, frame, flicks])
      expect([rate, frame, timecodeOfFrame(frame, rate)]).toEqual([rate, frame, timecode])
      expect(frameAt(flicks, rate)).toBe(frame)
    }
  })

  test('drop-frame skips labels, not frames', () => {
    expect(timecodeOfFrame(1799, '29.97df')).toBe('00:00:59;29')
    expect(timecodeOfFrame(1800, '29.97df')).toBe('00:01:00;02')
    expect(timecodeOfFrame(17_982, '29.97df')).toBe('00:10:00;00')
    expect(timecodeOfFrame(3600, '59.94df')).toBe('00:01:00;04')
    expect(timecodeOfFrame(107_892, '29.97df')).toBe('01:00:00;00')
  })

  test.each(frameRates)('a day of %s wraps round', (rate) => {
    expect(timecodeOfFrame(framesPerDay(rate), rate)).toBe(timecodeOfFrame(0, rate))
    expect(timecodeOfFrame(-1, rate)).toBe(timecodeOfFrame(framesPerDay(rate) - 1, rate))
  })

  test.each(frameRates)('the nearest frame of %s is found from either side', (rate) => {
    for (const frame of [0, 1, 1000, 5_000_000]) {
      const at = frameStart(frame, rate)
      expect(snapToFrame(at + 100, rate)).toBe(at)
      expect(snapToFrame(at - 100, rate)).toBe(at)
      expect(frameAt(at - 1, rate)).toBe(frame - 1)
    }
  })

  test('a cut counts from its start timecode', () => {
    const start = 24 * 3600
    expect(timecodeAt(0, start, '23.976')).toBe('01:00:00:00')
    expect(timecodeAt(frameStart(25, '23.976') + 5, start, '23.976')).toBe('01:00:01:01')
  })

  test('lengths read as people say them', () => {
    expect(minutes(seconds(228))).toBe('3:48')
    expect(minutes(seconds(3730))).toBe('1:02:10')
    expect(durationTimecode(frameStart(1800, '29.97df'), '29.97df')).toBe('00:01:00;02')
    expect(durationTimecode(frameStart(1800, '29.97'), '29.97')).toBe('00:01:00:00')
    expect(durationTimecode(-1 * frameStart(25, '25'), '25')).toBe('−00:00:01:00')
    expect([rateName('23.976'), rateName('29.97df'), rateName('25')]).toEqual(['23.976 NDF', '29.97 DF', '25'])
  })
})
