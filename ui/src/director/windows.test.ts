// @vitest-environment jsdom
import { expect, test } from 'vitest'
import { passing, type Store } from './storage'
import { windowName } from './windows'

/** What a browser does where a window is copied: its storage goes along. */
function copyOf(window: Store): Store {
  const copy = passing()
  const name = window.getItem('needledrop window')
  if (name !== null) copy.setItem('needledrop window', name)
  return copy
}

test('a window is called the same after its page is loaded again, and a copy of one that is open is another', () => {
  const window = passing()
  const name = windowName(window)
  expect(windowName(window)).toBe(name)
  expect(windowName(copyOf(window))).not.toBe(name)
  dispatchEvent(new Event('pagehide'))
  const again = copyOf(window)
  expect(windowName(again)).toBe(name)
  expect(windowName(copyOf(again))).not.toBe(name)
  // A page that comes back from memory has its name as before.
  dispatchEvent(new Event('pageshow'))
  expect(window.getItem('needledrop window')).toBeNull()
})
