import { describe, expect, test } from 'vitest'
import type { ArcStep, CutId, EpisodeArc, EpisodeId, Flicks, Position } from '../../generated'
import { bandOf, groundOf, momentAt, overPath, pathOf, xOf, yOf } from './chart'

const step = (at: number, intensity: number | null, energy: number | null): ArcStep => ({
  asked: null,
  heard: null,
  at: at as Position,
  intensity,
  energy,
  source: null,
  score: energy,
})

function episode(id: number, steps: ArcStep[]): EpisodeArc {
  const nothing = { music: 0 as Flicks, source: 0 as Flicks, silence: null, acts: [], remarks: [] }
  return {
    id: id as EpisodeId,
    name: `1x0${id}`,
    title: '',
    cut: id as CutId,
    length: 400 as Flicks,
    steps,
    ...nothing,
  }
}

const season = [episode(1, [step(0, 4, 2), step(100, 4, null), step(200, null, 6), step(300, 10, 6)]), episode(2, [])]
const box = { width: 800, height: 132 }

describe('the chart of a season', () => {
  test('gives each episode the same width', () => {
    expect([xOf(season, box, 0, 0), xOf(season, box, 0, 1), xOf(season, box, 1, 0.5)]).toEqual([0, 400, 600])
    // The words of a mark are 17 pixels tall: no line reaches up into them.
    expect([yOf(box, 0), yOf(box, 10), yOf(box, 12)]).toEqual([122, 22, 22])
  })

  test('breaks lines where there is nothing', () => {
    expect(pathOf(season, box, (one) => one.energy)).toBe('M50.0 102.0M250.0 62.0L350.0 62.0')
    expect(pathOf(season, box, (one) => one.source)).toBe('')
  })

  test('grounds each stretch by itself', () => {
    expect(groundOf(season, box)).toBe(
      'M0.0 122.0L0.0 82.0L100.0 82.0L100.0 82.0L200.0 82.0L200.0 122.0Z' +
        'M300.0 122.0L300.0 22.0L400.0 22.0L400.0 122.0Z',
    )
  })

  test('finds the moment under a point', () => {
    expect(momentAt(season, box, 260)?.step.at).toBe(200)
    expect(momentAt(season, box, -5)?.step.at).toBe(0)
    expect(momentAt(season, box, 700)).toBeUndefined()
    expect(momentAt([], box, 10)).toBeUndefined()
  })

  test('marks scenes as wide as can be seen', () => {
    const apart = { episode: 1, at: 100, until: 200 } as Parameters<typeof bandOf>[2]
    expect(bandOf(season, box, apart)).toEqual({ left: 100, width: 100 })
    expect(bandOf(season, box, { ...apart, until: 101 as Position }).width).toBe(3)
  })
})

test('a cut by itself has the box, and its line breaks where nothing sounds', () => {
  const box = { width: 40, height: 132 }
  const steps = [step(0, 0, 10), step(100, 0, null), step(200, 0, 0), step(300, 0, 0)]
  expect(overPath(steps, box, (one) => one.energy)).toBe('M5.0 22.0M25.0 122.0L35.0 122.0')
})
