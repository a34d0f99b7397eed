import { expect, test } from 'vitest'
import { keymapOf } from './keymap'
import { presets } from './presets'
import { actions } from './registry'

test.each(presets)('$name leaves no action without a key that has one by default', ({ keys }) => {
  const keymap = keymapOf(actions, keys, {})
  const without = actions.filter(({ id, keys: own }) => own.length > 0 && (keymap.get(id) ?? []).length === 0)
  expect(without.map(({ id }) => id)).toEqual([])
})
