import { expect, test } from 'vitest'
import { match } from './fuzzy'

function best(wanted: string, texts: readonly string[]): string | undefined {
  return texts
    .flatMap((text) => {
      const score = match(wanted, text)
      return score === undefined ? [] : [{ text, score }]
    })
    .toSorted((a, b) => b.score - a.score)[0]?.text
}

const texts = [
  'Export the cue list as PDF…',
  'Export the mix as WAV…',
  'Episodes, cuts and scenes…',
  '4M07 First kiss on the pier',
]

test('the starts of words find a thing', () => {
  expect(best('exp pdf', texts)).toBe('Export the cue list as PDF…')
  expect(best('4m07', texts)).toBe('4M07 First kiss on the pier')
})

test('letters in order find a thing', () => {
  expect(best('ecs', texts)).toBe('Episodes, cuts and scenes…')
})

test('accents do not stand in the way', () => {
  expect(match('cafe', 'Café radio')).toBeDefined()
})

test('small words ask for nothing', () => {
  expect(best('export a mix to the wav', texts)).toBe('Export the mix as WAV…')
  expect(best('the', texts)).toBeDefined()
})

test('letters out of order find nothing', () => {
  expect(match('zzz', 'Export')).toBeUndefined()
})

test('who types how a title begins means it, and of two the one that more was typed of', () => {
  expect(best('split', ['New cue from the playhead, split the cue', 'Heal splits', 'Split at the playhead'])).toBe(
    'Split at the playhead',
  )
  expect(best('zoom', ['Scroll, and zoom', 'Zoom to the whole episode', 'Zoom in'])).toBe('Zoom in')
  expect(best('cue sheet', ['Export the cue sheet…', 'Edit the profile of cue sheets and sheets of cues'])).toBe(
    'Export the cue sheet…',
  )
  expect(best('next cue', ['Cue, the next one', 'Next cue of the queue'])).toBe('Next cue of the queue')
})
