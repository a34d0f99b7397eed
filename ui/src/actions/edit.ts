/** Edits by key: undo, and what is done to what is selected on the cut. */

import type { CueView, CutView, Position } from '../generated'
import { edit, made, redo, sayDone, undo } from '../lib/edits.svelte'
import { holdTyping } from '../lib/focus-field'
import { digits, type Chord } from '../lib/keys'
import { ripple } from '../lib/preferences.svelte'
import { select, selection } from '../lib/selection.svelte'
import { alternatesOf, rows } from '../lib/session.svelte'
import { stage } from '../lib/stage.svelte'
import { reach } from '../lib/reach'
import { frameAt, frameStart, position, snapToFrame } from '../time/time'
import { hearAlternate, loop, playhead, transport } from '../lib/sound/transport.svelte'
import { offersFor, takeClear } from '../pages/spot/usage-offers'
import { nothing, only, removalOf } from '../timeline'
import { withCut, withEdits, withPlacements, withSelection, type Action, type Context } from './action'
import { clipboardActions } from './clipboard'
import { closingUp, layingActions, wordsForRemoval } from './laying'
import { pieceActions } from './pieces'

/** The playhead on its frame. */
function frameHere({ cut }: Context) {
  return cut === null ? position(0) : frameStart(frameAt(playhead(), cut.cut.rate), cut.cut.rate)
}

/** The range that plays over and over, begun or ended at the playhead; its other end stays, or is that of the cut. */
async function rangeTo(found: Context, edge: 'in' | 'out'): Promise<void> {
  if (found.cut !== null) await rangeAt(found.cut, frameHere(found), edge)
}

/** The same, begun or ended at the frame of a point. */
export async function rangeAt({ cut }: CutView, point: Position, edge: 'in' | 'out'): Promise<void> {
  const at = snapToFrame(point, cut.rate)
  const range = transport.view.range ?? { start: position(0), end: position(cut.length) }
  const next =
    edge === 'in'
      ? { start: at, end: at < range.end ? range.end : position(cut.length) }
      : { start: range.start < at ? range.start : position(0), end: at }
  if (next.start < next.end) await loop(next)
}

/** What is selected goes to the playhead; with nothing selected it is the range that loops. */
const toPlayhead = (edge: 'in' | 'out') => (found: Context) =>
  withPlacements(found) ? stage.timeline?.moveToPlayhead(edge) : rangeTo(found, edge)

async function remove(): Promise<void> {
  const what = selection.onCut
  const removal = removalOf(what, (id) => rows.placements.get(id)?.cue)
  const edits = ripple.value ? removal.map(closingUp) : removal
  if (edits.length === 0) return
  const words = wordsForRemoval(what)
  const edited = await edit(edits, edits.length > 1 ? `Remove ${words}` : undefined)
  if (edited === undefined) return
  select(nothing)
  sayDone(`${words} removed`)
}

export async function addHitAt(cut: CutView, at: Position): Promise<void> {
  const label = `Hit ${cut.hits.length + 1}`
  // What is typed next is its name, also before there is a field for it.
  const typing = holdTyping()
  const id = made(await edit([{ type: 'addHit', cut: cut.cut.id, at, label }]), 'hit')
  if (id === undefined) {
    typing.giveUp()
    return
  }
  select(only({ on: 'hit', id }))
  typing.into('hit-label')
}

export async function addCueAt(cut: CutView, at: Position): Promise<void> {
  const id = made(await edit([{ type: 'addCue', cut: cut.cut.id, at, title: '' }]), 'cue')
  if (id !== undefined) select(only({ on: 'cue', id }))
}

/**
 * Lets an alternate of the selected cue sound, by its number or else the next one. The one that sounds already goes
 * back to the pick.
 */
async function hear({ cue }: Context, chord?: Chord): Promise<void> {
  if (cue === undefined) return
  const alternates = alternatesOf(cue)
  const heard = transport.alternates.get(cue.id) ?? cue.pick
  const next = (alternates.findIndex((one) => one.id === heard) + 1) % Math.max(1, alternates.length)
  const alternate = alternates[chord === undefined ? next : Number(chord) - 1]
  if (alternate === undefined) return
  const back = alternate.id === cue.pick || alternate.id === heard
  await hearAlternate(cue.cut, cue.id, back ? null : alternate.id)
}

/** The cues that are selected, each once. */
function cuesOf({ placements }: Context): readonly CueView[] {
  const ids = [...selection.onCut.cue, ...placements.map((one) => one.cue)]
  return [...new Set(ids)].flatMap((id) => rows.cues.get(id) ?? [])
}

function onSelection(id: string, title: string, keys: string[], run: (found: Context) => unknown): Action {
  return { id, title, group: 'Timeline', keys, pages: ['spot'], enabled: withSelection, run }
}

function onPlacements(id: string, title: string, keys: string[], run: (found: Context) => unknown): Action {
  return { id, title, group: 'Timeline', keys, pages: ['spot'], enabled: withPlacements, run }
}

