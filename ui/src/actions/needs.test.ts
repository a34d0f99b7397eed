import { expect, test } from 'vitest'
import { cutOf } from '../timeline/bench/made-up'
import { context, type Context } from './action'
import { whyNot } from './needs'
import { actions } from './registry'

const show = { readOnly: false, undo: {}, redo: {}, lanes: [] } as unknown as Context['show']
const nothingSelected = (page: Context['page']): Context => ({
  ...context(),
  page,
  show,
  cut: cutOf([], {}),
  placements: [],
  cue: undefined,
})

test.each(['spot', 'library', 'review', 'clear'] as const)(
  'a key of %s that does nothing while nothing is selected says what to select',
  (page) => {
    const found = nothingSelected(page)
    const keyed = actions.filter(({ keys, pages }) => keys.length > 0 && pages?.includes(page) === true)
    const silent = keyed.filter((action) => !action.enabled(found) && whyNot(action, found) === undefined)
    expect(silent.map(({ id }) => id)).toEqual([])
  },
)

test('what is said is of the action', () => {
  const said = (id: string, found = nothingSelected('spot')) => {
    const action = actions.find((one) => one.id === id)
    return action === undefined ? undefined : whyNot(action, found)
  }
  expect(said('edit.nudgeOn')).toBe('Select something on the timeline first.')
  expect(said('edit.duplicate')).toBe('Select music on the timeline first.')
  expect(said('edit.lift')).toMatch(/^Set a range first/)
  expect(said('library.send')).toBe('Select a track first.')
  expect(said('edit.hit')).toBeUndefined()
  expect(said('edit.hit', { ...nothingSelected('spot'), cut: null })).toBe('Add an episode first.')
  const fixed = { readOnly: true, lanes: [] } as unknown as Context['show']
  expect(said('edit.hit', { ...nothingSelected('spot'), show: fixed })).toMatch(/open to be read/)
})
