/** Laying music exactly: nudges and trims by key, ripple, locks, groups, ranges, timing from the end. */

import type { CutView, Edge, Edit, PlacementView, Position } from '../generated'
import { edit, sayDone } from '../lib/edits.svelte'
import { matchedLoudness, ripple } from '../lib/preferences.svelte'
import { select, selection } from '../lib/selection.svelte'
import { rows, session } from '../lib/session.svelte'
import { hearAlternate, loop, matchLoudness, playhead, transport } from '../lib/sound/transport.svelte'
import { stage } from '../lib/stage.svelte'
import { say } from '../lib/toasts.svelte'
import { flicksPerSecond, frameAt, frameLength, frameStart } from '../time/time'
import { nothing, removalOf, wordsFor, type Selection } from '../timeline'
import { withCut, withEdits, withPlacements, withSelection, type Action, type Context } from './action'

const group = 'Timeline'
const pages = ['spot'] as const
const onCut = (found: Context) => withCut(found) && withEdits(found)
const withRange = (found: Context) => onCut(found) && transport.view.range !== null

const idsOf = ({ placements }: Context) => placements.map((one) => one.id)

function framesInSecond(): number {
  const rate = session.cut?.cut.rate
  return rate === undefined ? 24 : Math.round(flicksPerSecond / frameLength(rate))
}

function onSelected(id: string, title: string, keys: string[], run: (found: Context) => unknown): Action {
  return { id, title, group, keys, pages, enabled: withPlacements, run }
}

function nudge(id: string, title: string, key: string, frames: () => number): Action {
  return { id, title, group, keys: [key], pages, enabled: withSelection, run: () => stage.timeline?.nudge(frames()) }
}

function trim(edge: Edge, frames: number, ...keys: string[]): Action {
  const far = Math.abs(frames) === 1 ? 'a frame' : 'ten frames'
  const title = `Trim the ${edge === 'in' ? 'start' : 'end'} ${far} ${frames < 0 ? 'earlier' : 'later'}`
  const id = `edit.trim.${edge}.${frames}`
  return { id, title, group, keys, pages, enabled: onCut, run: () => stage.timeline?.trimBy(edge, frames) }
}

function roll(frames: number, key: string): Action {
  const title = `Roll the edit a frame ${frames < 0 ? 'earlier' : 'later'}`
  return onSelected(`edit.roll.${frames}`, title, [key], () => stage.timeline?.rollBy(frames))
}

function slip(id: string, title: string, key: string, frames: number): Action {
  return onSelected(id, title, [key], () => stage.timeline?.slipBy(frames))
}

async function lock(found: Context): Promise<void> {
  const locked = found.placements.some((one) => !one.locked)
  await edit([{ type: 'lockPlacements', placements: idsOf(found), locked }])
}

/** A removal after which what comes later on the lanes moves up. */
export function closingUp(removal: Edit): Edit {
  return removal.type === 'removePlacements' ? { ...removal, ripple: true } : removal
}

/** What of a selection goes when it is removed, in words: what is locked stays. */
export function wordsForRemoval(what: Selection): string {
  const placement = new Set([...what.placement].filter((id) => rows.placements.get(id)?.locked !== true))
  return wordsFor({ ...what, placement })
}

/** What is selected goes, and what comes later on its lanes moves up. */
async function rippleDelete(found: Context): Promise<void> {
  const what = selection.onCut
  const edits = removalOf(what, (id) => rows.placements.get(id)?.cue).map(closingUp)
  if (edits.length === 0) return
  const words = wordsForRemoval(what)
  const follows = found.placements.some((one) => comesAfter(one, found))
  const edited = await edit(edits, edits.length > 1 ? `Remove ${words}` : undefined)
  if (edited === undefined) return
  select(nothing)
  sayDone(follows ? `${words} removed, the gap closed` : `${words} removed`)
}

/** Whether something on the lane of a placement comes after it that may move up when it is removed. */
function comesAfter(one: PlacementView, { placements, cut }: Context): boolean {
  return closesGap(one, placements, cut?.placements ?? [])
}

/** As the core closes gaps: not where another alternate of the cue sounds in the place, or sounded there all along. */
export function closesGap(
  one: PlacementView,
  removed: readonly PlacementView[],
  all: readonly PlacementView[],
): boolean {
  const left = all.filter((other) => !removed.includes(other))
  const ofCue = left.filter(({ cue }) => cue === one.cue)
  if (!one.pick || (ofCue.length > 0 && !ofCue.some(({ alternate }) => alternate === one.alternate))) return false
  return left.some(({ lane, inPoint, locked }) => lane === one.lane && inPoint >= one.outPoint && !locked)
}