function onCut(id: string, title: string, keys: string[], run: (found: Context) => unknown): Action {
  const enabled = (found: Context) => withCut(found) && withEdits(found)
  return { id, title, group: 'Timeline', keys, pages: ['spot'], enabled, run }
}

function markHere(id: string, title: string, key: string, edge: 'in' | 'out'): Action {
  return { id, title, group: 'Timeline', keys: [key], pages: ['spot'], enabled: withCut, run: toPlayhead(edge) }
}

function here(found: Context, add: (cut: CutView, at: Position) => Promise<void>): Promise<void> | undefined {
  return found.cut === null ? undefined : add(found.cut, frameHere(found))
}

export const editActions: readonly Action[] = [
  { id: 'edit.undo', title: 'Undo', group: 'Edit', keys: ['Mod+Z'], enabled: withEdits, run: undo },
  { id: 'edit.redo', title: 'Redo', group: 'Edit', keys: ['Mod+Shift+Z', 'Mod+Y'], enabled: withEdits, run: redo },
  {
    id: 'edit.remove',
    title: 'Delete the selection',
    also: ['remove', 'clear'],
    group: 'Edit',
    keys: ['Delete', 'Backspace'],
    pages: ['spot'],
    enabled: withSelection,
    run: remove,
  },
  {
    id: 'edit.selectAll',
    title: 'Select all placements',
    group: 'Edit',
    keys: ['Mod+A'],
    pages: ['spot'],
    enabled: withCut,
    run: () => stage.timeline?.selectAll(),
  },
  {
    id: 'edit.cancel',
    title: 'Cancel, or deselect all',
    group: 'Edit',
    keys: ['Escape'],
    pages: ['spot'],
    unlisted: true,
    enabled: withCut,
    run: () => {
      if (stage.timeline?.cancel() !== true) select(nothing)
    },
  },
  ...clipboardActions,
  ...pieceActions,
  ...layingActions,
  onPlacements('edit.duplicate', 'Duplicate', ['Mod+D'], () => stage.timeline?.duplicate()),
  markHere('edit.startHere', 'Set in at the playhead', 'I', 'in'),
  markHere('edit.endHere', 'Set out at the playhead', 'O', 'out'),
  onCut('edit.trimStart', 'Trim the start to the playhead', ['['], () => stage.timeline?.trimToPlayhead('in')),
  onCut('edit.trimEnd', 'Trim the end to the playhead', [']'], () => stage.timeline?.trimToPlayhead('out')),
  onSelection('edit.nudgeBack', 'Move a frame earlier', ['Alt+ArrowLeft'], () => stage.timeline?.nudge(-1)),
  onSelection('edit.nudgeOn', 'Move a frame later', ['Alt+ArrowRight'], () => stage.timeline?.nudge(1)),
  onPlacements('edit.laneUp', 'Move a lane up', ['Alt+ArrowUp'], () => stage.timeline?.moveLanes(-1)),
  onPlacements('edit.laneDown', 'Move a lane down', ['Alt+ArrowDown'], () => stage.timeline?.moveLanes(1)),
  onCut('edit.hit', 'Hit at the playhead', ['M'], (found) => here(found, addHitAt)),
  onCut('edit.cue', 'Spot a cue at the playhead', ['Q'], (found) => here(found, addCueAt)),
  {
    id: 'edit.note',
    title: 'Note at the playhead',
    group: 'Edit',
    keys: ['N'],
    pages: ['spot', 'review'],
    enabled: withCut,
    run: () => reach('note'),
  },
  {
    id: 'cue.suggestions',
    title: 'Show usage suggestions',
    group: 'Timeline',
    keys: ['U'],
    pages: ['spot'],
    enabled: (found) => withEdits(found) && offersFor(cuesOf(found)).length > 0,
    run: () => reach('suggestions'),
  },
  {
    id: 'cue.takeSuggestions',
    title: 'Accept the usage suggestions that are clear',
    also: ['accept all'],
    group: 'Timeline',
    keys: ['Mod+Shift+Enter'],
    pages: ['spot'],
    enabled: (found) => withEdits(found) && offersFor(cuesOf(found)).length > 0,
    run: (found) => takeClear(offersFor(cuesOf(found))),
  },
  {
    id: 'cue.recallSuggestions',
    title: 'Restore dismissed usage suggestions',
    group: 'Timeline',
    keys: [],
    pages: ['spot'],
    enabled: (found) => withEdits(found) && cuesOf(found).length > 0,
    run: (found) => edit([{ type: 'recallUsage', cues: cuesOf(found).map((cue) => cue.id) }]),
  },
  {
    id: 'edit.hear',
    title: 'Listen to alternate A, B, C…',
    group: 'Timeline',
    keys: digits,
    pages: ['spot'],
    enabled: ({ cue }) => cue !== undefined,
    run: hear,
  },
]
