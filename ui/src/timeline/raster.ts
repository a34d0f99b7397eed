// A small rasteriser: fills, rows, columns and masks into the words of an ImageData. In software this takes a
// tenth of the time that canvas paths take. Colours are packed 0xAABBGGRR; what is drawn stays opaque. The loops here
// allocate nothing, not even a pair: WebKit's compiler does not see through it.

import { blended } from './colour'

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

export function surface(pixels: Uint32Array, width: number, height: number): Surface {
  return within(pixels, width, height, { left: 0, top: 0, right: width, bottom: height })
}

/** The same picture, drawn on only where both clips allow. */
export function clipped(on: Surface, clip: Clip): Surface {
  const { left, top, right, bottom } = on.clip
  return within(on.pixels, on.width, on.height, {
    left: Math.max(left, clip.left),
    top: Math.max(top, clip.top),
    right: Math.min(right, clip.right),
    bottom: Math.min(bottom, clip.bottom),
  })
}

/** All surfaces are made here: the web view's compiler takes objects for alike that are made in one place. */
function within(pixels: Uint32Array, width: number, height: number, clip: Clip): Surface {
  return { pixels, width, height, clip }
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

/** Makes a part transparent. */
export function clear({ pixels, width }: Surface, { left, top, right, bottom }: Clip): void {
  for (let row = top; row < bottom; row++) pixels.fill(0, row * width + left, row * width + right)
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
  const { pixels, clip, width: stride } = on
  const left = Math.max(x, clip.left)
  const right = Math.min(x + width, clip.right)
  const top = Math.max(y, clip.top)
  const bottom = Math.min(y + height, clip.bottom)
  const alpha = ((colour >>> 24) * share) / 255
  if (alpha <= 0 || right <= left || bottom <= top) return
  // Neighbours are mostly of one colour: what one of them becomes is worked out once.
  let below = pixels[top * stride + left] ?? 0
  let result = blended(below, colour, alpha)
  if (right - left === 1) {
    for (let at = top * stride + left, end = bottom * stride + left; at < end; at += stride) {
      const here = pixels[at] ?? 0
      if (here !== below) {
        below = here
        result = blended(here, colour, alpha)
      }
      pixels[at] = result
    }
    return
  }
  for (let row = top; row < bottom; row++) {
    for (let at = row * stride + left, end = row * stride + right; at < end; at++) {
      const here = pixels[at] ?? 0
      if (here !== below) {
        below = here
        result = blended(here, colour, alpha)
      }
      pixels[at] = result
    }
  }
}

/** Fills one column of pixels with an opaque colour, from `top` up to, not including, `bottom`. */
export function column(on: Surface, x: number, top: number, bottom: number, colour: number): void {
  if (x < on.clip.left || on.clip.right <= x) return
  const end = Math.min(bottom, on.clip.bottom)
  let at = Math.max(top, on.clip.top) * on.width + x
  for (let row = Math.max(top, on.clip.top); row < end; row++, at += on.width) on.pixels[at] = colour
}

/** Draws a mask in the colours of a ramp; what lies right of `limit` fades out over `fade` pixels before it. */
export function stamp(
  on: Surface,
  mask: Mask,
  x: number,
  y: number,
  ramp: Uint32Array,
  limit: number,
  fade: number,
): void {
  const { pixels, width, clip } = on
  const { coverage } = mask
  const left = Math.max(x, clip.left)
  const right = Math.min(x + mask.width, clip.right, limit)
  const top = Math.max(y + (mask.inkTop ?? 0), clip.top)
  const bottom = Math.min(y + (mask.inkBottom ?? mask.height), clip.bottom)
  const fadesFrom = limit < x + mask.width ? limit - fade : Infinity
  for (let row = top; row < bottom; row++) {
    let from = (row - y) * mask.width + left - x
    let pixel = row * width + left
    for (let at = left; at < right; at++, from++, pixel++) {
      const share = coverage[from] ?? 0
      if (share === 0) continue
      pixels[pixel] = ramp[fadesFrom < at ? ((share * (limit - at)) / fade) | 0 : share] ?? 0
    }
  }
}

/** Fills a disc with smooth edges, its middle on the nearest pixel. */
export function disc(on: Surface, centreX: number, centreY: number, radius: number, ramp: Uint32Array): void {
  const mask = discOf(radius)
  const reach = (mask.width - 1) / 2
  stamp(on, mask, Math.round(centreX) - reach, Math.round(centreY) - reach, ramp, Infinity, 1)
}

const knownDiscs = new Map<number, Mask>()

function discOf(radius: number): Mask {
  const known = knownDiscs.get(radius)
  if (known !== undefined) return known
  const reach = Math.ceil(radius)
  const mask = shapeMask(2 * reach + 1, (x, y) => radius + 0.5 - Math.hypot(x - reach, y - reach))
  knownDiscs.set(radius, mask)
  return mask
}

/** A square mask, `width` pixels wide, of a shape: how far, in pixels, each pixel's middle lies within it, and half. */
export function shapeMask(width: number, within: (x: number, y: number) => number): Mask {
  const coverage = Uint8Array.from({ length: width * width }, (_, at) =>
    Math.round(Math.min(1, Math.max(0, within(at % width, Math.floor(at / width)))) * 255),
  )
  return { coverage, width, height: width }
}

/** Copies a row of pixels, as wide as the surface, into each row from `top` up to, not including, `bottom`. */
export function copyRow(on: Surface, row: Uint32Array, top: number, bottom: number): void {
  const { clip, pixels, width } = on
  if (clip.right <= clip.left) return
  const part = row.subarray(clip.left, clip.right)
  const end = Math.min(bottom, clip.bottom)
  for (let y = Math.max(top, clip.top); y < end; y++) pixels.set(part, y * width + clip.left)
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
