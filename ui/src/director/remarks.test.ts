import { expect, test } from 'vitest'
import { Remarks } from './remarks'
import { passing } from './storage'

test('a remark that a plain answer replaced, or that was begun, is there again when one is asked for', () => {
  const [about, other] = [
    { cue: 7, letter: 'A' },
    { cue: 7, letter: 'B' },
  ]
  const kept = passing()
  const remarks = new Remarks(kept, 'r')
  expect(remarks.keep(undefined, about)).toBe(false)
  expect(remarks.keep({ words: ' ' }, about)).toBe(false)
  expect(remarks.keep({ words: 'less piano' }, about)).toBe(true)
  expect(remarks.on(about, undefined)).toBe('less piano')
  expect(remarks.on(about, { words: 'more piano' })).toBe('less piano')
  expect(remarks.on(other, { words: 'more piano' })).toBe('more piano')
  expect(new Remarks(kept, 'r').on(about, undefined)).toBe('less piano')
  remarks.drop(about)
  expect(remarks.on(about, { words: 'more piano' })).toBe('more piano')
  expect(new Remarks(kept, 'r').on(about, undefined)).toBe('')
})
