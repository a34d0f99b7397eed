// Small pictures all along a cut, as the core sends them: a head of 24 bytes, then their pixels one after another.

/** Pixels are packed 0xAABBGGRR, a picture after the other, row by row. */
interface Filmstrip {
  readonly width: number
  readonly height: number
  readonly count: number
  /** Flicks from the moment of one to that of the next; the first is at the cut's first frame. */
  readonly every: number
  readonly pixels: Uint32Array
}

/** What is known of the filmstrip of a cut: its row stands from the moment on at which one is made. */
export type Strip = Filmstrip | 'coming' | undefined

const head = 24

/** What the core sent; nothing if it is not whole. */
export function parseFilmstrip(bytes: ArrayBuffer): Filmstrip | undefined {
  if (bytes.byteLength < head) return undefined
  const view = new DataView(bytes)
  const [width, height, count] = [view.getUint32(0, true), view.getUint32(4, true), view.getUint32(8, true)]
  const every = Number(view.getBigInt64(16, true))
  const size = width * height * count
  if (size === 0 || every <= 0 || bytes.byteLength < head + 4 * size) return undefined
  return { width, height, count, every, pixels: new Uint32Array(bytes, head, size) }
}

const kept = new WeakMap<Filmstrip, Filmstrip>()

/** The same pictures, `height` pixels high: each pixel the middle of those that it covers. */
export function fitted(strip: Filmstrip, height: number): Filmstrip {
  const known = kept.get(strip)
  if (known?.height === height) return known
  const width = Math.max(1, Math.round((strip.width * height) / strip.height))
  const pixels = new Uint32Array(width * height * strip.count)
  for (let nth = 0; nth < strip.count; nth++) shrink(strip, nth, pixels, width, height)
  const made = { ...strip, width, height, pixels }
  kept.set(strip, made)
  return made
}

function shrink(strip: Filmstrip, nth: number, into: Uint32Array, width: number, height: number): void {
  const from = nth * strip.width * strip.height
  for (let y = 0; y < height; y++) {
    const top = Math.floor((y * strip.height) / height)
    const bottom = Math.max(top + 1, Math.floor(((y + 1) * strip.height) / height))
    for (let x = 0; x < width; x++) {
      const left = Math.floor((x * strip.width) / width)
      const right = Math.max(left + 1, Math.floor(((x + 1) * strip.width) / width))
      let [red, green, blue] = [0, 0, 0]
      for (let row = top; row < bottom; row++) {
        for (let at = from + row * strip.width + left; at < from + row * strip.width + right; at++) {
          const pixel = strip.pixels[at] ?? 0
          red += pixel & 255
          green += (pixel >>> 8) & 255
          blue += (pixel >>> 16) & 255
        }
      }
      const all = (bottom - top) * (right - left)
      const word = (255 << 24) | (Math.round(blue / all) << 16) | (Math.round(green / all) << 8) | Math.round(red / all)
      into[nth * width * height + y * width + x] = word >>> 0
    }
  }
}
