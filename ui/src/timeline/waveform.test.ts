import { describe, expect, test } from 'vitest'
import { fineOutline } from './fine'
import {
  amplitude,
  columns,
  fadeGain,
  finerThan,
  levelOf,
  outlineFor,
  parsePeaks,
  volumeAt,
  volumesAt,
  type Outline,
} from './waveform'
import { duckAt, ducksAt } from './duck'
import { peaksOf } from './bench/made-up'
import type { Flicks, Millibels, Position, TrackId } from '../generated'

/** Bytes as the core writes them: header, then the levels. */
function bytesOf(frames: number, levels: readonly (readonly number[])[]): Uint8Array {
  const bytes = new Uint8Array(28 + levels.flat().length)
  const head = new DataView(bytes.buffer)
  bytes.set(new TextEncoder().encode('NDPK'))
  head.setUint16(4, 1, true)
  head.setUint16(6, 4, true)
  head.setUint32(8, 256, true)
  head.setBigUint64(12, BigInt(frames), true)
  new Int8Array(bytes.buffer, 28).set(levels.flat())
  return bytes
}

describe('peaks', () => {
  const finest = [-10, 10, -20, 20, -30, 30, -40, 40, -50, 50]
  const bytes = bytesOf(1100, [finest, [-40, 40, -50, 50], [-50, 50]])

  test('are read level by level', () => {
    const peaks = parsePeaks(bytes)
    expect(peaks?.frames).toBe(1100)
    expect(peaks?.levels.map((level) => [...level])).toEqual([finest, [-40, 40, -50, 50], [-50, 50]])
  })

  test('are read out of the middle of a larger buffer', () => {
    const larger = new Uint8Array(bytes.length + 3)
    larger.set(bytes, 3)
    expect(parsePeaks(larger.subarray(3))).toEqual(parsePeaks(bytes))
  })

  test('anything else is refused', () => {
    expect(parsePeaks(new Uint8Array(0))).toBeUndefined()
    expect(parsePeaks(bytes.subarray(0, -1))).toBeUndefined()
    expect(parsePeaks(Uint8Array.from([...bytes, 0]))).toBeUndefined()
    expect(parsePeaks(bytes.with(0, 0))).toBeUndefined()
    expect(parsePeaks(bytes.with(4, 2))).toBeUndefined()
    expect(parsePeaks(bytesOf(0, []))?.levels).toEqual([])
  })

  test('the level just finer than a pixel is used', () => {
    const peaks = peaksOf(1, 60)
    expect(outlineFor(peaks, 100)?.perBucket).toBe(256)
    expect(outlineFor(peaks, 1023)?.perBucket).toBe(256)
    expect(outlineFor(peaks, 1024)?.perBucket).toBe(1024)
    expect(finerThan(peaks, 256)).toBeUndefined()
    expect(finerThan(peaks, 100)).toBe(64)
    expect(finerThan(peaks, 20)).toBe(16)
    expect(finerThan(peaks, 0.5)).toBe(1)
  })
})

describe('columns', () => {
  const outline: Outline = { data: Int8Array.from([-1, 1, -2, 2, -3, 3, -4, 4]), start: 0, perBucket: 10 }
  const under = (from: number, perColumn: number, count: number) => {
    const into = new Float32Array(2 * count)
    columns(outline, from, perColumn, count, into)
    return [...into]
  }

  test('hold the lowest and highest under them', () => {
    expect(under(0, 20, 2)).toEqual([-2, 2, -4, 4])
    expect(under(10, 10, 3)).toEqual([-2, 2, -3, 3, -4, 4])
  })

  test('are silent outside the recording', () => {
    expect(under(-20, 20, 1)).toEqual([0, 0])
    expect(under(40, 20, 1)).toEqual([0, 0])
    expect(under(-10, 5, 1)).toEqual([0, 0])
  })

  test('go straight from bucket to bucket where they are narrower', () => {
    expect(under(10, 5, 4).filter((_, index) => index % 2 === 1)).toEqual([1.75, 2.25, 2.75, 3.25])
  })

  test('the picture does not depend on where drawing began', () => {
    const whole = new Float32Array(200)
    const part = new Float32Array(100)
    const peaks = outlineFor(peaksOf(3, 30), 700)
    if (peaks === undefined) throw new Error('no level')
    columns(peaks, 1000, 700, 100, whole)
    columns(peaks, 1000 + 50 * 700, 700, 50, part)
    expect([...part]).toEqual([...whole.subarray(100)])
  })
})

describe('finer waveforms', () => {
  const peaks = peaksOf(1, 60)

  test('are asked for in tiles and joined', () => {
    const asked: number[] = []
    const outline = fineOutline(
      (_, start, frames, perBucket) => {
        asked.push(start)
        return new Int8Array(2 * Math.ceil(frames / perBucket)).fill(asked.length)
      },
      peaks,
      1 as TrackId,
      130_000,
      100,
      50,
    )
    expect(asked).toEqual([0, 131_072])
    expect(outline).toMatchObject({ start: 0, perBucket: 64 })
    expect(outline?.data.length).toBe(2 * 4096)
  })

  test('wait until all tiles have come', () => {
    expect(fineOutline(() => undefined, peaks, 1 as TrackId, 0, 100, 50)).toBeUndefined()
  })
})

test('gain and fades are amplitudes', () => {
  expect(amplitude(0)).toBe(1)
  expect(amplitude(-2000)).toBeCloseTo(0.1)
  expect(fadeGain({ shape: 'linear', bend: 0 }, 0.5)).toBe(0.5)
  expect(fadeGain({ shape: 'equalPower', bend: 0 }, 0.5) ** 2).toBeCloseTo(0.5)
  expect([fadeGain({ shape: 'linear', bend: 0 }, -1), fadeGain({ shape: 'equalPower', bend: 0 }, 2)]).toEqual([0, 1])
})

describe('a line a column at a time', () => {
  const places = [0, 10, 10, 40, 55]
  const volume = places.map((at, index) => ({ at: at as Flicks, gain: (-300 * index) as Millibels }))
  const duck = places.map((at, index) => ({ at: at as Position, millibel: index % 2 === 0 ? 0 : -900 }))

  for (const points of [0, 1, 2, 5]) {
    test(`is what it is at each moment, with ${points} points`, () => {
      for (const [from, step] of [
        [-20, 1],
        [-3.5, 0.7],
        [12, 9],
        [60, 2],
      ] as const) {
        const [volumes, ducks] = [new Float64Array(90), new Float64Array(90)]
        volumesAt(volume.slice(0, points), from, step, 90, volumes)
        ducksAt(duck.slice(0, points), from, step, 90, ducks)
        const moments = Array.from({ length: 90 }, (_, index) => from + index * step)
        expect([...volumes]).toEqual(moments.map((at) => volumeAt(volume.slice(0, points), at)))
        expect([...ducks]).toEqual(moments.map((at) => duckAt(duck.slice(0, points), at)))
      }
    })
  }

  test('is as loud as is worked out, to a hundredth of a decibel', () => {
    for (let millibels = -11_999.3; millibels < 3_000; millibels += 13.7) {
      const decibels = 20 * Math.log10(levelOf(millibels) / amplitude(millibels))
      expect(Math.abs(decibels)).toBeLessThan(0.0051)
    }
    expect(levelOf(-20_000)).toBe(0)
  })
})
