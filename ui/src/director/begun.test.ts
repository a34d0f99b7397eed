import { expect, test } from 'vitest'
import { Begun } from './begun.svelte'
import { passing, type Store } from './storage'

const open = (kept: Store, window: string) => new Begun<string>(kept, 'needledrop drafts r', window)

test('what is begun is there again after the page, and where it was begun is told', () => {
  const kept = passing()
  const one = open(kept, 'one')
  one.put('7', 'later')
  expect([one.on('7'), one.isElsewhere('7'), one.on('8')]).toEqual(['later', false, undefined])
  expect([open(kept, 'one').on('7'), open(kept, 'one').isElsewhere('7')]).toEqual(['later', false])
  expect([open(kept, 'two').on('7'), open(kept, 'two').isElsewhere('7')]).toEqual(['later', true])
  one.drop('7')
  expect(kept.getItem('needledrop drafts r')).toBeNull()
})

test('two windows that write of the same at once keep the words of both, whichever wrote last, and offer them', () => {
  const kept = passing()
  const [one, two] = [open(kept, 'one'), open(kept, 'two')]
  one.put('7', 'less pia')
  two.put('7', 'slow')
  one.put('7', 'less piano')
  two.put('7', 'slower')
  for (const window of [one, two]) window.readAgain()
  expect([one.on('7'), one.beside('7')]).toEqual(['less piano', ['slower']])
  expect([two.on('7'), two.beside('7')]).toEqual(['slower', ['less piano']])
  // Both windows are closed: whoever comes later finds both.
  const later = open(kept, 'three')
  expect([later.on('7'), later.beside('7'), later.isElsewhere('7')]).toEqual(['slower', ['less piano'], true])
})

test('one that is gone on with is of this window from here on, and no word more is lost where the other goes on, too', () => {
  const kept = passing()
  const [one, two] = [open(kept, 'one'), open(kept, 'two')]
  one.put('7', 'softer')
  two.readAgain()
  two.put('7', 'softer, please')
  expect([two.isElsewhere('7'), two.beside('7')]).toEqual([false, []])
  one.put('7', 'softer and slower')
  two.readAgain()
  expect([two.on('7'), two.beside('7')]).toEqual(['softer, please', ['softer and slower']])
})

test('another is shown in the place of what is shown, which waits beside it, and comes back when that is said', () => {
  const kept = passing()
  open(kept, 'one').put('7', 'less piano')
  const two = open(kept, 'two')
  two.add('7', 'slower')
  two.show('7', 0)
  expect([two.on('7'), two.beside('7'), two.isElsewhere('7')]).toEqual(['less piano', ['slower'], false])
  two.drop('7')
  expect([two.on('7'), two.beside('7')]).toEqual(['slower', []])
})

test('of what stands in a field that nobody has kept, all that is begun is beside it', () => {
  const kept = passing()
  open(kept, 'one').put('7', 'less piano')
  const two = open(kept, 'two')
  expect(two.beside('7', 'as it was said')).toEqual(['less piano'])
  expect(two.beside('7', 'less piano')).toEqual([])
})

test('what was sent in one window goes in the other, and nothing else does', () => {
  const kept = passing()
  const [one, two] = [open(kept, 'one'), open(kept, 'two')]
  one.put('7', 'later')
  two.put('8', 'softer')
  one.drop('7')
  two.readAgain()
  expect(two.all).toEqual([['8', 'softer']])
})

test('what nobody can read is nothing begun, and a browser that keeps nothing loses nothing that is open', () => {
  const kept = passing()
  kept.setItem('needledrop drafts r', '{"7":"later"}')
  expect(open(kept, 'one').all).toEqual([])
  const refuses: Store = {
    ...passing(),
    setItem: () => {
      throw new Error('full')
    },
  }
  const one = open(refuses, 'one')
  one.put('7', 'later')
  one.readAgain()
  expect(one.on('7')).toBe('later')
})
