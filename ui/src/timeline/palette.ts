// The timeline's colours. They live in app.css; the engine reads them once, so that canvas and page never differ.

import type { LaneKind } from '../generated'

/** How placements of one kind of lane are coloured, packed for the rasteriser. */
export interface LaneColours {
  readonly body: number
  /** The body under its title. */
  readonly strip: number
  readonly wave: number
  /** A waveform of a lane that is not heard. */
  readonly quiet: number
  readonly name: string
}

/** Colours as CSS strings for paths and text, and packed (0xAABBGGRR, not premultiplied) for the rasteriser. */
export interface Palette {
  readonly css: Readonly<Record<CssName, string>>
  readonly scenes: readonly string[]
  readonly lanes: Readonly<Record<LaneKind, LaneColours>>
  readonly ground: number
  readonly line: number
  readonly lineFaint: number
  readonly edge: number
  readonly title: number
  readonly detail: number
  readonly fadeLine: number
  readonly hatch: number
  readonly badgeGround: number
  readonly badgeInk: number
  readonly verdicts: Readonly<Record<'approved' | 'changes' | 'rejected' | 'waiting', number>>
  readonly face: string
  readonly faceMono: string
}

type CssName = keyof typeof cssNames

const cssNames = {
  ground: '--ground-1',
  groundRaised: '--ground-3',
  line: '--line',
  lineFaint: '--line-faint',
  ink: '--ink',
  inkSecond: '--ink-2',
  inkThird: '--ink-3',
  inkOnAccent: '--ink-on-accent',
  accent: '--accent',
  accentBright: '--accent-bright',
  accentGround: '--accent-ground',
  accentLine: '--accent-line',
  playhead: '--playhead',
  guide: '--guide',
  hit: '--hit',
  note: '--accent',
  noteResolved: '--ink-3',
  selectionFill: '--selection-fill',
  sceneDetail: '--scene-detail',
  sceneEdge: '--placement-edge',
  shade: '--burn-in-ground',
  gainLine: '--fade-line',
} as const

const sceneNames = ['--scene-1', '--scene-2', '--scene-3', '--scene-4', '--scene-5', '--scene-6'] as const
const laneNames = { songs: '--song', score: '--score', source: '--source', other: '--own' } as const
const verdictNames = { approved: '--ok', changes: '--warn', rejected: '--bad', waiting: '--neutral' } as const

/** Reads the tokens as they stand on an element. */
export function readPalette(element: HTMLElement): Palette {
  const style = getComputedStyle(element)
  return paletteFrom((name) => style.getPropertyValue(name).trim())
}

/** Makes a palette of tokens; a token that is not there is transparent. */
export function paletteFrom(token: (name: string) => string): Palette {
  const packed = (name: string) => packedColour(token(name))
  const ground = packed('--ground-1')
  const strip = packed('--placement-strip')
  const lane = (base: string): LaneColours => {
    const body = packed(`${base}-body`)
    const wave = packed(`${base}-wave`)
    return { body, strip: over(body, strip), wave, quiet: mixed(body, wave, 0.3), name: token(base) }
  }
  return {
    css: mapped(cssNames, token),
    scenes: sceneNames.map(token),
    lanes: mapped(laneNames, lane),
    ground,
    line: packed('--line'),
    lineFaint: packed('--line-faint'),
    edge: packed('--placement-edge'),
    title: packed('--placement-title'),
    detail: packed('--placement-detail'),
    fadeLine: packed('--fade-line'),
    hatch: packed('--bad'),
    badgeGround: packed('--placement-edge'),
    badgeInk: packed('--placement-detail'),
    verdicts: mapped(verdictNames, packed),
    face: token('--face') || 'sans-serif',
    faceMono: token('--face-mono') || 'monospace',
  }
}

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

function mapped<Names extends Readonly<Record<string, string>>, Value>(
  names: Names,
  of: (name: string) => Value,
): Readonly<Record<keyof Names, Value>> {
  return Object.fromEntries(Object.entries(names).map(([key, name]) => [key, of(name)])) as Record<keyof Names, Value>
}
