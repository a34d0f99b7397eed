// Waveforms: reading the core's peaks, and the lowest and highest sample under each column of pixels.

import { flicksPerSecond } from '../time/time'
import type { Fade, VolumePoint } from '../generated'
import { firstIndex } from './first-index'

/** The outline of a recording at several scales: crates/media, `Peaks`. */
export interface PeaksSource {
  /** Frames of the recording. */
  readonly frames: number
  /** Minimum and maximum in turn, 127 for full scale; each level coarser than the one before it. */
  readonly levels: readonly Int8Array[]
  /** Frames of one bucket at level 0. */
  readonly base: number
  /** Buckets of one level that make one of the next. */
  readonly factor: number
}

const headerLength = 28
const version = 1

/** Reads what `Peaks::to_bytes` wrote; `undefined` for anything else. */
export function parsePeaks(bytes: ArrayBuffer | Uint8Array): PeaksSource | undefined {
  const whole = bytes instanceof Uint8Array ? bytes : new Uint8Array(bytes)
  if (whole.length < headerLength || String.fromCharCode(...whole.subarray(0, 4)) !== 'NDPK') return undefined
  const head = new DataView(whole.buffer, whole.byteOffset, headerLength)
  const [factor, base] = [head.getUint16(6, true), head.getUint32(8, true)]
  // The checksum at 20 guards the cache on disk; the core has checked it before it sent the bytes.
  const frames = Number(head.getBigUint64(12, true))
  if (head.getUint16(4, true) !== version || factor < 2 || base < 1) return undefined
  const levels: Int8Array[] = []
  let at = headerLength
  for (let length = Math.ceil(frames / base); length > 0; length = length > 1 ? Math.ceil(length / factor) : 0) {
    if (whole.length < at + 2 * length) return undefined
    levels.push(new Int8Array(whole.buffer, whole.byteOffset + at, 2 * length))
    at += 2 * length
  }
  return at === whole.length ? { frames, levels, base, factor } : undefined
}

/** Buckets at one scale: minimum and maximum in turn, from frame `start` of the recording on. */
export interface Outline {
  readonly data: Int8Array
  readonly start: number
  readonly perBucket: number
}

/** The level just finer than `perColumn` frames, or the finest there is. */
export function outlineFor(source: PeaksSource, perColumn: number): Outline | undefined {
  let level = 0
  let perBucket = source.base
  while (perBucket * source.factor <= perColumn && level + 1 < source.levels.length) {
    level += 1
    perBucket *= source.factor
  }
  const data = source.levels[level]
  return data === undefined ? undefined : { data, start: 0, perBucket }
}

/** Whether columns this narrow want finer buckets than the pyramid has, and which. */
export function finerThan(source: PeaksSource, perColumn: number): number | undefined {
  if (source.base <= perColumn) return undefined
  let perBucket = source.base
  while (1 < perBucket && perColumn < perBucket) perBucket = Math.max(1, Math.floor(perBucket / source.factor))
  return perBucket
}

/** Frames of a recording in one flick. */
export function framesPerFlick(sampleRate: number): number {
  return sampleRate / flicksPerSecond
}

/**
 * Lowest and highest sample, -127 to 127, under each of `count` columns: column `i` covers the frames from
 * `from + i * perColumn` on. Columns outside the recording are silent. Where a column is narrower than a bucket the
 * outline is drawn straight from the middle of one bucket to the middle of the next.
 */
export function columns(outline: Outline, from: number, perColumn: number, count: number, into: Float32Array): void {
  const { data, start, perBucket } = outline
  const buckets = data.length >> 1
  if (perColumn < perBucket) {
    between(outline, from, perColumn, count, into)
    return
  }
  for (let column = 0; column < count; column++) {
    const left = (from - start + column * perColumn) / perBucket
    const first = Math.max(0, Math.floor(left))
    const last = Math.min(buckets, Math.max(Math.floor(left) + 1, Math.ceil(left + perColumn / perBucket - 1e-6)))
    let low = 127
    let high = -127
    for (let bucket = first; bucket < last; bucket++) {
      const least = data[2 * bucket] ?? 0
      const most = data[2 * bucket + 1] ?? 0
      if (least < low) low = least
      if (high < most) high = most
    }
    const silent = high < low
    into[2 * column] = silent ? 0 : low
    into[2 * column + 1] = silent ? 0 : high
  }
}

