// A small rasteriser: fills, rounded boxes, columns and masks into the words of an ImageData. In software this takes a
// tenth of the time that canvas paths take. Colours are packed 0xAABBGGRR; what is drawn stays opaque.

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

/** Fills a rectangle with an opaque colour. */
export function fill(on: Surface, x: number, y: number, width: number, height: number, colour: number): void {
  const [left, right] = [Math.max(x, on.clip.left), Math.min(x + width, on.clip.right)]
  if (right <= left) return
  const bottom = Math.min(y + height, on.clip.bottom)
  for (let row = Math.max(y, on.clip.top); row < bottom; row++) {
    on.pixels.fill(colour, row * on.width + left, row * on.width + right)
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
  const [left, right] = [Math.max(x, on.clip.left), Math.min(x + width, on.clip.right)]
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

/** Fills a rounded box: `strip` for its first `stripHeight` rows, `body` below. Corners are smooth. */
export function roundedBox(on: Surface, box: Shape, body: number, strip: number, stripHeight: number): void {
  const radius = radiusOf(box)
  const bottom = box.y + box.height
  for (let row = Math.max(box.y, on.clip.top); row < Math.min(bottom, on.clip.bottom); row++) {
    const colour = row < box.y + stripHeight ? strip : body
    const near = Math.min(row - box.y, bottom - 1 - row)
    if (near >= radius) {
      fill(on, box.x, row, box.width, 1, colour)
      continue
    }
    for (let column = 0; column < radius; column++) {
      const share = coverage(radius, column, near)
      tint(on, box.x + column, row, 1, 1, colour, share)
      tint(on, box.x + box.width - 1 - column, row, 1, 1, colour, share)
    }
    fill(on, box.x + radius, row, box.width - 2 * radius, 1, colour)
  }
}

/** Draws the rim of a rounded box, `thick` pixels wide, inside it. */
export function roundedRim(on: Surface, box: Shape, thick: number, colour: number): void {
  const radius = radiusOf(box)
  const right = box.x + box.width
  const bottom = box.y + box.height
  tint(on, box.x + radius, box.y, box.width - 2 * radius, thick, colour)
  tint(on, box.x + radius, bottom - thick, box.width - 2 * radius, thick, colour)
  tint(on, box.x, box.y + radius, thick, box.height - 2 * radius, colour)
  tint(on, right - thick, box.y + radius, thick, box.height - 2 * radius, colour)
  for (let row = 0; row < radius; row++) {
    for (let column = 0; column < radius; column++) {
      const share = coverage(radius, column, row) - inner(radius, thick, column, row)
      if (share <= 0) continue
      tint(on, box.x + column, box.y + row, 1, 1, colour, share)
      tint(on, right - 1 - column, box.y + row, 1, 1, colour, share)
      tint(on, box.x + column, bottom - 1 - row, 1, 1, colour, share)
      tint(on, right - 1 - column, bottom - 1 - row, 1, 1, colour, share)
    }
  }
}

/** How many pixels from its top a rounded box's column `column` begins. */
export function inset(box: Shape, column: number): number {
  const radius = radiusOf(box)
  const near = Math.min(column, box.width - 1 - column)
  if (near >= radius) return 0
  return Math.ceil(radius - Math.sqrt(Math.max(0, radius * radius - (radius - near - 0.5) ** 2)))
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
  const [left, right] = [Math.max(x, on.clip.left), Math.min(x + mask.width, on.clip.right, limit)]
  const [top, bottom] = [Math.max(y, on.clip.top), Math.min(y + mask.height, on.clip.bottom)]
  const isCut = limit < x + mask.width
  const own = colour >>> 24
  for (let row = top; row < bottom; row++) {
    for (let at = left; at < right; at++) {
      let alpha = mask.coverage[(row - y) * mask.width + at - x] ?? 0
      if (alpha === 0) continue
      if (isCut && limit - at < fade) alpha = (alpha * (limit - at)) / fade
      if (own < 255) alpha = (alpha * own) / 255
      const pixel = row * on.width + at
      on.pixels[pixel] = blended(on.pixels[pixel] ?? 0, colour, alpha)
    }
  }
}

/** Fills a disc with smooth edges. */
export function disc(on: Surface, centreX: number, centreY: number, radius: number, colour: number): void {
  const reach = Math.ceil(radius)
  for (let row = -reach; row <= reach; row++) {
    for (let at = -reach; at <= reach; at++) {
      const share = Math.min(1, Math.max(0, radius + 0.5 - Math.hypot(at, row)))
      if (share > 0) tint(on, Math.round(centreX) + at, Math.round(centreY) + row, 1, 1, colour, share * 255)
    }
  }
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
  const [left, right] = [Math.max(x, on.clip.left), Math.min(x + width, on.clip.right)]
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

/** How much of a pixel, counted from a corner, lies inside the corner's circle, 0 to 255. */
function coverage(radius: number, column: number, row: number): number {
  const distance = Math.hypot(radius - column - 0.5, radius - row - 0.5)
  return Math.round(Math.min(1, Math.max(0, radius - distance + 0.5)) * 255)
}

function inner(radius: number, thick: number, column: number, row: number): number {
  const distance = Math.hypot(radius - column - 0.5, radius - row - 0.5)
  return Math.round(Math.min(1, Math.max(0, radius - thick - distance + 0.5)) * 255)
}
