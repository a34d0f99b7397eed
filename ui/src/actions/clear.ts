/** Clearing: going through lines, moving them on, quotes and groups. */

import type { ClearanceStatus } from '../generated'
import {
  clearing,
  group,
  markByKey,
  nextStatus,
  prepare,
  remove,
  requestQuotes,
  step,
} from '../pages/clear/clear.svelte'
import type { Chord } from '../lib/keys'
import { reach } from '../lib/reach'
import { withEdits, type Action, type Context } from './action'

const onClear = (found: Context) => found.page === 'clear' && clearing.view !== undefined
const withLines = (found: Context) => onClear(found) && withEdits(found) && clearing.chosen.length > 0

function moves(status: ClearanceStatus, title: string, key: Chord): Action {
  return {
    id: `clear.${status}`,
    title,
    group: 'Clear',
    keys: [key],
    pages: ['clear'],
    enabled: withLines,
    run: () => markByKey(clearing.chosen, status),
  }
}

function goes(id: string, title: string, keys: readonly Chord[], run: () => unknown, enabled = onClear): Action {
  return { id: `clear.${id}`, title, group: 'Clear', keys, pages: ['clear'], enabled, run }
}

/** To the column before or after that of the current right. */
function shift(by: 1 | -1): Promise<void> | undefined {
  const status = clearing.current === undefined ? undefined : nextStatus(clearing.current.status, by)
  return status === undefined ? undefined : markByKey(clearing.chosen, status, by < 0)
}

export const clearActions: readonly Action[] = [
  goes('next', 'Next right', ['ArrowDown'], () => step(1, false)),
  goes('previous', 'Previous right', ['ArrowUp'], () => step(-1, false)),
  goes('extend', 'Extend selection to the next right', ['Shift+ArrowDown'], () => step(1, true)),
  goes('extendBack', 'Extend selection to the previous right', ['Shift+ArrowUp'], () => step(-1, true)),
  goes('all', 'Select all rights shown', ['Mod+A'], () => {
    clearing.selected = clearing.lines.map((line) => line.id)
  }),
  goes('edit', 'Enter the quote', ['Enter', 'Q'], () => reach('fee'), withLines),
  goes('nextAction', 'Set the next action', ['N'], () => reach('nextAction'), withLines),
  moves('requested', 'Mark as requested', 'R'),
  moves('agreed', 'Accept the quote', 'A'),
  moves('confirmed', 'Mark as confirmed in writing', 'C'),
  moves('licensed', 'Mark as licensed', 'L'),
  moves('paid', 'Mark as paid', 'P'),
  moves('denied', 'Mark as denied', 'X'),
  moves('replaced', 'Mark as replaced', 'D'),
  goes('forward', 'Next status', [']'], () => shift(1), withLines),
  goes('back', 'Previous status', ['['], () => shift(-1), withLines),
  goes(
    'group',
    'Group as MFN',
    ['G'],
    () => group(clearing.chosen),
    (found) => withLines(found) && clearing.chosen.length > 1,
  ),
  goes('remove', 'Remove the selected rights', ['Delete'], () => remove(clearing.chosen), withLines),
  goes('board', 'Table or board', ['B'], () => {
    clearing.mode = clearing.mode === 'table' ? 'board' : 'table'
  }),
  goes('search', 'Search rights', ['Mod+F', '/'], () => reach('search')),
  goes(
    'request',
    'Request all outstanding quotes',
    [],
    () => requestQuotes(clearing.view?.requestable ?? []),
    (found) => onClear(found) && withEdits(found) && (clearing.view?.requestable.length ?? 0) > 0,
  ),
  goes(
    'prepare',
    'List missing rights for this episode',
    [],
    () => prepare('episode'),
    (found) => onClear(found) && withEdits(found) && (clearing.view?.sides.missing ?? 0) > 0,
  ),
  goes(
    'prepare-show',
    'List missing rights for the whole series',
    [],
    () => prepare('show'),
    (found) => onClear(found) && withEdits(found) && (clearing.view?.sides.missing ?? 0) > 0,
  ),
  goes('money', 'Budgets and rates…', ['M'], () => {
    clearing.money = true
  }),
]
