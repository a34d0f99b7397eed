import { expect, test } from 'vitest'
import { endedWords, partAt } from './parts'

test('a file is seen from where it begins to where the next does', () => {
  const parts = [{ start: 0 }, { start: 100 }, { start: 250 }]
  const seen = [0, 99, 100, 249, 250, 10_000].map((at) => partAt(parts, at)?.start)
  expect(seen).toEqual([0, 0, 100, 100, 250, 250])
  expect(partAt([{ start: 100 }], 50)).toBeUndefined()
})

test('between reels it is said when the next begins, after the last that the picture ends', () => {
  const reels = [{ start: 0 }, { start: 100 }, { start: 200 }]
  const resumes = (nth: number, start: number) => `No picture until reel ${nth + 1} at ${start}`
  expect(endedWords(reels, 90, resumes)).toBe('No picture until reel 2 at 100')
  expect(endedWords(reels, 150, resumes)).toBe('No picture until reel 3 at 200')
  expect(endedWords(reels, 250, resumes)).toBe('Picture ends here')
  expect(endedWords(reels, 90, undefined)).toBe('Picture ends here')
})