async function lift(cut: CutView | null, close: boolean): Promise<void> {
  const { range } = transport.view
  if (cut === null || range === null) return
  await edit([{ type: 'liftRange', cut: cut.cut.id, start: range.start, end: range.end, close }])
  if (close) await loop(null)
}

/** The gap at the playhead: on the lanes of what is selected, or on every lane that has one there. */
async function closeGap({ cut, placements }: Context): Promise<void> {
  if (cut === null) return
  const at = frameStart(frameAt(playhead(), cut.cut.rate), cut.cut.rate)
  const chosen = new Set(placements.map((one) => one.lane))
  const lanes = [...new Set(cut.placements.filter((one) => one.pick).map((one) => one.lane))]
  const gaps = lanes.filter((lane) => (chosen.size === 0 || chosen.has(lane)) && isGap(cut, lane, at))
  if (gaps.length === 0) {
    say('There is no gap at the playhead that something comes after.')
    return
  }
  const names = gaps.map((lane) => session.show?.lanes.find(({ id }) => id === lane)?.name ?? '')
  const label = `Close the ${gaps.length === 1 ? 'gap' : 'gaps'} on ${names.join(', ')}`
  await edit(
    gaps.map((lane) => ({ type: 'closeGap', cut: cut.cut.id, lane, at })),
    label,
  )
}

function isGap(cut: CutView, lane: number, at: Position): boolean {
  const own = cut.placements.filter((one) => one.pick && one.lane === lane)
  return own.every((one) => at < one.inPoint || one.outPoint <= at) && own.some((one) => at < one.inPoint)
}

/** The alternates of the selected cues, stacked under their picks; if all of them are open, no longer. */
function openAlternates({ placements, cue }: Context): void {
  const chosen = new Set([...placements.map((one) => one.cue), ...(cue === undefined ? [] : [cue.id])])
  const open = new Set(stage.openCues)
  const closes = [...chosen].every((id) => open.has(id))
  for (const id of chosen) {
    if (closes) open.delete(id)
    else open.add(id)
  }
  stage.openCues = open
}

/** The range, or all from the playhead on, of the alternate that is heard or selected goes into the pick. */
async function comp({ cut, cue, placements }: Context): Promise<void> {
  if (cut === null || cue === undefined || cue.pick === null) return
  const from = transport.alternates.get(cue.id) ?? placements.find((one) => one.cue === cue.id && !one.pick)?.alternate
  if (from === undefined || from === cue.pick) {
    say('Listen to another alternate with its number, or select one, to take from it.')
    return
  }
  const { range } = transport.view
  const at = range?.start ?? frameStart(frameAt(playhead(), cut.cut.rate), cut.cut.rate)
  const until = range?.end ?? null
  const edited = await edit([{ type: 'compAlternate', into: cue.pick, from, at, until }])
  if (edited === undefined) return
  await hearAlternate(cut.cut.id, cue.id, null)
  sayDone(`${rows.placements.get(from)?.letter ?? ''} taken into the pick of ${cue.number}`)
}

/** The alternate that is heard, or that is selected, becomes the pick. */
async function pick({ cue, placements }: Context): Promise<void> {
  if (cue === undefined) return
  const heard = transport.alternates.get(cue.id)
  const chosen = heard ?? placements.find((one) => one.cue === cue.id && !one.pick)?.alternate
  if (chosen === undefined || chosen === cue.pick) {
    say('Listen to another alternate with its number, or select one, to make it the pick.')
    return
  }
  const edited = await edit([{ type: 'setPick', placement: chosen }])
  if (edited !== undefined) sayDone(`${rows.placements.get(chosen)?.letter ?? ''} is the pick of ${cue.number}`)
}

