// The rows above the lanes as the rasteriser draws them: each in its own hand, with a line below it.

import type { Layout } from './layout'
import { copyRow, fill, type Surface } from './raster'
import { rowKind } from './rows'
import { lineOf } from './rows/draw'
import type { HeadScene } from './rows/row'

/** Draws the part of the rows that the surface's clip allows; its first row is the top of the timeline. */
export function paintHead(on: Surface, layout: Layout, scene: HeadScene): void {
  const { view, ink } = scene
  const { palette } = ink
  if (ground.length !== on.width) ground = new Uint32Array(on.width)
  ground.fill(palette.ground)
  copyRow(on, ground, 0, on.height)
  const line = lineOf(view)
  for (const row of layout.heads) rowKind(row.kind)?.paint(on, scene, row)
  for (const row of layout.heads) {
    fill(on, 0, Math.round((row.y + row.height) * view.ratio) - line, on.width, line, palette.lineFaint)
  }
}

let ground = new Uint32Array(0)
