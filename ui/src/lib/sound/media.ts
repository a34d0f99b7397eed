/** Addresses on the core's loopback server: waveforms, pictures, artwork. */

import type { CutId, TrackId } from '../../generated'
import * as ipc from '../ipc'

let base: Promise<string> | undefined

function serverBase(): Promise<string> {
  base ??= ipc.ask('server')
  // A server that was not up yet is asked for again.
  base.catch(() => {
    base = undefined
  })
  return base
}

export const pictureUrl = async (cut: CutId) => `${await serverBase()}/picture/${cut}`
export const artworkUrl = async (track: TrackId) => `${await serverBase()}/artwork/${track}`

/** Pairs of least and greatest sample, a pair a column, from -127 to 127. */
export type Columns = Int8Array

const kept = 4_000
/** Oldest first; a Map keeps the order in which things were put in. */
const overviews = new Map<string, Columns>()

/** The overview of a whole track, if it is at hand. */
export function overviewAtHand(hash: string, columns: number): Columns | undefined {
  return overviews.get(`${hash}/${columns}`)
}

/** The overview of a whole track in as many columns as asked. */
export async function overview(hash: string, columns: number, signal: AbortSignal): Promise<Columns | undefined> {
  const key = `${hash}/${columns}`
  const known = overviews.get(key)
  if (known !== undefined) return known
  const response = await fetch(`${await serverBase()}/overview/${hash}?columns=${columns}`, { signal })
  if (!response.ok) return undefined
  const pairs = new Int8Array(await response.arrayBuffer())
  overviews.set(key, pairs)
  if (overviews.size > kept) {
    const oldest = overviews.keys().next()
    if (oldest.done !== true) overviews.delete(oldest.value)
  }
  return pairs
}

/** The loopback server's address, for whoever draws waveforms on its own. */
export const mediaBase = serverBase
