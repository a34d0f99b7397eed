import { expect, test } from 'vitest'
import { cellPatch, columns, nextSort } from './columns'
import { patchOf } from './fields'

const bpm = columns.find((column) => column.id === 'bpm')

test('a head is clicked up, down, and back to the best matches', () => {
  if (bpm === undefined) throw new Error('no tempo column')
  expect(nextSort(bpm, 'best', false)).toEqual({ sort: 'bpm', descending: false })
  expect(nextSort(bpm, 'bpm', false)).toEqual({ sort: 'bpm', descending: true })
  expect(nextSort(bpm, 'bpm', true)).toEqual({ sort: 'best', descending: false })
})

test('a tempo is kept in thousandths, and an emptied one forgotten', () => {
  expect(cellPatch('bpm', '97,5')).toEqual({ bpmMilli: 97_500 })
  expect(cellPatch('bpm', '')).toEqual({ bpmMilli: 0 })
  expect(cellPatch('bpm', 'fast')).toBe('Write beats a minute, such as 97.5.')
})

test('a title cannot be emptied', () => {
  expect(cellPatch('title', ' ')).toBe('A track needs a title.')
})

test('an ISRC goes to the core as it was typed, which knows what is one', () => {
  expect(patchOf('isrc', ' no-umf-19-421 ')).toEqual({ isrc: 'no-umf-19-421' })
})
