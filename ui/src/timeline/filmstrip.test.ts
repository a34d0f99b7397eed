import { describe, expect, it } from 'vitest'
import { packed } from './colour'
import { fitted, parseFilmstrip } from './filmstrip'

/** Two pictures of 2 × 2 pixels, one a second. */
function sent(pixels: readonly number[]): ArrayBuffer {
  const bytes = new ArrayBuffer(24 + 4 * pixels.length)
  const view = new DataView(bytes)
  ;[2, 2, 2, 0].forEach((of, at) => view.setUint32(4 * at, of, true))
  view.setBigInt64(16, 705_600_000n, true)
  pixels.forEach((pixel, at) => view.setUint32(24 + 4 * at, pixel, true))
  return bytes
}

const grey = (light: number) => packed(light, light, light, 255)
const strip = [10, 20, 30, 40, 100, 100, 200, 200].map(grey)

describe('a filmstrip', () => {
  it('is read as the core sends it', () => {
    const read = parseFilmstrip(sent(strip))
    expect(read).toMatchObject({ width: 2, height: 2, count: 2, every: 705_600_000 })
    expect([...(read?.pixels ?? [])]).toEqual(strip)
  })

  it('that is not whole is none', () => {
    expect(parseFilmstrip(sent(strip).slice(0, 40))).toBeUndefined()
    expect(parseFilmstrip(new ArrayBuffer(8))).toBeUndefined()
  })

  it('is made smaller by the middle of what each pixel covers', () => {
    const read = parseFilmstrip(sent(strip))
    expect(read).toBeDefined()
    if (read === undefined) return
    const small = fitted(read, 1)
    expect([small.width, small.height, ...small.pixels]).toEqual([1, 1, grey(25), grey(150)])
    expect(fitted(read, 1)).toBe(small)
  })
})
