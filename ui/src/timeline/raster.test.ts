import { describe, expect, test } from 'vitest'
import { blended, packed, rampOf } from './colour'
import { clipped, column, copyRow, fill, hatch, stamp, surface, tint, type Surface } from './raster'
import { cutCorners, plainSkin, roundedBox, roundedEnds, roundedRim, spanRow, type Shape, type Skin } from './rounded'

const black = packed(0, 0, 0, 255)
const white = packed(255, 255, 255, 255)
const red = packed(200, 0, 0, 255)
const blue = packed(0, 0, 200, 255)

function blank(width: number, height: number): Surface {
  return surface(new Uint32Array(width * height).fill(black), width, height)
}

/** Numbers from 0 to 1, the same for the same seed. */
function numbers(seed: number): () => number {
  let state = seed
  return () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 4_294_967_296
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

  test('a tint over pixels of many colours is each of them blended', () => {
    const random = numbers(11)
    for (let round = 0; round < 200; round++) {
      const [width, height] = [1 + Math.floor(random() * 6), 1 + Math.floor(random() * 6)]
      const [on, before] = [blank(8, 8), new Uint32Array(64)]
      before.forEach(
        (_, at) => (before[at] = packed(Math.floor(random() * 3) * 90, 40, Math.floor(random() * 256), 255)),
      )
      on.pixels.set(before)
      const colour = packed(200, 90, Math.floor(random() * 256), Math.floor(random() * 256))
      const share = Math.floor(random() * 256)
      tint(on, 1, 1, width, height, colour, share)
      const alpha = ((colour >>> 24) * share) / 255
      const wanted = before.map((pixel, at) => {
        const [x, y] = [at % 8, Math.floor(at / 8)]
        const isIn = 1 <= x && x < 1 + width && 1 <= y && y < 1 + height
        return isIn && alpha > 0 ? blended(pixel, colour, alpha) : pixel
      })
      expect(on.pixels).toEqual(wanted)
    }
  })

  test('blending is the same in whole numbers as in exact ones', () => {
    const random = numbers(5)
    const word = () => Math.floor(random() * 2 ** 32)
    for (let round = 0; round < 2000; round++) {
      const [below, colour, alpha] = [word(), word(), Math.floor(random() * 256)]
      const share = BigInt((alpha * 257 + 128) >> 8)
      const part = (shift: bigint) => {
        const byte = (of: number) => (BigInt(of) >> shift) & 255n
        return (byte(below) * (257n - share) + byte(colour) * share) >> 8n
      }
      const exact = [part(0n), part(8n), part(16n)].map(Number)
      const mixed = blended(below, colour, alpha)
      const own = [mixed & 255, (mixed >>> 8) & 255, (mixed >>> 16) & 255]
      own.forEach((byte, index) => expect(Math.abs(byte - (exact[index] ?? 0))).toBeLessThanOrEqual(1))
      expect(mixed >>> 24).toBe(255)
    }
  })

  test('corners that are cut let through what is below, and a rim lies over them', () => {
    const on = surface(new Uint32Array(144), 12, 12)
    const box = { x: 1, y: 1, width: 10, height: 10, radius: 4 }
    roundedBox(on, box, plainSkin(red), 0, 0)
    cutCorners(on, box)
    const alpha = (x: number, y: number) => (on.pixels[12 * y + x] ?? 0) >>> 24
    expect([alpha(1, 1), alpha(10, 1), alpha(1, 10), alpha(10, 10)]).toEqual([0, 0, 0, 0])
    expect([alpha(5, 1), alpha(1, 5), alpha(5, 5)]).toEqual([255, 255, 255])
    expect(alpha(2, 2)).toBeGreaterThan(0)
    roundedRim(on, { x: 0, y: 0, width: 12, height: 12, radius: 5 }, blue, 2)
    expect([on.pixels[6], on.pixels[12 + 6], on.pixels[24 + 6]]).toEqual([blue, blue, red])
    expect(alpha(0, 0)).toBe(0)
    expect([alpha(0, 3), alpha(3, 0)].every((share) => 0 < share && share <= 255)).toBe(true)
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