function between(outline: Outline, from: number, perColumn: number, count: number, into: Float32Array): void {
  const { data, start, perBucket } = outline
  const last = (data.length >> 1) - 1
  for (let column = 0; column < count; column++) {
    const at = (from - start + (column + 0.5) * perColumn) / perBucket - 0.5
    if (at < -0.5 || last + 0.5 < at) {
      into[2 * column] = 0
      into[2 * column + 1] = 0
      continue
    }
    const left = Math.min(Math.max(0, Math.floor(at)), last)
    const right = Math.min(left + 1, last)
    const share = Math.min(Math.max(0, at - left), 1)
    const low = data[2 * left] ?? 0
    const high = data[2 * left + 1] ?? 0
    const lowNext = data[2 * right] ?? 0
    const highNext = data[2 * right + 1] ?? 0
    into[2 * column] = low + (lowNext - low) * share
    into[2 * column + 1] = high + (highNext - high) * share
  }
}

/** Amplitude, 0 to 1, at a share of a fade from its silent end. */
export function fadeGain({ shape, bend }: Pick<Fade, 'shape' | 'bend'>, share: number): number {
  const inside = Math.min(Math.max(0, share), 1)
  const bent = bend === 0 ? inside : inside ** (2 ** (-bend / 50))
  switch (shape) {
    case 'linear':
      return bent
    case 'equalPower':
      return Math.sin((bent * Math.PI) / 2)
    case 'sCurve':
      return (1 - Math.cos(bent * Math.PI)) / 2
    case 'logarithmic':
      return (logarithmicFloor ** (1 - bent) - logarithmicFloor) / (1 - logarithmicFloor)
  }
}

/** Where a logarithmic fade begins to rise: -40 dB. */
const logarithmicFloor = 0.01

/** Hundredths of a decibel of a volume line at a moment of the recording; its points are in the order of time. */
export function volumeAt(points: readonly VolumePoint[], at: number): number {
  const after = firstIndex(points.length, (index) => at < (points[index]?.at ?? 0))
  return volumeBetween(points[after - 1], points[after], at)
}

/** `volumeAt` at `count` moments, `from + index * step`. */
export function volumesAt(
  points: readonly VolumePoint[],
  from: number,
  step: number,
  count: number,
  into: Float64Array,
): void {
  let after = 0
  for (let index = 0; index < count; index++) {
    const at = from + index * step
    while (after < points.length && (points[after]?.at ?? 0) <= at) after += 1
    into[index] = volumeBetween(points[after - 1], points[after], at)
  }
}

function volumeBetween(before: VolumePoint | undefined, next: VolumePoint | undefined, at: number): number {
  if (before === undefined || next === undefined) return (before ?? next)?.gain ?? 0
  return before.gain + ((next.gain - before.gain) * (at - before.at)) / (next.at - before.at)
}

/** Hundredths of a decibel as an amplitude. */
export function amplitude(millibels: number): number {
  return 10 ** (millibels / 2000)
}

/** As `amplitude`, to the nearest hundredth of a decibel, for what is asked a column at a time: looked up. */
export function levelOf(millibels: number): number {
  const index = Math.round(millibels) - leastKnown
  return index < 0 ? 0 : (levels[index] ?? amplitude(millibels))
}

/** Hundredths of a decibel: nothing is drawn of what is quieter. */
const leastKnown = -12_000
const levels = Float64Array.from({ length: 14_401 }, (_, index) => amplitude(index + leastKnown))
