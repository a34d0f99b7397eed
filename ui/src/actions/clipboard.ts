/** Copy, cut and paste on the timeline: placements, cues without music, hits and scenes. Notes stay with who wrote them. */

import type { CutView, Edit, LaneId, PlacementId, Position } from '../generated'
import { edit, sayDone, thingsMade } from '../lib/edits.svelte'
import { clipboard, type Copied } from '../pages/spot/clipboard.svelte'
import * as ipc from '../lib/ipc'
import { select, selection } from '../lib/selection.svelte'
import { rows, session } from '../lib/session.svelte'
import { between, frameAt, frameStart, shifted } from '../time/time'
import { attempt, say } from '../lib/toasts.svelte'
import { playhead } from '../lib/sound/transport.svelte'
import { isNothing, nothing, removalOf, wordsFor, type Selection } from '../timeline'
import { withCut, withEdits, type Action, type Context } from './action'

/** What of the selection can be copied. */
function copyable(): Selection {
  return { ...selection.onCut, note: nothing.note }
}

/** The selected placements, and those of cues that are selected by themselves. */
function placementsIn(what: Selection): readonly PlacementId[] {
  const ofCues = [...rows.placements.values()].filter((one) => what.cue.has(one.cue)).map((one) => one.id)
  return [...new Set([...what.placement, ...ofCues])]
}

async function copied(cut: CutView, what: Selection): Promise<Copied | undefined> {
  const ids = placementsIn(what)
  const clip = ids.length === 0 ? undefined : await attempt(ipc.ask('copied', { placements: [...ids] }))
  if (ids.length > 0 && clip === undefined) return undefined
  const music = ids.flatMap((id) => rows.placements.get(id)?.inPoint ?? [])
  const cues = cut.cues.filter((cue) => what.cue.has(cue.id) && cue.pick === null)
  const hits = cut.hits.filter((hit) => what.hit.has(hit.id))
  const scenes = cut.scenes.filter((scene) => what.scene.has(scene.id))
  const starts = [
    ...music,
    ...cues.map((cue) => cue.at),
    ...hits.map((hit) => hit.at),
    ...scenes.map((one) => one.inPoint),
  ]
  const [any] = starts
  if (any === undefined) return undefined
  const first = starts.reduce((least, at) => (at < least ? at : least), any)
  const firstMusic = music.reduce((least, at) => (at < least ? at : least), music[0] ?? first)
  return {
    clip,
    clipAfter: between(first, firstMusic),
    cues: cues.map(({ at, kind, title, brief }) => ({ after: between(first, at), kind, title, brief })),
    hits: hits.map(({ at, label }) => ({ after: between(first, at), label })),
    scenes: scenes.map(({ inPoint, outPoint, number, slugline, synopsis, moods, intensity, characters }) => ({
      after: between(first, inPoint),
      length: between(inPoint, outPoint),
      spec: { number, slugline, synopsis, moods, intensity, characters, inPoint, outPoint },
    })),
    words: wordsFor(what),
  }
}

async function copy({ cut }: Context): Promise<Selection | undefined> {
  const what = copyable()
  const found = cut === null ? undefined : await copied(cut, what)
  if (found === undefined) return undefined
  clipboard.copied = found
  clipboard.lane = undefined
  return what
}

async function copyOnly(found: Context): Promise<void> {
  const what = await copy(found)
  if (what !== undefined)
    say(`${wordsFor(what)} copied. Paste puts it at the playhead, music on the lane that is clicked next.`)
}

async function cut(found: Context): Promise<void> {
  const what = await copy(found)
  if (what === undefined) return
  const edits = removalOf(what, (id) => rows.placements.get(id)?.cue)
  const edited = await edit(edits, edits.length > 1 ? `Cut ${wordsFor(what)}` : undefined)
  if (edited === undefined) return
  select(nothing)
  sayDone(`${wordsFor(what)} cut`)
}

/** What puts what was copied on a cut from a frame on; its first placement on a lane, if one is asked for. */
export function pasting(view: CutView, at: Position, what: Copied, lane: LaneId | undefined): readonly Edit[] {
  const { clip, clipAfter, cues, hits, scenes } = what
  const { id } = view.cut
  const there = lane === undefined ? {} : { lane }
  return [
    ...(clip === undefined
      ? []
      : [{ type: 'pasteClip' as const, cut: id, at: shifted(at, clipAfter), clip, ...there }]),
    ...cues.map(({ after, ...cue }) => ({ type: 'addCue' as const, cut: id, at: shifted(at, after), ...cue })),
    ...hits.map(({ after, label }) => ({ type: 'addHit' as const, cut: id, at: shifted(at, after), label })),
    ...scenes.map(({ after, length, spec }) => {
      const inPoint = shifted(at, after)
      return { type: 'addScene' as const, cut: id, scene: { ...spec, inPoint, outPoint: shifted(inPoint, length) } }
    }),
  ]
}

async function paste({ cut: view }: Context): Promise<void> {
  const { copied: what } = clipboard
  if (view === null || what === undefined) return
  const { rate } = view.cut
  const at = frameStart(frameAt(playhead(), rate), rate)
  // One that is gone since is nobody's wish.
  const lane = session.show?.lanes.find(({ id }) => id === clipboard.lane)?.id
  const edits = pasting(view, at, what, lane)
  const edited = await edit(edits, edits.length > 1 ? `Paste ${what.words}` : undefined)
  if (edited === undefined) return
  const made = thingsMade(edited, edits)
  if (!isNothing(made)) select(made)
}

const group = 'Edit'
const pages = ['spot'] as const

const withCopyable = (found: Context) => withCut(found) && !isNothing(copyable())

export const clipboardActions: readonly Action[] = [
  {
    id: 'edit.cut',
    title: 'Cut',
    group,
    keys: ['Mod+X'],
    pages,
    enabled: (found) => withEdits(found) && withCopyable(found),
    run: cut,
  },
  { id: 'edit.copy', title: 'Copy', group, keys: ['Mod+C'], pages, enabled: withCopyable, run: copyOnly },
  {
    id: 'edit.paste',
    title: 'Paste at the playhead',
    group,
    keys: ['Mod+V'],
    pages,
    enabled: (found) => withCut(found) && withEdits(found) && clipboard.copied !== undefined,
    run: paste,
  },
]
