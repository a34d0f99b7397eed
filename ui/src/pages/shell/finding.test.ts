import { expect, test } from 'vitest'
import { context, type Context } from '../../actions/action'
import type { CutView } from '../../generated'
import { cutOf, sceneOf } from '../../timeline/bench/made-up'
import { frameStart } from '../../time/time'
import { find } from './finding'

function ground(cut: CutView) {
  const found: Context = { ...context(), page: 'spot', show: { readOnly: false } as Context['show'], cut }
  return { found, episodes: [], tracks: [], playhead: frameStart(240, cut.cut.rate) }
}

const scene = sceneOf(7, '22A', 'EXT. PIER - DUSK', 0, 60)
const cut = cutOf([], { scenes: [scene], start: 86_400 })
const titles = (wanted: string) => find(wanted, ground(cut)).flatMap((section) => section.found.map((one) => one.title))

test.each([
  ['split', 'Split at the playhead'],
  ['marker', 'Hit at the playhead'],
  ['shortcuts', 'Keyboard shortcuts'],
  ['repeat', 'Loop the selection or the scene'],
  ['full screen', 'Full screen'],
  ['size', 'Larger text and controls'],
  ['audio', 'Import audio files…'],
])('%s finds %s', (wanted, title) => {
  expect(titles(wanted)).toContain(title)
})

test('a scene is found by its number and by its name', () => {
  expect(titles('22a')[0]).toBe('Scene 22A EXT. PIER - DUSK')
  expect(titles('pier dusk')[0]).toBe('Scene 22A EXT. PIER - DUSK')
})

test('a timecode within the cut is the first answer', () => {
  expect(titles('01:00:01:00')[0]).toBe('01:00:01:00')
  expect(titles('09:00:01:00')).not.toContain('09:00:01:00')
})

test('a time is read as in every field: by steps, seconds, frames and figures from the right', () => {
  expect(titles('+12')[0]).toBe('01:00:10:12')
  expect(titles('-1:00')[0]).toBe('01:00:09:00')
  expect(titles('12.5s')[0]).toBe('01:00:12:12')
  expect(titles('300f')[0]).toBe('01:00:12:12')
  expect(titles('0110')).toContain('01:00:01:10')
  // Bare figures may be a scene, which is found first.
  expect(titles('22')[0]).toBe('Scene 22A EXT. PIER - DUSK')
})

test('a title goes before what stands beside it', () => {
  expect(titles('play')[0]).toMatch(/^Play/)
  expect(titles('split')[0]).toBe('Split at the playhead')
  expect(titles('undo')[0]).toBe('Undo')
  expect(titles('loop')[0]).toBe('Loop the selection or the scene')
})
