// @vitest-environment jsdom
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { ShownCue } from '../generated'
import type { Deck, Loaded } from './deck'
import { Closed, Missing, Unreached } from './door'
import { Music } from './music.svelte'

const cueOf = (opus: string) =>
  ({
    id: 1,
    under: null,
    alternates: [{ id: 7, letter: 'A', sound: { opus, wav: null, start: 0, length: 1, matchGain: 0 } }],
  }) as unknown as ShownCue

/** Music over a way that answers as it is told, by the name that is asked for. */
function music(answers: (opus: string) => ArrayBuffer | Error, renamed?: ShownCue) {
  const asked: string[] = []
  const closed: string[] = []
  let loaded: readonly Loaded[] = []
  const deck = {
    load: (sounds: readonly Loaded[]) => (loaded = sounds),
    hear: () => undefined,
    decode: () => Promise.resolve({} as AudioBuffer),
  }
  const door = {
    sound: (opus: string) => {
      asked.push(opus)
      const answer = answers(opus)
      return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer)
    },
  }
  const made = new Music(door, deck as unknown as Deck, {
    making: () => false,
    heard: (cue) => cue.alternates[0],
    renamed: () => Promise.resolve(renamed),
    closed: ({ reason }) => closed.push(reason),
  })
  return { music: made, asked, closed, loaded: () => loaded }
}

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

test('music whose name is not known any more is asked for by its new one, and closes nothing', async () => {
  const bytes = new ArrayBuffer(1)
  const { music: one, asked, closed, loaded } = music((opus) => (opus === 'new' ? bytes : new Missing()), cueOf('new'))
  await one.load(cueOf('old'))
  expect([asked, closed, one.state, loaded().length]).toEqual([['old', 'new'], [], 'ready', 1])
})

test('music that does not come through is asked for again, by itself and when the way is open', async () => {
  let open = false
  const { music: one, asked } = music(() => (open ? new ArrayBuffer(1) : new Unreached()))
  await one.load(cueOf('a'))
  expect(one.state).toBe('unreached')
  await vi.advanceTimersByTimeAsync(2_100)
  expect([asked.length, one.state]).toEqual([2, 'unreached'])
  open = true
  await one.again()
  expect(one.state).toBe('ready')
  await vi.advanceTimersByTimeAsync(60_000)
  expect(asked).toHaveLength(3)
})

test('what says that the link is over is told', async () => {
  const { music: one, closed } = music(() => new Closed('revoked'))
  await one.load(cueOf('a'))
  expect(closed).toEqual(['revoked'])
})
