/** Actions as entries of a context menu. */

import type { MenuEntry } from '../lib/menu.svelte'
import { context } from './action'
import { actionOf, keysOf, runById } from './registry'

/** Entries for actions by their ids; `line` draws one. An action that no list holds is left out. */
export function menuOf(ids: readonly string[]): readonly MenuEntry[] {
  const found = context()
  return ids.flatMap((id): readonly MenuEntry[] => {
    if (id === 'line') return ['line']
    const action = actionOf(id)
    if (action === undefined) return []
    return [
      {
        title: action.title,
        keys: keysOf(id),
        disabled: !action.enabled(found),
        testid: `menu-${id}`,
        run: () => runById(id),
      },
    ]
  })
}

/** The menu of the selected tracks, on whichever page they are listed; `own` are entries of that page. */
export function trackMenu(own: readonly MenuEntry[] = []): readonly MenuEntry[] {
  return [
    ...menuOf(['library.send', 'library.try', 'library.play', 'line']),
    ...own,
    ...menuOf(['library.takeSuggestions', 'line', 'library.reveal', 'library.remove']),
  ]
}

/** The menu of whatever has none of its own. */
export const windowMenu = (): readonly MenuEntry[] =>
  menuOf(['show.episodes', 'view.history', 'line', 'edit.undo', 'edit.redo', 'line', 'view.palette', 'view.keys'])
