import { expect, test } from 'vitest'
import type { ProposalId } from '../generated'
import { Listened } from './listened'

const [a, b] = [1 as ProposalId, 2 as ProposalId]

/** Plays `seconds` in steps of a tenth from `from` on; how often it counted. */
function play(listened: Listened, id: ProposalId, seconds: number, length: number, from = 0): number {
  let times = 0
  for (let step = 1; step <= Math.round(seconds * 10); step += 1) {
    if (listened.sounded(id, 0.1, length, from + step / 10)) times += 1
  }
  return times
}

test('an alternate is heard when it has sounded for five seconds, in whatever pieces', () => {
  const listened = new Listened()
  expect(play(listened, a, 4.8, 60)).toBe(0)
  expect(play(listened, b, 4.8, 60)).toBe(0)
  expect(play(listened, a, 0.4, 60)).toBe(1)
})

test('of a short one half is enough', () => {
  expect(play(new Listened(), a, 0.9, 2)).toBe(0)
  expect(play(new Listened(), a, 1.1, 2)).toBe(1)
})

test('it is reported once, and again when it is heard much later', () => {
  const listened = new Listened()
  expect(play(listened, a, 300, 60)).toBe(1)
  expect(play(listened, a, 30, 60, 700)).toBe(1)
})

test('a jump is no sound', () => {
  const listened = new Listened()
  expect(listened.sounded(a, 30, 60, 1)).toBe(false)
  expect(listened.sounded(a, -5, 60, 2)).toBe(false)
  expect(play(listened, a, 4, 60, 3)).toBe(0)
})
