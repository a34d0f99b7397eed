import { describe, expect, test } from 'vitest'
import { blended, packed, rampOf } from './colour'
import { clipped, column, copyRow, fill, hatch, stamp, surface, tint, type Surface } from './raster'
import { plainSkin, roundedBox, roundedEnds, spanRow, type Shape, type Skin } from './rounded'

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

  const skin: Skin = { strip: red, stripRim: white, body: blue, bodyRim: white }

  test('a rounded box has a title strip, a body and soft corners', () => {
    const on = blank(8, 8)
    roundedBox(on, { x: 0, y: 0, width: 8, height: 8, radius: 3 }, skin, 4, 0)
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

  test('a rim lies inside of its box', () => {
    const on = blank(9, 8)
    roundedBox(on, { x: 0, y: 0, width: 9, height: 8, radius: 2 }, skin, 3, 1)
    expect(drawn(on)).toEqual([
      '++#####++',
      '++rrrrr++',
      '#rrrrrrr#',
      '#bbbbbbb#',
      '#bbbbbbb#',
      '#bbbbbbb#',
      '++bbbbb++',
      '++#####++',
    ])
  })

  test('a box drawn in two halves is the box drawn at once', () => {
    const [once, twice] = [blank(40, 20), blank(40, 20)]
    const draw = (on: Surface) => {
      roundedBox(on, { x: 3, y: 2, width: 30, height: 15, radius: 6 }, skin, 5, 1)
      hatch(on, 3, 7, 30, 8, 8, 2, white, 60)
    }
    draw(once)
    draw(clipped(twice, { left: 0, top: 0, right: 17, bottom: 20 }))
    draw(clipped(twice, { left: 17, top: 0, right: 40, bottom: 20 }))
    expect(twice.pixels).toEqual(once.pixels)
  })

  test('a box on rows that are copied is the box drawn by itself', () => {
    const shapes = [1, 2, 3, 4, 9, 20].map((width, index): Shape => ({
      x: 1 + 22 * index,
      y: 3,
      width,
      height: 30,
      radius: 6,
    }))
    for (const thick of [0, 1, 2]) {
      const [alone, copied] = [blank(140, 40), blank(140, 40)]
      for (const on of [alone, copied]) column(on, 25, 0, 40, red)
      for (const clip of [
        { left: 0, top: 0, right: 31, bottom: 40 },
        { left: 31, top: 0, right: 140, bottom: 40 },
      ]) {
        for (const shape of shapes) roundedBox(clipped(alone, clip), shape, skin, 18, thick)
        const on = clipped(copied, clip)
        const ground = copied.pixels.slice(0, 140)
        const [strips, bodies] = [ground.slice(), ground.slice()]
        for (const shape of shapes) {
          spanRow(strips, clip, shape, skin.strip, skin.stripRim, thick)
          spanRow(bodies, clip, shape, skin.body, skin.bodyRim, thick)
        }
        copyRow(on, strips, 3, 21)
        copyRow(on, bodies, 21, 33)
        for (const shape of shapes) roundedEnds(on, shape, skin, thick, ground)
      }
      expect(drawn(copied)).toEqual(drawn(alone))
      expect(copied.pixels).toEqual(alone.pixels)
    }
  })

  test('a box of two pixels is seen', () => {
    const on = blank(4, 4)
    roundedBox(on, { x: 1, y: 0, width: 2, height: 4, radius: 6 }, plainSkin(blue), 0, 0)
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
    stamp(on, mask, 0, 0, rampOf(white, black), 8, 4)
    expect(drawn(on)).toEqual(['#####+++..'])
    const parts = Array.from(on.pixels.subarray(4, 8), (pixel) => pixel & 255)
    expect(parts).toEqual(parts.toSorted((a, b) => b - a))
  })

  test('a label that fits does not fade', () => {
    const on = blank(10, 1)
    stamp(on, { coverage: new Uint8Array(6).fill(255), width: 6, height: 1 }, 1, 0, rampOf(white, black), 8, 4)
    expect(drawn(on)).toEqual(['.######...'])
  })
})
