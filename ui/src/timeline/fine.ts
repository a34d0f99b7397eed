// Waveforms finer than the pyramid: fetched in tiles, so that scrolling asks for each stretch once.

import type { TrackId } from '../generated'
import type { FinePeaks } from './api'
import { finerThan, type Outline, type PeaksSource } from './waveform'

/** Buckets of one tile. */
const tileLength = 2048

/** An outline finer than the pyramid under some columns, once all of its tiles have come. */
export function fineOutline(
  ask: FinePeaks | undefined,
  source: PeaksSource,
  track: TrackId,
  from: number,
  perColumn: number,
  count: number,
): Outline | undefined {
  const perBucket = finerThan(source, perColumn)
  if (ask === undefined || perBucket === undefined) return undefined
  const size = tileLength * perBucket
  const last = Math.floor(Math.min(source.frames - 1, from + count * perColumn + perBucket) / size)
  const first = Math.floor(Math.max(0, from - perBucket) / size)
  const tiles: Int8Array[] = []
  let isWhole = true
  for (let tile = first; tile <= last; tile++) {
    const data = ask(track, tile * size, Math.min(size, source.frames - tile * size), perBucket)
    if (data === undefined) isWhole = false
    else tiles.push(data)
  }
  const [only] = tiles
  if (!isWhole || only === undefined) return undefined
  return { data: tiles.length === 1 ? only : joined(tiles), start: first * size, perBucket }
}

function joined(tiles: readonly Int8Array[]): Int8Array {
  const all = new Int8Array(tiles.reduce((sum, tile) => sum + tile.length, 0))
  let at = 0
  for (const tile of tiles) {
    all.set(tile, at)
    at += tile.length
  }
  return all
}
