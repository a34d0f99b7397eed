/** Copy, cut and paste on the timeline. */

import { allMade, edit, sayDone } from '../lib/edits.svelte'
import { clipboard } from '../lib/clipboard.svelte'
import { counted } from '../lib/format'
import * as ipc from '../lib/ipc'
import { select } from '../lib/selection.svelte'
import { frameAt, frameStart } from '../lib/time'
import { attempt, say } from '../lib/toasts.svelte'
import { playhead } from '../lib/transport.svelte'
import { nothing } from '../timeline/selection'
import { withCut, withEdits, withPlacements, type Action, type Context } from './action'

async function copy({ placements }: Context): Promise<boolean> {
  const clip = await attempt(ipc.ask('copied', { placements: placements.map((one) => one.id) }))
  if (clip === undefined) return false
  clipboard.clip = clip
  return true
}

async function copyOnly(found: Context): Promise<void> {
  if (await copy(found)) say(`${counted(found.placements.length, 'placement')} copied. Paste puts it at the playhead.`)
}

async function cut(found: Context): Promise<void> {
  if (!(await copy(found))) return
  const edited = await edit([{ type: 'removePlacements', placements: found.placements.map((one) => one.id) }])
  if (edited === undefined) return
  select(nothing)
  sayDone(`${counted(found.placements.length, 'placement')} cut`)
}

async function paste({ cut: view }: Context): Promise<void> {
  if (view === null || clipboard.clip === undefined) return
  const { id, rate } = view.cut
  const at = frameStart(frameAt(playhead(), rate), rate)
  const edited = await edit([{ type: 'pasteClip', cut: id, at, clip: clipboard.clip }])
  const ids = allMade(edited, 'placement')
  if (ids.length > 0) select({ kind: 'placements', ids })
}

const group = 'Edit'
const pages = ['spot'] as const

export const clipboardActions: readonly Action[] = [
  { id: 'edit.cut', title: 'Cut', group, keys: ['Mod+X'], pages, enabled: withPlacements, run: cut },
  {
    id: 'edit.copy',
    title: 'Copy',
    group,
    keys: ['Mod+C'],
    pages,
    enabled: ({ placements }) => placements.length > 0,
    run: copyOnly,
  },
  {
    id: 'edit.paste',
    title: 'Paste at the playhead',
    group,
    keys: ['Mod+V'],
    pages,
    enabled: (found) => withCut(found) && withEdits(found) && clipboard.clip !== undefined,
    run: paste,
  },
]