export const layingActions: readonly Action[] = [
  nudge('edit.nudgeTenBack', 'Move ten frames earlier', 'Alt+Shift+ArrowLeft', () => -10),
  nudge('edit.nudgeTenOn', 'Move ten frames later', 'Alt+Shift+ArrowRight', () => 10),
  nudge('edit.nudgeSecondBack', 'Move a second earlier', 'Alt+PageUp', () => -framesInSecond()),
  nudge('edit.nudgeSecondOn', 'Move a second later', 'Alt+PageDown', framesInSecond),
  trim('in', -1, 'Mod+ArrowLeft'),
  trim('in', 1, 'Mod+ArrowRight'),
  trim('in', -10, 'Mod+Shift+ArrowLeft'),
  trim('in', 10, 'Mod+Shift+ArrowRight'),
  // Ctrl+Alt and an arrow go to another workspace on many desktops, which never hand them on.
  trim('out', -1, 'Mod+PageUp', 'Mod+Alt+ArrowLeft'),
  trim('out', 1, 'Mod+PageDown', 'Mod+Alt+ArrowRight'),
  trim('out', -10, 'Mod+Shift+PageUp', 'Mod+Alt+Shift+ArrowLeft'),
  trim('out', 10, 'Mod+Shift+PageDown', 'Mod+Alt+Shift+ArrowRight'),
  roll(-1, 'Mod+['),
  roll(1, 'Mod+]'),
  slip('edit.slipBack', 'Slip the sound a frame earlier', 'Alt+,', -1),
  slip('edit.slipOn', 'Slip the sound a frame later', 'Alt+.', 1),
  slip('edit.slipFineBack', 'Slip the sound a hundredth of a frame earlier', 'Mod+Alt+,', -0.01),
  slip('edit.slipFineOn', 'Slip the sound a hundredth of a frame later', 'Mod+Alt+.', 0.01),
  {
    id: 'edit.ripple',
    title: 'Ripple: what comes later on the lane follows',
    also: ['shuffle', 'magnetic'],
    group,
    keys: ['R'],
    pages,
    enabled: withCut,
    run: () => {
      ripple.value = !ripple.value
      say(ripple.value ? 'Ripple is on: what comes later on the lane follows.' : 'Ripple is off.')
    },
  },
  {
    id: 'edit.rippleDelete',
    title: 'Delete and close the gap',
    also: ['ripple delete', 'extract'],
    group,
    keys: ['Shift+Delete', 'Shift+Backspace'],
    pages,
    enabled: withSelection,
    run: rippleDelete,
  },
  onSelected('edit.lock', 'Lock or unlock', ['Shift+L'], lock),
  {
    id: 'edit.group',
    title: 'Group',
    group,
    keys: ['Mod+G'],
    pages,
    enabled: (found) => withPlacements(found) && found.placements.length > 1,
    run: (found) => edit([{ type: 'groupPlacements', placements: idsOf(found) }]),
  },
  {
    id: 'edit.ungroup',
    title: 'Ungroup',
    group,
    keys: ['Mod+Shift+G'],
    pages,
    enabled: (found) => withPlacements(found) && found.placements.some((one) => one.group !== null),
    run: (found) => edit([{ type: 'ungroupPlacements', placements: idsOf(found) }]),
  },
  onSelected('edit.backTime', 'End the music at the playhead (back-time)', ['Shift+O'], () =>
    stage.timeline?.backTime(false),
  ),
  onSelected('edit.backTimeHere', 'End the music at the playhead, keep its start', ['Alt+Shift+O'], () =>
    stage.timeline?.backTime(true),
  ),
  onSelected('edit.noVolume', 'Remove the volume line', [], (found) =>
    edit([{ type: 'setVolume', placements: idsOf(found), points: [] }]),
  ),
  {
    id: 'edit.lift',
    title: 'Lift the music out of the range',
    group,
    keys: [';'],
    pages,
    enabled: withRange,
    run: ({ cut }) => lift(cut, false),
  },
  {
    id: 'edit.extract',
    title: 'Lift it and close the range',
    also: ['extract'],
    group,
    keys: ["'"],
    pages,
    enabled: withRange,
    run: ({ cut }) => lift(cut, true),
  },
  {
    id: 'edit.closeGap',
    title: 'Close the gap at the playhead',
    group,
    keys: ['Shift+G'],
    pages,
    enabled: onCut,
    run: closeGap,
  },
  {
    id: 'cue.open',
    title: 'Open or close the alternates',
    also: ['expand', 'take lanes', 'stack', 'playlists'],
    group,
    keys: ['E'],
    pages,
    enabled: (found) => found.cue !== undefined,
    run: openAlternates,
  },
  {
    id: 'cue.matched',
    title: 'Matched loudness of alternates',
    group,
    keys: ['Alt+M'],
    pages,
    enabled: withCut,
    run: async ({ cut }) => {
      if (cut === null) return
      await matchLoudness(cut.cut.id, !matchedLoudness.value)
      say(matchedLoudness.value ? 'Alternates are as loud as the pick.' : 'Alternates are as loud as they are.')
    },
  },
  {
    id: 'cue.comp',
    title: 'Comp what is heard into the pick from the playhead',
    also: ['comping', 'quick swipe', 'promote'],
    group,
    keys: ['Shift+E'],
    pages,
    enabled: (found) => onCut(found) && found.cue !== undefined,
    run: comp,
  },
  {
    id: 'edit.pickHeard',
    title: 'Make the alternate that is heard the pick',
    group,
    keys: ['Shift+Enter'],
    pages,
    enabled: (found) => onCut(found) && found.cue !== undefined,
    run: pick,
  },
]
