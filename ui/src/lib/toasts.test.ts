import { beforeEach, expect, test, vi } from 'vitest'
import { say, toasts } from './toasts.svelte'

const shown = () => toasts.list.map(({ text }) => text)

beforeEach(() => {
  toasts.list = []
})

test('what is to be known of an edit stands beside what it did, whichever is said first', () => {
  say('First Spark sounds in this season already: 1x04 4S02.', 'note')
  say('3 of 5 tracks placed; 2 did not fit before the end of the cut.')
  expect(shown()).toEqual([
    '3 of 5 tracks placed; 2 did not fit before the end of the cut.',
    'First Spark sounds in this season already: 1x04 4S02.',
  ])
  say('Placed Rising Tide')
  say('Rising Tide sounds in this season already: 1x01 1M01.', 'note')
  expect(shown()).toEqual(['Placed Rising Tide', 'Rising Tide sounds in this season already: 1x01 1M01.'])
})

test('a refusal that repeats is one message, and what was done is still read', () => {
  say('Saved')
  say('4M01 is locked.', 'bad')
  say('4M01 is locked.', 'bad')
  expect(shown()).toEqual(['Saved', '4M01 is locked.'])
})

test('a refusal goes once something has gone well after it', () => {
  vi.useFakeTimers()
  say('scenes.csv: line 5 has no length.', 'bad')
  vi.advanceTimersByTime(1_000)
  say('Saved')
  expect(shown()).toEqual(['Saved', 'scenes.csv: line 5 has no length.'])
  vi.advanceTimersByTime(4_000)
  say('4 scenes imported')
  expect(shown()).toEqual(['4 scenes imported'])
  vi.useRealTimers()
})
