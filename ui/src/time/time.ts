// Time as the core keeps it: flicks, exact integers in a Number (147 days fit below 2^53). Frames and timecode are
// labels made at the edge; nothing is ever calculated with them. Mirrors crates/timebase, and is held to vectors
// that it writes.

import type { FrameRate, Flicks, Position } from '../generated'

/** Flicks in one second. */
export const flicksPerSecond = 705_600_000

interface Rate {
  /** How long a frame lasts, in flicks: exact. */
  readonly frame: number
  /** Frame labels in one second of timecode: 24 at 23.976, 30 at 29.97. */
  readonly labels: number
  /** Labels left out at the start of each minute but every tenth (SMPTE ST 12-1). */
  readonly dropped: number
}

/** Every rate, slowest first. */
export const frameRates: readonly FrameRate[] = [
  '23.976',
  '24',
  '25',
  '29.97',
  '29.97df',
  '30',
  '47.952',
  '48',
  '50',
  '59.94',
  '59.94df',
  '60',
]

const rates: Readonly<Record<FrameRate, Rate>> = {
  '23.976': { frame: 29_429_400, labels: 24, dropped: 0 },
  '24': { frame: 29_400_000, labels: 24, dropped: 0 },
  '25': { frame: 28_224_000, labels: 25, dropped: 0 },
  '29.97': { frame: 23_543_520, labels: 30, dropped: 0 },
  '29.97df': { frame: 23_543_520, labels: 30, dropped: 2 },
  '30': { frame: 23_520_000, labels: 30, dropped: 0 },
  '47.952': { frame: 14_714_700, labels: 48, dropped: 0 },
  '48': { frame: 14_700_000, labels: 48, dropped: 0 },
  '50': { frame: 14_112_000, labels: 50, dropped: 0 },
  '59.94': { frame: 11_771_760, labels: 60, dropped: 0 },
  '59.94df': { frame: 11_771_760, labels: 60, dropped: 4 },
  '60': { frame: 11_760_000, labels: 60, dropped: 0 },
}

/** An amount of time; flicks are whole. */
export function flicks(amount: number): Flicks {
  return Math.round(amount) as Flicks
}

/** A point in time; flicks are whole. */
export function position(at: number): Position {
  return Math.round(at) as Position
}

/** A point moved by an amount. */
export function shifted(at: Position, by: number): Position {
  return position(at + by)
}

/** The time from one point to a later one; negative if it is earlier. */
export function between(from: Position, to: Position): Flicks {
  return (to - from) as Flicks
}

/** Whole or decimal seconds as flicks. */
export function seconds(count: number): Flicks {
  return flicks(count * flicksPerSecond)
}

/** How long a frame lasts. */
export function frameLength(rate: FrameRate): Flicks {
  return rates[rate].frame as Flicks
}

/** Frame labels in one second of timecode. */
export function labelsPerSecond(rate: FrameRate): number {
  return rates[rate].labels
}

/** Labels that drop-frame skips at the start of a minute; 0 for rates that skip none. */
export function droppedPerMinute(rate: FrameRate): number {
  return rates[rate].dropped
}

/** Whether the rate's timecode skips labels. */
export function isDrop(rate: FrameRate): boolean {
  return 0 < rates[rate].dropped
}

/** As people say it: `23.976 NDF`, `29.97 DF`, `25`. */
export function rateName(rate: FrameRate): string {
  const plain = rate.replace('df', '')
  if (isDrop(rate)) return `${plain} DF`
  return plain.includes('.') ? `${plain} NDF` : plain
}

/** The frame on screen at a point: the last that began at or before it. */
export function frameAt(at: number, rate: FrameRate): number {
  return Math.floor(at / rates[rate].frame)
}

/** Where a frame begins. */
export function frameStart(frame: number, rate: FrameRate): Position {
  return (frame * rates[rate].frame) as Position
}

/** The beginning of the frame nearest to a point; halves go up, as in the core. */
export function snapToFrame(at: number, rate: FrameRate): Position {
  const frame = rates[rate].frame
  return (Math.floor((at + frame / 2) / frame) * frame) as Position
}

/** Frames in 24 hours of timecode. */
export function framesPerDay(rate: FrameRate): number {
  const { labels, dropped } = rates[rate]
  return 86_400 * labels - dropped * (1440 - 144)
}

/** The label of the frame that comes `frame` frames after `00:00:00:00`; a day wraps round. */
export function timecodeOfFrame(frame: number, rate: FrameRate): string {
  const { labels, dropped } = rates[rate]
  const day = framesPerDay(rate)
  const label = withSkipped(((frame % day) + day) % day, rate)
  return clock(label, labels, dropped > 0 ? ';' : ':')
}

/** A length as its fields show and read it: the timecode that runs from zero over it, in drop-frame as in a cut. */
export function durationTimecode(length: number, rate: FrameRate): string {
  const frames = Math.round(Math.abs(length) / rates[rate].frame)
  return (length < 0 && frames > 0 ? '−' : '') + timecodeOfFrame(frames, rate)
}

/** The label of the frame on screen at a point of a cut that starts at frame `start` of the day. */
export function timecodeAt(at: number, start: number, rate: FrameRate): string {
  return timecodeOfFrame(start + frameAt(at, rate), rate)
}

/** Minutes and seconds for lists: `3:48`, `1:02:10`; rounded to the nearest second. */
export function minutes(length: number): string {
  const whole = Math.round(length / flicksPerSecond)
  const [hours, mins, secs] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60]
  return hours > 0 ? `${hours}:${two(mins)}:${two(secs)}` : `${mins}:${two(secs)}`
}

/** Frames from `00:00:00:00` to a label that exists. */
export function frameOfLabel(hours: number, mins: number, secs: number, frames: number, rate: FrameRate): number {
  const { labels, dropped } = rates[rate]
  const all = hours * 60 + mins
  return (all * 60 + secs) * labels + frames - dropped * (all - Math.floor(all / 10))
}

/** The number that a frame's label would have if none were skipped. */
function withSkipped(frame: number, rate: FrameRate): number {
  const { labels, dropped } = rates[rate]
  if (dropped === 0) return frame
  // SMPTE ST 12-1: labels are skipped at each minute but every tenth, so ten minutes hold nine skips.
  const perMinute = 60 * labels - dropped
  const perTen = 600 * labels - 9 * dropped
  const rest = frame % perTen
  const label = frame + 9 * dropped * Math.floor(frame / perTen)
  return rest < 60 * labels ? label : label + dropped * (1 + Math.floor((rest - 60 * labels) / perMinute))
}

function clock(label: number, labels: number, mark: string): string {
  const secs = Math.floor(label / labels)
  const parts = [Math.floor(secs / 3600), Math.floor(secs / 60) % 60, secs % 60]
  return parts.map(two).join(':') + mark + two(label % labels)
}

function two(value: number): string {
  return String(value).padStart(2, '0')
}
