// The timeline's colours. They live in app.css; the engine reads them once, so that canvas and page never differ.

import type { Lane, LaneColour, LaneKind } from '../generated'
import { mixed, over, packedColour } from './colour'
import { plainSkin, type Skin } from './rounded'

/** How placements of one kind of lane are coloured, packed for the rasteriser. */
export interface LaneColours extends Skin {
  readonly wave: number
  /** A waveform of a lane that is not heard. */
  readonly quiet: number
  /** Cues that have no music. */
  readonly spotted: Skin
  /** Alternates that are not the pick, where the lane is heard and where it is not. */
  readonly quietSkin: Skin
  readonly silentSkin: Skin
  readonly name: string
}

/** What a lane's colour is called: that of its kind, or one that was chosen for it. */
export type LaneHue = LaneKind | Exclude<LaneColour, 'ofKind'>

export function hueOf({ kind, colour }: Lane): LaneHue {
  return colour === 'ofKind' ? kind : colour
}

/** Colours as CSS strings for paths and text, and packed (0xAABBGGRR, not premultiplied) for the rasteriser. */
export interface Palette {
  readonly css: Readonly<Record<keyof typeof cssNames, string>>
  readonly inks: Readonly<Record<keyof typeof inkNames, number>>
  readonly sceneSkins: readonly Skin[]
  readonly lanes: Readonly<Record<LaneHue, LaneColours>>
  readonly ground: number
  readonly line: number
  readonly lineFaint: number
  readonly title: number
  readonly detail: number
  readonly fadeLine: number
  readonly duckLine: number
  readonly duckGround: number
  readonly volumeLine: number
  readonly hatch: number
  readonly badgeGround: number
  readonly badgeInk: number
  readonly verdicts: Readonly<Record<'approved' | 'changes' | 'rejected' | 'waiting', number>>
  readonly face: string
  readonly faceMono: string
}

/** What the overlay draws with the canvas's own paths and text. */
const cssNames = {
  ink: '--ink',
  inkOnAccent: '--ink-on-accent',
  accent: '--accent',
  accentBright: '--accent-bright',
  playhead: '--playhead',
  selectionFill: '--selection-fill',
  sceneEdge: '--placement-edge',
  gainLine: '--fade-line',
  volumeLine: '--volume-line',
} as const

/** What the rasteriser writes and draws above the lanes. */
const inkNames = {
  ink: '--ink',
  inkThird: '--ink-3',
  sceneDetail: '--scene-detail',
  hit: '--hit',
  hitName: '--accent-bright',
  guide: '--guide',
  note: '--accent',
  rim: '--accent',
  noteResolved: '--ink-3',
  intensity: '--accent',
  intensityGround: '--arc-ground',
  energy: '--song-wave',
  said: '--dialogue',
  saidWords: '--scene-detail',
  production: '--production-wave',
  productionQuiet: '--ground-3',
} as const

const sceneNames = ['--scene-1', '--scene-2', '--scene-3', '--scene-4', '--scene-5', '--scene-6'] as const
/** The token of each colour of lanes. */
export const hueNames = {
  songs: '--song',
  score: '--score',
  source: '--source',
  other: '--own',
  blue: '--song',
  violet: '--score',
  green: '--source',
  amber: '--own',
  rose: '--rose',
  teal: '--teal',
  grey: '--grey',
} as const
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
    const quiet = mixed(body, wave, 0.3)
    const [titled, edge] = [over(body, strip), packed('--placement-edge')]
    const rims = { stripRim: over(titled, edge), bodyRim: over(body, edge) }
    const skins = { spotted: plainSkin(ground, wave), quietSkin: plainSkin(quiet), silentSkin: plainSkin(body) }
    return { body, strip: titled, ...rims, wave, quiet, ...skins, name: token(base) }
  }
  return {
    css: mapped(cssNames, token),
    inks: mapped(inkNames, packed),
    sceneSkins: sceneNames.map((name) => {
      const colour = packed(name)
      return plainSkin(colour, over(colour, packed('--placement-edge')))
    }),
    lanes: mapped(hueNames, lane),
    ground,
    line: packed('--line'),
    lineFaint: packed('--line-faint'),
    title: packed('--placement-title'),
    detail: packed('--placement-detail'),
    fadeLine: packed('--fade-line'),
    duckLine: packed('--duck-line'),
    duckGround: packed('--duck-ground'),
    volumeLine: packed('--volume-line'),
    hatch: packed('--bad'),
    badgeGround: packed('--placement-edge'),
    badgeInk: packed('--placement-detail'),
    verdicts: mapped(verdictNames, packed),
    face: token('--face') || 'sans-serif',
    faceMono: token('--face-mono') || 'monospace',
  }
}

function mapped<Names extends Readonly<Record<string, string>>, Value>(
  names: Names,
  of: (name: string) => Value,
): Readonly<Record<keyof Names, Value>> {
  return Object.fromEntries(Object.entries(names).map(([key, name]) => [key, of(name)])) as Record<keyof Names, Value>
}
