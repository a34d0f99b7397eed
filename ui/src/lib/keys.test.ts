import { expect, test } from 'vitest'
import { chordOf, shown, type Press } from './keys'

function press(key: string, held: Partial<Press> = {}): Press {
  return { key, code: '', ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...held }
}

test('a letter is the same key with and without capitals', () => {
  expect(chordOf(press('z', { ctrlKey: true }), false)).toBe('Mod+Z')
  expect(chordOf(press('Z', { ctrlKey: true, shiftKey: true }), false)).toBe('Mod+Shift+Z')
})

test('Cmd takes the place of Ctrl on a Mac', () => {
  expect(chordOf(press('k', { metaKey: true }), true)).toBe('Mod+K')
  expect(chordOf(press('k', { ctrlKey: true }), true)).toBe('Other+K')
})

test('a digit is its key where digits need Shift', () => {
  expect(chordOf(press('&', { code: 'Digit1' }), false)).toBe('1')
  expect(chordOf(press('1', { code: 'Digit1', shiftKey: true }), false)).toBe('1')
})

test('a letter of another script is the key it stands on', () => {
  expect(chordOf(press('о', { code: 'KeyJ' }), false)).toBe('J')
})

test('a modifier alone is no chord', () => {
  expect(chordOf(press('Shift', { shiftKey: true }), false)).toBeUndefined()
})

test('chords are shown as the platform writes them', () => {
  expect(shown('Mod+Shift+Z', false)).toBe('Ctrl Shift Z')
  expect(shown('Mod+Shift+Z', true)).toBe('⌘⇧Z')
  expect(shown('ArrowLeft', false)).toBe('←')
  expect(shown('+', false)).toBe('+')
  expect(shown('Mod++', false)).toBe('Ctrl +')
  expect(shown('Mod+-', false)).toBe('Ctrl -')
})
