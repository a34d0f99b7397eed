// The ruler: the time scale with its labels, whose lines run through the rows below it.

import { rampOf } from '../colour'
import { column, type Surface } from '../raster'
import { labelPlaces, labelRoom } from '../scale'
import { lefts } from '../viewport'
import { lineOf, write } from './draw'
import type { HeadScene, Row, RowKind } from './row'

export const ruler: RowKind = {
  name: 'ruler',
  title: '',
  height: () => 28,
  paint,
}

function paint(on: Surface, scene: HeadScene, row: Row): void {
  const { ink, view, scale } = scene
  const { palette } = ink
  const px = view.ratio
  const bottom = Math.round((row.y + row.height) * px)
  const upright = (x: number, top: number, end: number) => {
    for (let part = 0; part < lineOf(view); part++) column(on, Math.round(x * px) + part, top, end, palette.line)
  }
  for (const x of scale.minors) upright(x, bottom - Math.round(5 * px), bottom)
  for (const { x } of scale.majors) upright(x, Math.round((row.y + 18) * px), on.height)
  const ramp = rampOf(palette.inks.inkThird, palette.ground)
  // Beyond this nothing can be scrolled to.
  const last = lefts(view, scene.arrangement.reach).most + view.width - view.left
  const widthOf = (label: string) => ink.labels.mask(label, ink.ruler).width
  for (const { label, from, tick } of labelPlaces(scale.majors, widthOf, px, last)) {
    if (tick < on.clip.left - labelRoom * px) continue
    write(on, scene, { words: label, face: ink.ruler, ramp }, from, row.y + 13, Infinity)
  }
}
