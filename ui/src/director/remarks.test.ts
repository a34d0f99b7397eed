import { expect, test } from 'vitest'
import { Remarks } from './remarks'
import type { Store } from './storage'

function store(): Store {
  const kept = new Map<string, string>()
  return {
    getItem: (name) => kept.get(name) ?? null,
    setItem: (name, value) => void kept.set(name, value),
    removeItem: (name) => void kept.delete(name),
  }
}

test('a remark that a plain answer replaced, or that was begun, is there again when one is asked for', () => {
  const [about, other] = [
    { cue: 7, letter: 'A' },
    { cue: 7, letter: 'B' },
  ]
  const kept = store()
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
