import { expect, test, vi } from 'vitest'
import { labelCache, type Face } from './labels'

const face: Face = { font: '11px sans-serif', height: 18 }
const bold: Face = { font: '600 11px sans-serif', height: 18 }

test('words are set once a face, and again when all is forgotten', () => {
  const draw = vi.fn((words: string) => ({ coverage: new Uint8Array(4), width: words.length, height: 1 }))
  const labels = labelCache(draw)
  expect(labels.mask('dawn', face)).toBe(labels.mask('dawn', face))
  labels.mask('dawn', bold)
  expect(draw).toHaveBeenCalledTimes(2)
  labels.clear()
  labels.mask('dawn', face)
  expect(draw).toHaveBeenCalledTimes(3)
})

test('a frame sets no more new words than it may, and says that some are owed', () => {
  const labels = labelCache((words) => ({ coverage: new Uint8Array(4), width: words.length, height: 1 }))
  labels.begin(2)
  expect(['a', 'bb', 'ccc', 'a'].map((words) => labels.mask(words, face).width)).toEqual([1, 2, 0, 1])
  expect(labels.owes).toBe(true)
  labels.begin(2)
  expect(['a', 'bb', 'ccc'].map((words) => labels.mask(words, face).width)).toEqual([1, 2, 3])
  expect(labels.owes).toBe(false)
})
