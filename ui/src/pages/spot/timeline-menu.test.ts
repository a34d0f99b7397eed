import { expect, test } from 'vitest'
import type { MenuEntry } from '../../lib/menu.svelte'
import { transport } from '../../lib/sound/transport.svelte'
import { cutOf } from '../../timeline/bench/made-up'
import { seconds } from '../../time/time'
import type { Position } from '../../generated'
import { timelineMenu } from './timeline-menu'

const cut = cutOf([], {})
const at = seconds(10) as unknown as Position
const asked = { at, lane: undefined, clientX: 0, clientY: 0, target: { on: 'row', row: 'ruler' } } as const
const titles = (entries: readonly MenuEntry[]) => entries.flatMap((one) => (one === 'line' ? [] : [one.title]))
const isOff = (entries: readonly MenuEntry[], title: string) =>
  entries.some((one) => one !== 'line' && one.title === title && one.disabled === true)

test('the ruler’s menu is of the range', () => {
  const before = timelineMenu(cut, asked)
  expect(titles(before)).toEqual([
    'In here', 'Out here', 'Loop the selection or the scene', 'Lift the music out of the range',
    'Lift it and close the range', 'Close the gap at the playhead', 'Export this range…', 'Clear range',
    'Move the playhead here', 'Zoom to the whole episode',
  ]) // prettier-ignore
  expect(isOff(before, 'Export this range…')).toBe(true)
  transport.view = { ...transport.view, range: { start: at, end: (2 * at) as Position } }
  const after = timelineMenu(cut, asked)
  expect(isOff(after, 'Export this range…')).toBe(false)
  expect(isOff(after, 'Clear range')).toBe(false)
  transport.view = { ...transport.view, range: null }
})

test('elsewhere the menu is of what lies there', () => {
  expect(titles(timelineMenu(cut, { ...asked, target: { on: 'nothing' } }))[0]).toBe('Spot a cue here')
})
