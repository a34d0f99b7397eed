// Tools as pure steps: a state, what the pointer does and what it does it to give the next state and its effects.
// A gesture only previews; one `commit` on release asks for the edit. `cancel` leaves no trace.

import type { CueId, Edit, LaneId, PlacementId, PlacementView, Position } from '../../generated'
import type { ToolName } from '../api'
import type { Box } from '../arrangement'
import type { Ground, Target } from '../hit-test'
import { noPreview, type Preview } from '../preview'
import type { Selection } from '../selection'
import type { Band } from './band'
import type { Fading } from './fade'
import type { Gaining } from './gain'
import type { Marking } from './mark'
import type { Moving } from './move'
import type { Pan } from './pan'
import type { SceneEdging } from './scene-edge'
import type { Scrub } from './scrub'
import type { Slipping } from './slip'
import type { Trimming } from './trim'

export interface Keys {
  readonly shift: boolean
  readonly alt: boolean
  /** Ctrl; on macOS Cmd. */
  readonly command: boolean
}

/** The pointer, in CSS pixels of the timeline. */
export interface Pointer {
  readonly x: number
  readonly y: number
  readonly keys: Keys
}

export interface Press {
  readonly pointer: Pointer
  readonly target: Target
  /** 2 for the second press of a double click. */
  readonly clicks: number
  readonly button: 'main' | 'middle'
  /** The space bar is held. */
  readonly space: boolean
}

export type Motion =
  | { readonly type: 'move'; readonly pointer: Pointer }
  | { readonly type: 'up'; readonly pointer: Pointer }
  | { readonly type: 'cancel' }

/** What tools see: what is on screen and how they are set. */
export interface Context extends Ground {
  readonly tool: ToolName
  readonly snapping: boolean
  readonly playhead: Position
}

export interface Idle {
  readonly kind: 'idle'
}

/** Pressed, and not yet moved far enough to be a drag. */
export interface Pressed {
  readonly kind: 'pressed'
  readonly origin: Pointer
  readonly becomes: Drag
  /** What a release without a drag does. */
  readonly click: readonly Effect[]
}

export type Drag = Band | Moving | Trimming | Slipping | Fading | Gaining | Marking | SceneEdging | Scrub | Pan

export type Gesture = Idle | Pressed | Drag

export type Effect =
  | { readonly type: 'select'; readonly selection: Selection }
  | { readonly type: 'seek'; readonly at: Position; readonly scrub: boolean }
  | { readonly type: 'commit'; readonly edits: readonly Edit[]; readonly label: string; readonly preview: Preview }
  | { readonly type: 'pan'; readonly x: number; readonly y: number }
  | { readonly type: 'openCue'; readonly cue: CueId }
  | { readonly type: 'spot'; readonly at: Position; readonly lane: LaneId }

export interface Step {
  readonly gesture: Gesture
  readonly effects: readonly Effect[]
}

export const idle: Idle = { kind: 'idle' }

/** Pixels that the pointer must travel before a press becomes a drag. */
export const dragThreshold = 3

export function stay(gesture: Gesture, ...effects: readonly Effect[]): Step {
  return { gesture, effects }
}

export function done(...effects: readonly Effect[]): Step {
  return { gesture: idle, effects }
}

/** A commit if there is anything to change. */
export function commit(edits: readonly Edit[], label: string, preview: Preview): Step {
  return edits.length === 0 ? done() : done({ type: 'commit', edits, label, preview })
}

/** What a gesture shows. */
export function previewOf(gesture: Gesture): Preview {
  switch (gesture.kind) {
    case 'idle':
    case 'pressed':
    case 'scrub':
    case 'pan':
      return noPreview
    case 'band':
    case 'moving':
    case 'trimming':
    case 'slipping':
    case 'fading':
    case 'gaining':
    case 'marking':
    case 'sceneEdging':
      return gesture.preview
  }
}

/** A placement as it is shown now: where a commit that is under way will leave it. */
export function shown(ground: Ground, id: PlacementId): PlacementView | undefined {
  return ground.preview.placements.get(id) ?? ground.arrangement.boxes.get(id)?.placement
}

/** Its recording and cut, for the rules that keep it inside. */
export function boundsFor(ground: Ground, box: Box) {
  const { cut } = ground.arrangement
  return { rate: cut.rate, cutLength: cut.length, trackLength: box.track?.duration ?? Infinity }
}

/** Snapping is off while Alt is held. */
export function snaps(context: Context, pointer: Pointer): boolean {
  return context.snapping && !pointer.keys.alt
}

/** `4M07A`, or `3 placements`. */
export function naming(ground: Ground, ids: readonly PlacementId[]): string {
  const [only] = ids
  const box = only === undefined ? undefined : ground.arrangement.boxes.get(only)
  if (ids.length !== 1 || box === undefined) return `${ids.length} placements`
  return `${box.cue?.number ?? ''}${box.placement.letter}`
}
