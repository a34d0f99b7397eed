import { clearMocks, mockIPC } from '@tauri-apps/api/mocks'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { EpisodeSummary, ShowView } from '../../generated'
import { findCue, findScene } from './find-cue'

const episode = (name: string, season: number, ...cuts: number[]) =>
  ({ name, season, cuts: cuts.map((id) => ({ id })) }) as EpisodeSummary
const show = {
  episodes: [episode('1x04', 1, 4), episode('1x05', 1, 3, 5), episode('1x06', 1), episode('2x01', 2, 21)],
} as ShowView

const cues: Readonly<Record<number, readonly string[]>> = {
  3: ['9M99'],
  4: ['4M01', '4M05'],
  5: ['4M05', '5M01'],
  21: ['7M07'],
}

beforeEach(() => {
  Object.assign(globalThis, { window: globalThis })
  mockIPC((_, takes) => {
    const { cut } = takes as { cut: number }
    const scenes = [{ id: 100 + cut, number: '22A' }]
    return { cues: (cues[cut] ?? []).map((number) => ({ id: cut * 10, number })), scenes }
  })
})

afterEach(() => {
  clearMocks()
})

const found = async (named: string) => {
  const answer = await findCue(show, 1, named)
  return typeof answer === 'string' ? answer : answer.cue.id
}

test('a cue is found by its episode and number, however the x is written', async () => {
  expect(await found('1x04 4M05')).toBe(40)
  expect(await found(' 1×05  4m05 ')).toBe(50)
})

test('a bare number is looked for over the season', async () => {
  expect(await found('5M01')).toBe(50)
  expect(await found('4M05')).toBe('4M05 is in 1x04 and 1x05; write 1x04 4M05')
  expect(await found('4M09')).toBe('There is no cue 4M09 in this season')
  expect(await found('7M07')).toBe('There is no cue 7M07 in this season')
})

test('cues of cuts that are not the newest are none', async () => {
  expect(await found('9M99')).toBe('There is no cue 9M99 in this season')
})

test('what is wrong with a name is said', async () => {
  expect(await found('1x04')).toBe('Write the cue too: 1x04 2M04')
  expect(await found('1x06 6M01')).toBe('1x06 has no cut yet')
  expect(await found('1x09 9M01')).toBe('There is no episode 1x09')
  expect(await found('1x04 4M09')).toBe('There is no cue 4M09 in 1x04')
})

test('a scene is found by its episode and number', async () => {
  expect(await findScene(show, '1x05 22a')).toMatchObject({ scene: { id: 105 } })
  expect(await findScene(show, '1x05 scene 22A')).toMatchObject({ scene: { id: 105 } })
  expect(await findScene(show, '1x05 23')).toBe('There is no scene 23 in 1x05')
  expect(await findScene(show, '22A')).toBe('Write a scene with its episode: 1x02 22A')
  expect(await findScene(show, '1x09 22A')).toBe('There is no episode 1x09')
})
