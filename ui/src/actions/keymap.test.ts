import { expect, test } from 'vitest'
import { always, type Action } from './action'
import { holdersOf, keymapOf, meets } from './keymap'
import { presets } from './presets'
import { actions } from './registry'

const action = (id: string, keys: readonly string[], pages?: Action['pages']): Action => ({
  id,
  title: id,
  group: 'Edit',
  keys,
  ...(pages === undefined ? {} : { pages }),
  enabled: always,
  run: () => undefined,
})

const [cut, note, help] = [
  action('cut', ['B'], ['spot']),
  action('note', ['N'], ['spot', 'review']),
  action('help', ['F1']),
]
const all = [cut, note, help]

test('a key that is given is taken from whom it meets, and from nobody else', () => {
  const keymap = keymapOf(all, {}, { cut: ['N', 'F1'] })
  expect([...keymap]).toEqual([['cut', ['N', 'F1']], ['note', []], ['help', ['F1']]]) // prettier-ignore
})

test('what the user gave goes before the preset, and an empty list takes the keys away', () => {
  const keymap = keymapOf(all, { cut: ['C'], note: ['B'] }, { help: [], cut: ['B'] })
  expect([...keymap]).toEqual([['cut', ['B']], ['note', []], ['help', []]]) // prettier-ignore
})

test('who has a key is named', () => {
  const keymap = keymapOf(all, {}, {})
  expect(holdersOf(all, keymap, 'N', cut).map(({ id }) => id)).toEqual(['note'])
  expect(holdersOf(all, keymap, 'F1', cut)).toEqual([])
})

test.each(presets)('the keys of $name are of actions that there are, and none means two things', ({ keys }) => {
  const ids = new Set(actions.map(({ id }) => id))
  expect(Object.keys(keys).filter((id) => !ids.has(id))).toEqual([])
  const keymap = keymapOf(actions, keys, {})
  const doubled = actions.flatMap((one, index) =>
    actions.slice(index + 1).flatMap((other) => {
      const shared = (keymap.get(one.id) ?? []).filter((chord) => keymap.get(other.id)?.includes(chord) === true)
      return meets(one, other) ? shared.map((chord) => `${chord}: ${one.id}, ${other.id}`) : []
    }),
  )
  expect(doubled).toEqual([])
})
