import { expect, test } from 'vitest'
import type { ImportPart, TimelinePreview } from '../../generated'
import { whyNothing } from './reason'

const shots: ImportPart = { part: 'cut', word: 'The cut’s picture', told: '2 shots', found: true, takes: false }
const cues: ImportPart = { part: 'cues', word: 'Cues and placements', told: 'none found', found: false, takes: false }

function preview(parts: ImportPart[], cut: number | null, needsRate = false) {
  return { needsRate, parts, cut: { id: cut } as TimelinePreview['cut'] }
}

test('a file of which nothing is ticked says what it has', () => {
  expect(whyNothing(preview([cues, shots], 3))).toBe('Nothing is ticked yet. The file has: The cut’s picture (2 shots)')
})

test('a file that has nothing says so, and one without a rate asks for it', () => {
  expect(whyNothing(preview([cues], 3))).toBe('The file has no cues, markers, scenes, dialogue or shots to import')
  expect(whyNothing(preview([cues, shots], 3, true))).toBe('Choose the frame rate first')
})

test('what is ticked is imported, and a new cut needs nothing more', () => {
  expect(whyNothing(preview([cues, { ...shots, takes: true }], 3))).toBeUndefined()
  expect(whyNothing(preview([cues, shots], null))).toBeUndefined()
})
