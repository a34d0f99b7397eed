// Colours packed as 0xAABBGGRR, not premultiplied: as the words of an ImageData on a little-endian machine.

/** A hexadecimal colour of 3, 4, 6 or 8 digits, packed; anything else is transparent. */
export function packedColour(text: string): number {
  const digits = /^#([0-9a-f]{3,8})$/i.exec(text)?.[1]
  if (digits === undefined) return 0
  const wide = digits.length < 6 ? digits.replace(/./g, '$&$&') : digits
  if (wide.length !== 6 && wide.length !== 8) return 0
  const part = (at: number) => Number.parseInt(wide.slice(at, at + 2), 16)
  return packed(part(0), part(2), part(4), wide.length === 8 ? part(6) : 255)
}

/** Red, green, blue and alpha, 0 to 255, in the order that an ImageData holds them on a little-endian machine. */
export function packed(red: number, green: number, blue: number, alpha: number): number {
  return ((alpha << 24) | (blue << 16) | (green << 8) | red) >>> 0
}

/** What an opaque colour looks like under another that may be transparent. */
export function over(below: number, above: number): number {
  return mixed(below, above, (above >>> 24) / 255)
}

/** An opaque colour `share` of the way, 0 to 1, from one to another. */
export function mixed(from: number, to: number, share: number): number {
  const part = (shift: number) => {
    const a = (from >>> shift) & 255
    return Math.round(a + (((to >>> shift) & 255) - a) * share)
  }
  return packed(part(0), part(8), part(16), 255)
}

/** One pixel under a colour of some alpha, 0 to 255. */
export function blended(below: number, colour: number, alpha: number): number {
  const share = (alpha * 257 + 128) >> 8
  const rest = 257 - share
  // Both products and their sum fit into 32 bits without a sign: whole-number arithmetic wraps and is right.
  const even = (Math.imul(below & 0xff00ff, rest) + Math.imul(colour & 0xff00ff, share)) >>> 8
  const odd = (Math.imul((below >>> 8) & 0xff, rest) + Math.imul((colour >>> 8) & 0xff, share)) >>> 8
  return (0xff000000 | (even & 0xff00ff) | ((odd & 0xff) << 8)) >>> 0
}

/**
 * What a colour looks like over an opaque ground at each coverage, 0 to 255. Worked out once: words are most of what is
 * blended, and they stand on grounds of one colour.
 */
export function rampOf(colour: number, ground: number): Uint32Array {
  let ramps = knownRamps.get(ground)
  if (ramps === undefined) knownRamps.set(ground, (ramps = new Map<number, Uint32Array>()))
  let ramp = ramps.get(colour)
  if (ramp === undefined) {
    const own = colour >>> 24
    ramp = Uint32Array.from({ length: 256 }, (_, share) => {
      const alpha = (share * own) / 255
      return alpha === 255 ? colour : blended(ground, colour, alpha)
    })
    ramps.set(colour, ramp)
  }
  return ramp
}

const knownRamps = new Map<number, Map<number, Uint32Array>>()
