import { expect, test } from 'vitest'
import type { ReportEpisode, ReportGroup } from '../../generated'
import { seconds } from '../../time/time'
import { byCueWords } from './at-once'

const report = (music: readonly number[], groups: readonly number[]) => ({
  episodes: music.map((one) => ({ music: seconds(one) }) as ReportEpisode),
  breakdowns: [{ title: 'Usage', groups: groups.map((one) => ({ length: seconds(one) }) as ReportGroup) }],
})

test('groups that add up to more than the music say what sounds together', () => {
  expect(byCueWords(report([300, 187], [400, 94]))).toBe('8:14 by cue: 0:07 sounds together with other music')
})

test('nothing is said where the figures agree', () => {
  expect(byCueWords(report([300, 187], [400, 87]))).toBeUndefined()
  expect(byCueWords(report([300], [300.4]))).toBeUndefined()
  expect(byCueWords({ episodes: [], breakdowns: [] })).toBeUndefined()
})
