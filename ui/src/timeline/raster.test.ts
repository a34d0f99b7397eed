import { describe, expect, test } from 'vitest'
import { packed } from './palette'
import {
  blended,
  clipped,
  column,
  fill,
  hatch,
  roundedBox,
  roundedRim,
  stamp,
  surface,
  tint,
  type Surface,
} from './raster'

const black = packed(0, 0, 0, 255)
const white = packed(255, 255, 255, 255)
const red = packed(200, 0, 0, 255)
const blue = packed(0, 0, 200, 255)

function blank(width: number, height: number): Surface {
  return surface(new Uint32Array(width * height).fill(black), width, height)
}

/** The picture in letters: `.` black, `#` white, `r` red, `b` blue, `+` anything between. */
function drawn(on: Surface): string[] {
  const letters = new Map([
    [black, '.'],
    [white, '#'],
    [red, 'r'],
    [blue, 'b'],
  ])
  return Array.from({ length: on.height }, (_, row) =>
    Array.from(on.pixels.subarray(row * on.width, (row + 1) * on.width), (pixel) => letters.get(pixel) ?? '+').join(''),
  )
}

describe('the rasteriser', () => {
  test('fills inside the picture and the clip alone', () => {
    const on = blank(6, 3)
    fill(on, -2, 1, 4, 9, red)
    fill(clipped(on, { left: 4, top: 0, right: 5, bottom: 9 }), 0, 0, 6, 1, white)
    expect(drawn(on)).toEqual(['....#.', 'rr....', 'rr....'])
  })

  test('a rounded box has a title strip, a body and soft corners', () => {
    const on = blank(8, 8)
    roundedBox(on, { x: 0, y: 0, width: 8, height: 8, radius: 3 }, blue, red, 4)
    expect(drawn(on)).toEqual([
      '.++rr++.',
      '+rrrrrr+',
      '+rrrrrr+',
      'rrrrrrrr',
      'bbbbbbbb',
      '+bbbbbb+',
      '+bbbbbb+',
      '.++bb++.',
    ])
  })

  test('a box drawn in two halves is the box drawn at once', () => {
    const [once, twice] = [blank(40, 20), blank(40, 20)]
    const draw = (on: Surface) => {
      roundedBox(on, { x: 3, y: 2, width: 30, height: 15, radius: 6 }, blue, red, 5)
      roundedRim(on, { x: 3, y: 2, width: 30, height: 15, radius: 6 }, 1, white)
      hatch(on, 3, 7, 30, 8, 8, 2, white, 60)
    }
    draw(once)
    draw(clipped(twice, { left: 0, top: 0, right: 17, bottom: 20 }))
    draw(clipped(twice, { left: 17, top: 0, right: 40, bottom: 20 }))
    expect(twice.pixels).toEqual(once.pixels)
  })

  test('a box of two pixels is seen', () => {
    const on = blank(4, 4)
    roundedBox(on, { x: 1, y: 0, width: 2, height: 4, radius: 6 }, blue, blue, 0)
    expect(drawn(on).slice(1, 3)).toEqual(['.bb.', '.bb.'])
  })

  test('a column is clipped at top and bottom', () => {
    const on = blank(3, 4)
    column(on, 1, -5, 2, white)
    column(on, 2, 3, 99, white)
    column(on, 7, 0, 4, white)
    expect(drawn(on)).toEqual(['.#.', '.#.', '...', '..#'])
  })

  test('blending meets both ends and the middle', () => {
    expect(blended(black, white, 0)).toBe(black)
    expect(blended(black, white, 255)).toBe(white)
    const middle = blended(black, white, 128) & 255
    expect(Math.abs(middle - 128)).toBeLessThanOrEqual(1)
    expect(blended(red, blue, 255)).toBe(blue)
  })

  test('a tint counts the alpha of its colour', () => {
    const on = blank(1, 1)
    tint(on, 0, 0, 1, 1, packed(255, 255, 255, 128))
    expect(Math.abs(((on.pixels[0] ?? 0) & 255) - 128)).toBeLessThanOrEqual(1)
  })

  test('a label ends at its limit and fades out before it', () => {
    const on = blank(10, 1)
    const mask = { coverage: new Uint8Array(10).fill(255), width: 10, height: 1 }
    stamp(on, mask, 0, 0, white, 8, 4)
    expect(drawn(on)).toEqual(['#####+++..'])
    const parts = Array.from(on.pixels.subarray(4, 8), (pixel) => pixel & 255)
    expect(parts).toEqual(parts.toSorted((a, b) => b - a))
  })

  test('a label that fits does not fade', () => {
    const on = blank(10, 1)
    stamp(on, { coverage: new Uint8Array(6).fill(255), width: 6, height: 1 }, 1, 0, white, 8, 4)
    expect(drawn(on)).toEqual(['.######...'])
  })
})
