import { expect, test } from 'vitest'
import { pages } from '../lib/pages'
import { actionFor, actions } from './registry'

test('every action has an id of its own', () => {
  expect(new Set(actions.map((action) => action.id)).size).toBe(actions.length)
})

test('a key means one thing on a page', () => {
  for (const { id: page } of pages) {
    const chords = actions.filter((action) => action.pages?.includes(page) === true).flatMap((action) => action.keys)
    expect(new Set(chords).size, page).toBe(chords.length)
  }
})

test('a key that is everywhere means one thing', () => {
  const chords = actions.filter((action) => action.pages === undefined).flatMap((action) => action.keys)
  expect(new Set(chords).size).toBe(chords.length)
})

test('the keys that editors know are there on Spot', () => {
  const known = [
    'Space', 'J', 'K', 'L', 'ArrowLeft', 'ArrowRight', 'Shift+ArrowLeft', 'Shift+ArrowRight', 'ArrowUp', 'ArrowDown',
    'Home', 'End', 'I', 'O', '[', ']', 'B', 'Mod+Z', 'Mod+Shift+Z', 'Mod+D', 'Delete', 'M', 'N', '1', '9', 'Z',
    'Shift+Z', 'Mod+K', 'F1',
  ] // prettier-ignore
  for (const chord of known) expect(actionFor(chord, 'spot'), chord).toBeDefined()
})

test('a page’s own meaning of a key goes first', () => {
  expect(actionFor('ArrowDown', 'review')?.id).toBe('review.next')
  expect(actionFor('ArrowDown', 'spot')?.id).toBe('play.editOn')
  expect(actionFor('Delete', 'library')?.id).toBe('library.remove')
})
