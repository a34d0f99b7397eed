// The filmstrip: what is seen, all along the cut. Its pictures stand at places of their own width, each what is seen where
// it begins, so that they move with the view.

import { fitted } from '../filmstrip'
import type { Surface } from '../raster'
import { littleRoom } from '../sizes'
import { lineOf } from './draw'
import type { HeadScene, Row, RowKind } from './row'

export const filmstrip: RowKind = {
  name: 'filmstrip',
  title: 'Picture',
  height: (room, { hasFilmstrip }) => (!hasFilmstrip ? 0 : room < littleRoom ? 26 : 36),
  paint,
}

function paint(on: Surface, { arrangement, view }: HeadScene, row: Row): void {
  const { filmstrip: strip, cut } = arrangement
  const top = Math.round(row.y * view.ratio)
  const height = Math.round((row.y + row.height) * view.ratio) - lineOf(view) - top
  if (strip === undefined || strip === 'coming' || height <= 0) return
  const shown = fitted(strip, height)
  const { width, pixels } = shown
  const end = Math.min(on.clip.right, Math.round(cut.length / view.scale) - view.left)
  const first = Math.max(0, Math.floor((on.clip.left + view.left) / width))
  for (let place = first; place * width - view.left < end; place++) {
    const nth = Math.floor((place * width * view.scale) / shown.every)
    // The picture may end before the cut does.
    if (nth >= shown.count) break
    const x = place * width - view.left
    const [left, right] = [Math.max(x, on.clip.left), Math.min(x + width, end)]
    for (let y = Math.max(top, on.clip.top); y < Math.min(top + height, on.clip.bottom); y++) {
      const from = (nth * height + y - top) * width - x
      for (let at = left; at < right; at++) on.pixels[y * on.width + at] = pixels[from + at] ?? 0
    }
  }
}
