import { expect, test } from 'vitest'
import { Deck, factorOf, type Loaded } from './deck'

interface Started {
  readonly id: number
  readonly when: number
  readonly offset: number
}

/** What is asked of an AudioContext, and nothing that sounds. */
function context() {
  const started: Started[] = []
  const levels: { value: number }[] = []
  const made = {
    currentTime: 100,
    sampleRate: 48_000,
    state: 'running',
    outputLatency: 0,
    baseLatency: 0,
    destination: {},
    createGain: () => ({ gain: { value: 1 }, connect: () => undefined }),
    createIIRFilter: () => ({ connect: () => undefined }),
    createConstantSource() {
      const offset = { value: 1 }
      levels.push(offset)
      return {
        offset,
        connect: (to: unknown) => to,
        start: () => undefined,
        stop: () => undefined,
        disconnect: () => undefined,
      }
    },
    createBufferSource: () => ({
      buffer: null as { readonly id: number } | null,
      connect: (to: unknown) => to,
      start(when: number, offset: number) {
        started.push({ id: this.buffer?.id ?? 0, when, offset })
      },
      stop: () => undefined,
      disconnect: () => undefined,
    }),
  }
  const heard = () => levels.map(({ value }) => value)
  return { made, started, heard, deck: new Deck(made as unknown as AudioContext) }
}

const loaded = (id: number | undefined, start = 0, match = 1): Loaded => {
  return { id, buffer: { id: id ?? 0, duration: 30 } as never, start, match }
}

test('all alternates of a cue start at one moment from one sample', () => {
  const { deck, started } = context()
  deck.load([loaded(1, 60), loaded(2, 60), loaded(3, 60)])
  deck.play(65)
  expect(started.map(({ id }) => id)).toEqual([1, 2, 3])
  expect(new Set(started.map(({ when, offset }) => `${when} ${offset}`)).size).toBe(1)
  expect(started[0]?.offset).toBe(5)
})

test('in the pre-roll they wait for their place', () => {
  const { deck, made, started } = context()
  deck.load([loaded(1, 60)])
  deck.play(55)
  expect(started[0]?.offset).toBe(0)
  expect(started[0]?.when).toBeCloseTo(made.currentTime + 0.04 + 5)
  made.currentTime += 2.04
  expect(deck.position).toBeCloseTo(57)
})

test('switching moves two levels and starts nothing again', () => {
  const { deck, started, heard } = context()
  deck.load([loaded(1), loaded(2, 0, 0.5)])
  deck.hear(1)
  deck.play(0)
  expect(heard()).toEqual([1, 0])
  const before = started.length
  deck.hear(2)
  expect(started).toHaveLength(before)
  expect(heard()).toEqual([0, 0.5])
  deck.match(false)
  expect(heard()).toEqual([0, 1])
})

test('the sound of the scene runs under all of them, from before the music on', () => {
  const { deck, started, heard } = context()
  deck.load([loaded(1, 60), loaded(2, 60), loaded(undefined, 55)])
  deck.hear(1)
  deck.play(56)
  const [music, , scene] = started
  expect(music?.offset).toBe(0)
  expect(scene?.offset).toBe(1)
  expect((music?.when ?? 0) - (scene?.when ?? 0)).toBeCloseTo(4)
  deck.hear(2)
  expect(heard()).toEqual([0, 1, 1])
  deck.hearUnder(false)
  expect(heard()).toEqual([0, 1, 0])
})

test('a stopped deck stays where it was', () => {
  const { deck, made } = context()
  deck.load([loaded(1)])
  deck.play(3)
  made.currentTime += 1.04
  deck.stop()
  made.currentTime += 10
  expect(deck.playing).toBe(false)
  expect(deck.position).toBeCloseTo(4)
})

test('hundredths of a decibel are a factor', () => {
  expect(factorOf(0)).toBe(1)
  expect(factorOf(-602)).toBeCloseTo(0.5, 3)
})
