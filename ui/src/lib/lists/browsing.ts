/** Hearing tracks while browsing: the one that the keys come to plays at once, if that is wanted. */

import type { TrackPicking } from './picking.svelte'
import type { LibraryList } from './library.svelte'
import { auditionFollows } from '../preferences.svelte'
import { flicks } from '../../time/time'
import { audition } from '../sound/transport.svelte'

/** A list that flies past plays nothing on the way, in milliseconds. */
const restsFor = 140

let timer: ReturnType<typeof setTimeout> | undefined

/** The keys have moved to another row. */
export function browsed(list: LibraryList, picking: TrackPicking): void {
  if (!auditionFollows.value) return
  clearTimeout(timer)
  timer = setTimeout(() => {
    const row = picking.active === undefined ? undefined : list.row(picking.active)
    if (row !== undefined) void audition(row.id, flicks(0))
  }, restsFor)
}
