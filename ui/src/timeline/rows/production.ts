// What sounds beside the music: a strip a sound, with its waveform as loud as it plays.

import type { ProductionView } from '../../generated'
import { column, fill, hatch, type Surface } from '../raster'
import { amplitude, columns, outlineFor } from '../waveform'
import { lineOf } from './draw'
import type { HeadScene, Row, RowKind } from './row'

/** CSS pixels of one sound. */
const productionHeight = 42

export const production: RowKind = {
  name: 'production',
  title: 'Production sound',
  height: (_room, { productions }) => productions * productionHeight,
  paint,
}

let scratch = new Float32Array(8192)

function paint(on: Surface, scene: HeadScene, row: Row): void {
  const { arrangement, view, ink } = scene
  const all = arrangement.sound?.production ?? []
  const line = lineOf(view)
  all.forEach((sound, index) => {
    const top = Math.round((row.y + index * productionHeight) * view.ratio)
    const height = Math.round(productionHeight * view.ratio) - line
    if (index > 0) fill(on, on.clip.left, top - line, on.clip.right - on.clip.left, line, ink.palette.lineFaint)
    if (sound.missing)
      hatch(
        on,
        on.clip.left,
        top,
        on.clip.right - on.clip.left,
        height,
        8 * view.ratio,
        2 * view.ratio,
        ink.palette.hatch,
        40,
      )
    else paintWave(on, scene, sound, top, height)
  })
}

function paintWave(
  on: Surface,
  { arrangement, view, ink, isHeard }: HeadScene,
  sound: ProductionView,
  top: number,
  height: number,
): void {
  const source = sound.hash === '' ? undefined : ink.peaks(sound.hash)
  const count = on.clip.right - on.clip.left
  if (source === undefined || sound.length === null || sound.length === 0 || count <= 0) return
  // The outline counts frames of the sound, whatever its rate.
  const perFlick = source.frames / sound.length
  const perColumn = view.scale * perFlick
  const outline = outlineFor(source, perColumn)
  if (outline === undefined) return
  if (scratch.length < 2 * count) scratch = new Float32Array(4 * count)
  const from = ((on.clip.left + view.left) * view.scale - sound.start) * perFlick
  columns(outline, from, perColumn, count, scratch)
  const { inks } = ink.palette
  const colour = !sound.muted && isHeard(sound.id) ? inks.production : inks.productionQuiet
  const half = height / 2 - 3 * view.ratio
  const level = (amplitude(sound.gain) / 127) * half
  const middle = top + height / 2
  const end = Math.min(sound.start + sound.length, arrangement.cut.length)
  for (let index = 0; index < count; index++) {
    const at = (on.clip.left + index + view.left) * view.scale
    if (at < Math.max(0, sound.start) || end <= at) continue
    const high = Math.min(half, (scratch[2 * index + 1] ?? 0) * level)
    const low = Math.max(-half, (scratch[2 * index] ?? 0) * level)
    const first = Math.round(middle - high)
    column(on, on.clip.left + index, first, Math.max(first + 1, Math.round(middle - low)), colour)
  }
}
