/** The context menu of a right. */

import { menuOf } from '../../actions/menu'
import type { ClearanceId } from '../../generated'
import { clearing, pick } from './clear.svelte'
import type { MenuEntry } from '../../lib/menu.svelte'

/** What can be done with the selected rights; one outside of the selection is selected first. */
export function menuOfLine(line: ClearanceId): readonly MenuEntry[] {
  if (!clearing.selected.includes(line)) pick(line)
  return menuOf([
    'clear.edit',
    'clear.nextAction',
    'clear.group',
    'line',
    'clear.requested',
    'clear.agreed',
    'clear.confirmed',
    'clear.licensed',
    'clear.paid',
    'clear.denied',
    'clear.replaced',
    'line',
    'clear.remove',
  ])
}
