// A small rasteriser: fills, rounded boxes, columns and masks into the words of an ImageData. In software this takes a
// tenth of the time that canvas paths take. Colours are packed 0xAABBGGRR; what is drawn stays opaque. The loops here
// allocate nothing, not even a pair: WebKit's compiler does not see through it.

/** A picture in memory, and the part of it that may be drawn on. Device pixels throughout. */
export interface Surface {
  readonly pixels: Uint32Array
  readonly width: number
  readonly height: number
  readonly clip: Clip
}

/** From `left` and `top`, up to, not including, `right` and `bottom`. */
export interface Clip {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

/** How much of each pixel a shape covers, 0 to 255: a label, once it has been set. */
export interface Mask {
  readonly coverage: Uint8Array
  readonly width: number
  readonly height: number
  /** The rows that have any ink, where that is known: from `inkTop` up to, not including, `inkBottom`. */
  readonly inkTop?: number
  readonly inkBottom?: number
}

/** A rounded box. */
export interface Shape {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly radius: number
}

export function surface(pixels: Uint32Array, width: number, height: number): Surface {
  return { pixels, width, height, clip: { left: 0, top: 0, right: width, bottom: height } }
}

/** The same picture, drawn on only where both clips allow. */
export function clipped(on: Surface, clip: Clip): Surface {
  const { left, top, right, bottom } = on.clip
  return {
    ...on,
    clip: {
      left: Math.max(left, clip.left),
      top: Math.max(top, clip.top),
      right: Math.min(right, clip.right),
      bottom: Math.min(bottom, clip.bottom),
    },
  }
}

/** Fewer pixels than this are written sooner than the engine's own `fill` is called. */
const narrow = 40

/** Fills a rectangle with an opaque colour. */
export function fill(on: Surface, x: number, y: number, width: number, height: number, colour: number): void {
  const left = Math.max(x, on.clip.left)
  const right = Math.min(x + width, on.clip.right)
  if (right <= left) return
  const bottom = Math.min(y + height, on.clip.bottom)
  const { pixels, width: stride } = on
  const isNarrow = right - left < narrow
  for (let row = Math.max(y, on.clip.top); row < bottom; row++) {
    const end = row * stride + right
    if (isNarrow) for (let at = row * stride + left; at < end; at++) pixels[at] = colour
    else pixels.fill(colour, row * stride + left, end)
  }
}

/** Lays a colour over a rectangle; `share`, 0 to 255, comes on top of the colour's own alpha. */
export function tint(
  on: Surface,
  x: number,
  y: number,
  width: number,
  height: number,
  colour: number,
  share = 255,
): void {
  const alpha = ((colour >>> 24) * share) / 255
  if (alpha <= 0) return
  const left = Math.max(x, on.clip.left)
  const right = Math.min(x + width, on.clip.right)
  const bottom = Math.min(y + height, on.clip.bottom)
  const { pixels } = on
  for (let row = Math.max(y, on.clip.top); row < bottom; row++) {
    for (let at = row * on.width + left, end = row * on.width + right; at < end; at++) {
      pixels[at] = blended(pixels[at] ?? 0, colour, alpha)
    }
  }
}

/** One pixel under a colour of some alpha, 0 to 255. */
export function blended(below: number, colour: number, alpha: number): number {
  const share = (alpha * 257 + 128) >> 8
  const rest = 257 - share
  const even = ((below & 0xff00ff) * rest + (colour & 0xff00ff) * share) >>> 8
  const odd = (((below >>> 8) & 0xff) * rest + ((colour >>> 8) & 0xff) * share) >>> 8
  return (0xff000000 | (even & 0xff00ff) | ((odd & 0xff) << 8)) >>> 0
}

/** Fills a rounded box: `strip` for its first `stripHeight` rows, no fewer than its corners, `body` below. */
export function roundedBox(on: Surface, box: Shape, body: number, strip: number, stripHeight: number): void {
  const corner = cornerOf(radiusOf(box))
  const { radius } = corner
  const top = box.y + radius
  const bottom = box.y + box.height - radius
  const turn = Math.min(Math.max(top, box.y + stripHeight), bottom)
  // A corner is as deep as it is wide: what lies outside of a row's ends is what lies above a column.
  for (let row = 0; row < radius; row++) {
    const outside = corner.insets[row] ?? 0
    fill(on, box.x + outside, box.y + row, box.width - 2 * outside, 1, strip)
    fill(on, box.x + outside, box.y + box.height - 1 - row, box.width - 2 * outside, 1, body)
  }
  fill(on, box.x, top, box.width, turn - top, strip)
  fill(on, box.x, turn, box.width, bottom - turn, body)
  corners(on, box, corner.soft, strip, body)
}

/** Draws the rim of a rounded box, one to two pixels wide, inside it. */
export function roundedRim(on: Surface, box: Shape, thick: number, colour: number): void {
  const corner = cornerOf(radiusOf(box))
  const { radius } = corner
  const right = box.x + box.width
  const bottom = box.y + box.height
  tint(on, box.x + radius, box.y, box.width - 2 * radius, thick, colour)
  tint(on, box.x + radius, bottom - thick, box.width - 2 * radius, thick, colour)
  tint(on, box.x, box.y + radius, thick, box.height - 2 * radius, colour)
  tint(on, right - thick, box.y + radius, thick, box.height - 2 * radius, colour)
  corners(on, box, thick < 2 ? corner.thinRim : corner.thickRim, colour, colour)
}

/** How many pixels from its top a rounded box's column `column` begins. */
export function inset(box: Shape, column: number): number {
  const corner = cornerOf(radiusOf(box))
  const near = Math.min(column, box.width - 1 - column)
  return near >= corner.radius ? 0 : (corner.insets[near] ?? 0)
}

/** Fills one column of pixels with an opaque colour, from `top` up to, not including, `bottom`. */
export function column(on: Surface, x: number, top: number, bottom: number, colour: number): void {
  if (x < on.clip.left || on.clip.right <= x) return
  const end = Math.min(bottom, on.clip.bottom)
  let at = Math.max(top, on.clip.top) * on.width + x
  for (let row = Math.max(top, on.clip.top); row < end; row++, at += on.width) on.pixels[at] = colour
}

/** Draws a mask in a colour; what lies right of `limit` fades out over `fade` pixels before it. */
export function stamp(
  on: Surface,
  mask: Mask,
  x: number,
  y: number,
  colour: number,
  limit: number,
  fade: number,
): void {
  const { pixels, width, clip } = on
  const { coverage } = mask
  const left = Math.max(x, clip.left)
  const right = Math.min(x + mask.width, clip.right, limit)
  const top = Math.max(y + (mask.inkTop ?? 0), clip.top)
  const bottom = Math.min(y + (mask.inkBottom ?? mask.height), clip.bottom)
  const own = colour >>> 24
  const fadesFrom = limit < x + mask.width ? limit - fade : Infinity
  for (let row = top; row < bottom; row++) {
    let from = (row - y) * mask.width + left - x
    let pixel = row * width + left
    for (let at = left; at < right; at++, from++, pixel++) {
      let alpha = coverage[from] ?? 0
      if (alpha === 0) continue
      if (fadesFrom < at) alpha = (alpha * (limit - at)) / fade
      if (own < 255) alpha = (alpha * own) / 255
      pixels[pixel] = alpha === 255 ? colour : blended(pixels[pixel] ?? 0, colour, alpha)
    }
  }
}

/** Fills a disc with smooth edges, its middle on the nearest pixel. */
export function disc(on: Surface, centreX: number, centreY: number, radius: number, colour: number): void {
  const mask = discOf(radius)
  const reach = (mask.width - 1) / 2
  stamp(on, mask, Math.round(centreX) - reach, Math.round(centreY) - reach, colour, Infinity, 1)
}

const knownDiscs = new Map<number, Mask>()

function discOf(radius: number): Mask {
  const known = knownDiscs.get(radius)
  if (known !== undefined) return known
  const reach = Math.ceil(radius)
  const width = 2 * reach + 1
  const coverage = Uint8Array.from({ length: width * width }, (_, at) => {
    const distance = Math.hypot((at % width) - reach, Math.floor(at / width) - reach)
    return Math.round(Math.min(1, Math.max(0, radius + 0.5 - distance)) * 255)
  })
  const mask = { coverage, width, height: width }
  knownDiscs.set(radius, mask)
  return mask
}

/** Lays slanting lines over a rectangle, `gap` pixels apart, fixed to `origin` so that they stay when it is clipped. */
export function hatch(
  on: Surface,
  x: number,
  y: number,
  width: number,
  height: number,
  gap: number,
  thick: number,
  colour: number,
  share: number,
): void {
  const bottom = Math.min(y + height, on.clip.bottom)
  const left = Math.max(x, on.clip.left)
  const right = Math.min(x + width, on.clip.right)
  for (let row = Math.max(y, on.clip.top); row < bottom; row++) {
    for (let at = left; at < right; at++) {
      const phase = (((at - x + row - y) % gap) + gap) % gap
      if (phase < thick) tint(on, at, row, 1, 1, colour, share)
    }
  }
}

function radiusOf(box: Shape): number {
  return Math.max(0, Math.min(Math.round(box.radius), Math.floor(box.width / 2), Math.floor(box.height / 2)))
}

/** The pixels of a corner that a shape covers, rows and columns counted from the outermost; 1 to 255 of each. */
interface Edge {
  readonly rows: Uint8Array
  readonly columns: Uint8Array
  readonly shares: Uint8Array
}

/** What the corners of a radius cover, worked out once. */
interface Corner {
  readonly radius: number
  /** The pixels of a filled box that are covered in part. */
  readonly soft: Edge
  readonly thinRim: Edge
  readonly thickRim: Edge
  /** Rows that lie outside at the top of each column. */
  readonly insets: Uint8Array
}

const knownCorners = new Map<number, Corner>()

function cornerOf(radius: number): Corner {
  const known = knownCorners.get(radius)
  if (known !== undefined) return known
  const table = (covers: (distance: number) => number) =>
    Uint8Array.from({ length: radius * radius }, (_, at) => {
      const distance = Math.hypot(radius - (at % radius) - 0.5, radius - Math.floor(at / radius) - 0.5)
      return Math.round(covers(distance) * 255)
    })
  const within = (distance: number, reach: number) => Math.min(1, Math.max(0, reach - distance + 0.5))
  const rim = (thick: number) => table((distance) => within(distance, radius) - within(distance, radius - thick))
  const filled = table((distance) => within(distance, radius))
  const insets = Uint8Array.from({ length: radius }, (_, column) => {
    let row = 0
    while (row < radius && (filled[row * radius + column] ?? 0) < 255) row += 1
    return row
  })
  const edge = (shares: Uint8Array): Edge => {
    const inked = Array.from(shares.keys()).filter((at) => (shares[at] ?? 0) > 0)
    return {
      rows: Uint8Array.from(inked, (at) => Math.floor(at / radius)),
      columns: Uint8Array.from(inked, (at) => at % radius),
      shares: Uint8Array.from(inked, (at) => shares[at] ?? 0),
    }
  }
  const soft = edge(filled.map((share) => (share === 255 ? 0 : share)))
  const corner = { radius, soft, thinRim: edge(rim(1)), thickRim: edge(rim(2)), insets }
  knownCorners.set(radius, corner)
  return corner
}

/** Blends the four corners of a box: `upper` into those at its top, `lower` into those at its bottom. */
function corners(on: Surface, box: Shape, edge: Edge, upper: number, lower: number): void {
  const { pixels, width, clip } = on
  const { rows, columns, shares } = edge
  const left = box.x
  const right = box.x + box.width - 1
  const top = box.y
  const bottom = box.y + box.height - 1
  const isWhole = clip.left <= left && right < clip.right && clip.top <= top && bottom < clip.bottom
  for (let at = 0; at < shares.length; at++) {
    const share = shares[at] ?? 0
    const row = rows[at] ?? 0
    const column = columns[at] ?? 0
    const above = ((upper >>> 24) * share) / 255
    const below = ((lower >>> 24) * share) / 255
    if (isWhole) {
      const high = (top + row) * width
      const low = (bottom - row) * width
      lay(pixels, high + left + column, upper, above)
      lay(pixels, high + right - column, upper, above)
      lay(pixels, low + left + column, lower, below)
      lay(pixels, low + right - column, lower, below)
    } else {
      dot(on, left + column, top + row, upper, above)
      dot(on, right - column, top + row, upper, above)
      dot(on, left + column, bottom - row, lower, below)
      dot(on, right - column, bottom - row, lower, below)
    }
  }
}

/** Blends one pixel where the clip allows. */
function dot(on: Surface, x: number, y: number, colour: number, alpha: number): void {
  const { clip, pixels } = on
  if (x < clip.left || clip.right <= x || y < clip.top || clip.bottom <= y) return
  lay(pixels, y * on.width + x, colour, alpha)
}

function lay(pixels: Uint32Array, at: number, colour: number, alpha: number): void {
  pixels[at] = alpha === 255 ? colour : blended(pixels[at] ?? 0, colour, alpha)
}
