/** Files dropped on a lane: imported first, then laid where they were dropped. */

import type { CutId, Edit, Flicks, TrackId } from '../../generated'
import type { DropTarget } from '../../timeline/api'
import { edit } from '../../lib/edits.svelte'
import * as ipc from '../../lib/ipc'
import { imported } from '../../lib/jobs.svelte'
import { ripple } from '../../lib/preferences.svelte'
import { shifted } from '../../time/time'
import { attempt } from '../../lib/toasts.svelte'

export async function importOnto(paths: readonly string[], cut: CutId, target: DropTarget): Promise<void> {
  const ids = await imported(paths)
  const tracks = await attempt(Promise.all(ids.map((track) => ipc.ask('track', { track }))))
  if (tracks !== undefined && tracks.length > 0) await edit(laid(tracks, cut, target))
}

/** One after the other from where they were dropped; on a cue, all are its alternates. */
export function laid(
  tracks: readonly { readonly id: TrackId; readonly duration: Flicks }[],
  cut: CutId,
  { lane, at, cue }: DropTarget,
): readonly Edit[] {
  let next = at
  return tracks.map(({ id, duration }): Edit => {
    if (cue !== undefined) return { type: 'place', cut, track: id, lane, cue }
    const place: Edit = { type: 'place', cut, track: id, lane, at: next, ...(ripple.value && { ripple: true }) }
    next = shifted(next, duration)
    return place
  })
}
