import { expect, test } from 'vitest'
import { Begun } from './begun.svelte'
import { Remarks } from './remarks'
import { passing, type Store } from './storage'

const open = (kept: Store, window = passing()) => new Remarks(kept, 'r', new Begun(window, 'r'))

test('a remark that a plain answer replaced, or that was begun, is there again when one is asked for', () => {
  const [about, other] = [
    { cue: 7, letter: 'A' },
    { cue: 7, letter: 'B' },
  ]
  const kept = passing()
  const remarks = open(kept)
  expect(remarks.keep(undefined, about)).toBe(false)
  expect(remarks.keep({ words: ' ' }, about)).toBe(false)
  expect(remarks.keep({ words: 'less piano' }, about)).toBe(true)
  expect(remarks.on(about, undefined)).toBe('less piano')
  expect(remarks.on(about, { words: 'more piano' })).toBe('less piano')
  expect(remarks.on(other, { words: 'more piano' })).toBe('more piano')
  expect(open(kept).on(about, undefined)).toBe('less piano')
  remarks.drop(about)
  expect(remarks.on(about, { words: 'more piano' })).toBe('more piano')
  expect(open(kept).on(about, undefined)).toBe('')
})

test('a remark of another window is told, and stays beside what is written here', () => {
  const [a, b] = [
    { cue: 7, letter: 'A' },
    { cue: 7, letter: 'B' },
  ]
  const [kept, window] = [passing(), passing()]
  const [one, other] = [open(kept, window), open(kept)]
  one.keep({ words: 'less piano' }, a)
  other.keep({ words: 'slower' }, b)
  expect([one.isElsewhere(a), other.isElsewhere(a), other.isElsewhere(b)]).toEqual([false, true, false])
  one.readAgain()
  expect([one.on(b, undefined), one.isElsewhere(b)]).toEqual(['slower', true])
  // The same window after its page was loaded again.
  expect(open(kept, window).isElsewhere(a)).toBe(false)
})
