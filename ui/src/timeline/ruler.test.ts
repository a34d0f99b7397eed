import { describe, expect, test } from 'vitest'
import { frameRates, frameStart, labelsPerSecond, timecodeOfFrame } from '../time/time'
import { framesOf, labelOf, steps, stepsFor, ticks } from './ruler'

const labels = (...[rate, start, first, last, step]: Parameters<typeof ticks>) =>
  ticks(rate, start, first, last, step).map((tick) => labelOf(tick.frame, rate))

describe('the ruler', () => {
  test('ticks stand on round labels, whatever the cut starts with', () => {
    const start = 24 * 3600 + 7
    expect(labels('23.976', start, 0, 24 * 31, { seconds: 10 })).toEqual(['01:00:10:00', '01:00:20:00', '01:00:30:00'])
    const [tick] = ticks('23.976', start, 0, 24 * 31, { seconds: 10 })
    expect(tick?.at).toBe(frameStart(240 - 7, '23.976'))
  })

  test('where drop-frame skips the label the next that exists has the tick', () => {
    expect(labels('29.97df', 0, 1700, 3700, { seconds: 30 })).toEqual(['00:01:00;02', '00:01:30;00', '00:02:00;02'])
    expect(labels('59.94df', 0, 3500, 3700, { seconds: 60 })).toEqual(['00:01:00;04'])
    expect(labels('29.97df', 0, 17_900, 18_000, { seconds: 60 })).toEqual(['00:10:00;00'])
  })

  test('single frames are labelled one by one, none twice', () => {
    expect(labels('29.97df', 0, 1798, 1802, { frames: 1 })).toEqual([
      '00:00:59;28',
      '00:00:59;29',
      '00:01:00;02',
      '00:01:00;03',
      '00:01:00;04',
    ])
  })

  test.each(frameRates)('every tick of %s is the frame that its label names', (rate) => {
    const start = 107_000
    for (const step of steps(rate)) {
      const found = ticks(rate, start, 100, 100 + 12 * framesOf(step, rate), step)
      expect(found.length).toBeGreaterThan(5)
      for (const { at, frame } of found) {
        expect(at).toBe(frameStart(frame - start, rate))
        if ('seconds' in step) expect(timecodeOfFrame(frame, rate)).toMatch(/[:;]0[024]$/)
      }
      const order = found.map((tick) => tick.frame)
      expect(order).toEqual([...new Set(order)].toSorted((a, b) => a - b))
    }
  })

  test.each(frameRates)('labels of %s have room at every zoom, and ticks divide them', (rate) => {
    for (let perFrame = 96; perFrame > 0.0005; perFrame /= 1.7) {
      const { major, minor } = stepsFor(rate, perFrame, 92, 7)
      const [wide, narrow] = [framesOf(major, rate), framesOf(minor, rate)]
      if (wide < 7200 * labelsPerSecond(rate)) expect(wide * perFrame).toBeGreaterThanOrEqual(92)
      expect(wide % narrow).toBe(0)
    }
    expect(stepsFor(rate, 96, 92, 7).major).toEqual({ frames: 1 })
  })

  test('goes on over midnight', () => {
    expect(labels('25', 25 * 86_400 - 25, 0, 50, { seconds: 1 })).toEqual(['23:59:59:00', '00:00:00:00', '00:00:01:00'])
  })
})
