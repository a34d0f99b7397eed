/** Splitting, healing, muting and joining what lies on the timeline, and numbering its cues. */

import type { CueId } from '../generated'
import { edit, sayDone } from '../lib/edits.svelte'
import { select } from '../lib/selection.svelte'
import { only } from '../timeline'
import { rows } from '../lib/session.svelte'
import { stage } from '../lib/stage.svelte'
import type { ToolName } from '../timeline/api'
import { withCut, withEdits, withPlacements, type Action, type Context } from './action'

const group = 'Timeline'
const pages = ['spot'] as const

/** The cues of the selected placements, the one that starts first first. */
function cuesOf({ placements }: Context): readonly CueId[] {
  const cues = [...new Set(placements.map((one) => one.cue))].flatMap((id) => rows.cues.get(id) ?? [])
  return cues.toSorted((a, b) => a.inPoint - b.inPoint).map((cue) => cue.id)
}

async function heal({ placements }: Context): Promise<void> {
  await edit([{ type: 'healPlacements', placements: placements.map((one) => one.id) }])
}

async function mute({ placements }: Context): Promise<void> {
  const muted = placements.some((one) => !one.muted)
  await edit([{ type: 'mutePlacements', placements: placements.map((one) => one.id), muted }])
}

async function markTemp({ placements }: Context): Promise<void> {
  const temp = placements.some((one) => !one.temp)
  await edit([{ type: 'markTemp', placements: placements.map((one) => one.id), temp }])
}

async function join(found: Context): Promise<void> {
  const [into, ...from] = cuesOf(found)
  if (into === undefined) return
  const edited = await edit([{ type: 'mergeCues', into, from }])
  if (edited === undefined) return
  select(only({ on: 'cue', id: into }))
  sayDone(`Joined to ${rows.cues.get(into)?.number ?? 'one cue'}`)
}

const onCut = (found: Context) => withCut(found) && withEdits(found)

export const pieceActions: readonly Action[] = [
  {
    id: 'edit.blade',
    title: 'Split at the playhead',
    also: ['blade', 'razor', 'cut in two'],
    group,
    keys: ['B'],
    pages,
    enabled: onCut,
    run: () => stage.timeline?.bladeAtPlayhead(),
  },
  {
    id: 'edit.newCue',
    title: 'New cue from the playhead',
    also: ['split the cue'],
    group,
    keys: ['Shift+B'],
    pages,
    enabled: onCut,
    run: () => stage.timeline?.newCueAtPlayhead(),
  },
  {
    id: 'edit.heal',
    title: 'Heal splits',
    also: ['join through edit', 'rejoin'],
    group,
    keys: ['Shift+H'],
    pages,
    enabled: (found) => withPlacements(found) && found.placements.some((one) => one.pieces > 1),
    run: heal,
  },
  {
    id: 'edit.join',
    title: 'Join cues',
    also: ['merge cues', 'combine cues'],
    group,
    keys: ['Mod+J'],
    pages,
    enabled: (found) => withPlacements(found) && cuesOf(found).length > 1,
    run: join,
  },
  {
    id: 'edit.mute',
    title: 'Mute or unmute',
    also: ['clip mute', 'silence', 'disable'],
    group,
    keys: ['Shift+M'],
    pages,
    enabled: withPlacements,
    run: mute,
  },
  {
    id: 'edit.temp',
    title: 'Mark as temp music, or not',
    also: ['temp track', 'placeholder', 'temp love'],
    group,
    keys: [],
    pages,
    enabled: withPlacements,
    run: markTemp,
  },
  {
    id: 'edit.renumber',
    title: 'Renumber cues…',
    group,
    keys: [],
    pages,
    enabled: (found) => onCut(found) && (found.cut?.cues.length ?? 0) > 0,
    run: () => {
      stage.renumber = true
    },
  },
  tool('tool.select', 'Selection tool', 'V', 'select'),
  tool('tool.blade', 'Blade tool', 'C', 'blade'),
  tool('tool.slip', 'Slip tool', 'Y', 'slip'),
  tool('tool.volume', 'Volume line tool', 'A', 'volume'),
]

function tool(id: string, title: string, key: string, name: ToolName): Action {
  return {
    id,
    title,
    group,
    keys: [key],
    pages,
    enabled: withCut,
    run: () => stage.timeline?.setTool(name),
  }
}
