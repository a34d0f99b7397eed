// Tools as pure steps: a state, what the pointer does and what it does it to give the next state and its effects.
// A gesture only previews; one `commit` on release asks for the edit. `cancel` leaves no trace.
// A tool is one record in one file.

import type { Edit, LaneId, PlacementId, PlacementTrim, PlacementView, Position } from '../../generated'
import type { ToolName } from '../api'
import type { Box } from '../arrangement'
import type { Ground, Target } from '../hit-test'
import { noPreview, type Preview } from '../preview'
import type { Selection, Thing } from '../selection'
import { isOfKind, wordsFor } from '../things'
import type { Read } from '../../time/typed'
import { xAt, type Range } from '../viewport'
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
  /** Whether what comes later on a lane follows. */
  readonly ripple: boolean
  readonly playhead: Position
}

interface Idle {
  readonly kind: 'idle'
}

/** A gesture of a tool that is under way. */
export interface Drag {
  readonly kind: string
  readonly preview: Preview
  readonly step: (motion: Motion, context: Context) => Step
  readonly scrollsAtEdge: Scrolling
  readonly movesMarks: boolean
  /** The cursor while it lasts, where it is not the one of what was pressed. */
  readonly cursor: string | undefined
  /** Where the pointer would be for a figure that is typed while it lasts. */
  readonly typed: (text: string, context: Context) => Typed
}

/** A pointer that means a figure, to be taken without snapping; or why there is none. */
export type Typed = { readonly pointer: Pointer } | { readonly wrong: string }

/** Whether a drag that is held at an edge scrolls: not at all, in time, or in time and across lanes. */
export type Scrolling = 'never' | 'along' | 'everywhere'

/** Pressed, and not yet moved far enough to be a drag. */
interface Pressed {
  readonly kind: 'pressed'
  readonly origin: Pointer
  readonly becomes: Drag
  /** What a release without a drag does. */
  readonly click: readonly Effect[]
}

export type Gesture = Idle | Pressed | Drag

export type Effect =
  | { readonly type: 'select'; readonly selection: Selection }
  | { readonly type: 'seek'; readonly at: Position; readonly scrub: boolean }
  | {
      readonly type: 'commit'
      readonly edits: readonly Edit[]
      readonly label: string
      readonly preview: Preview
      /** What is locked and is left as it is, as a sentence. */
      readonly stayed?: string
    }
  | { readonly type: 'pan'; readonly x: number; readonly y: number }
  /** The wish to work on one thing by its name. */
  | { readonly type: 'open'; readonly what: Thing }
  /** Plays over and over between two frames; `undefined` no longer. */
  | { readonly type: 'loop'; readonly range: Range | undefined }
  | { readonly type: 'spot'; readonly at: Position; readonly lane: LaneId }
  /** What the timeline cannot show. */
  | { readonly type: 'say'; readonly words: string }

export interface Step {
  readonly gesture: Gesture
  readonly effects: readonly Effect[]
}

export const idle: Idle = { kind: 'idle' }

/** Pixels that the pointer must travel before a press becomes a drag. */
export const dragThreshold = 3

/** What a step leaves: the tool's own state, or nothing once it has ended. */
export interface Next<State> {
  readonly state: State | undefined
  readonly effects: readonly Effect[]
}

/** What a press begins: at once, or (`waits`) once the pointer has moved far enough; `click` is what a release before does. */
export interface Begun<State> {
  readonly state?: State | undefined
  readonly waits?: boolean
  readonly click?: readonly Effect[]
  readonly now?: readonly Effect[]
}

/** A tool: all that the timeline knows of it. It is put into one list, `tools` in `index.ts`, and nowhere else. */
interface ToolRecord<State> {
  readonly kind: string
  /** What a press begins, if it is this tool's: the first tool in the list that answers has it. */
  readonly begin: (press: Press, context: Context) => Begun<State> | undefined
  readonly step: (state: State, motion: Motion, context: Context) => Next<State>
  readonly preview: (state: State) => Preview
  /** What a figure that is typed during the drag means. */
  readonly typed?: (state: State, text: string, context: Context) => Typed
  /** The cursor over what a press would begin it on. */
  readonly cursor?: (target: Target, context: Context) => string | undefined
  /** The cursor while it lasts. */
  readonly holding?: string
  readonly scrollsAtEdge: Scrolling
  /** Whether its preview moves hits, notes or scenes, which lie on another layer than placements. */
  readonly movesMarks: boolean | ((state: State) => boolean)
}

/** A tool as the list has it, its state closed in. */
export interface Tool {
  readonly kind: string
  readonly press: (press: Press, context: Context) => Step | undefined
  readonly cursor: (target: Target, context: Context) => string | undefined
}

export function tool<State>(record: ToolRecord<State>): Tool {
  const hold = (state: State): Drag => ({
    kind: record.kind,
    preview: record.preview(state),
    scrollsAtEdge: record.scrollsAtEdge,
    movesMarks: typeof record.movesMarks === 'boolean' ? record.movesMarks : record.movesMarks(state),
    cursor: record.holding,
    typed: (text, context) => record.typed?.(state, text, context) ?? { wrong: 'Nothing can be typed here.' },
    step(motion, context) {
      const next = record.step(state, motion, context)
      return { gesture: next.state === undefined ? idle : hold(next.state), effects: next.effects }
    },
  })
  return {
    kind: record.kind,
    cursor: (target, context) => record.cursor?.(target, context),
    press(press, context) {
      const begun = record.begin(press, context)
      if (begun === undefined) return undefined
      const { state, waits = false, click = [], now = [] } = begun
      if (state === undefined) return { gesture: idle, effects: now }
      const becomes = hold(state)
      const gesture: Gesture = waits ? { kind: 'pressed', origin: press.pointer, becomes, click } : becomes
      return { gesture, effects: now }
    },
  }
}

export function stay<State>(state: State, ...effects: readonly Effect[]): Next<State> {
  return { state, effects }
}

export function done(...effects: readonly Effect[]): Next<never> {
  return { state: undefined, effects }
}

/** Without keys; Shift is what makes a figure fine. */
const untouched: Keys = { shift: false, alt: false, command: false }
const fineKeys: Keys = { ...untouched, shift: true }

/** The pointer at a time of the cut, `y` down. */
export function typedTime(context: Context, read: Read<number>, y: number, isFine = false): Typed {
  if ('wrong' in read) return read
  return { pointer: { x: xAt(context.view, read.value), y, keys: isFine ? fineKeys : untouched } }
}

/** The pointer for a number, which `yOf` takes to pixels; taken finely. */
export function typedNumber(text: string, x: number, yOf: (number: number) => number): Typed {
  const number = readFigure(text)
  if (number === undefined) return { wrong: `${text} is not a number.` }
  return { pointer: { x, y: yOf(number), keys: fineKeys } }
}

/** `-6`, `−6,5`, `+3`. */
export function readFigure(text: string): number | undefined {
  const number = Number(text.trim().replace('−', '-').replace(',', '.'))
  return text.trim() === '' || !Number.isFinite(number) ? undefined : number
}

/** What was read, so much later. */
export function readBy(read: Read<number>, by: number): Read<number> {
  return 'wrong' in read ? read : { value: read.value + by }
}

/** A commit if there is anything to change; `stayed` says what is locked and is left as it is. */
export function commit(edits: readonly Edit[], label: string, preview: Preview, stayed = ''): Next<never> {
  const left = stayed === '' ? {} : { stayed }
  return edits.length === 0 ? done() : done({ type: 'commit', edits, label, preview, ...left })
}

export function select(selection: Selection): Effect {
  return { type: 'select', selection }
}

/** What a gesture shows. */
export function previewOf(gesture: Gesture): Preview {
  return isDragging(gesture) ? gesture.preview : noPreview
}

/** Whether a gesture is under way and has gone beyond a press. */
export function isDragging(gesture: Gesture): gesture is Drag {
  return 'step' in gesture
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

/** One trim, or several as one edit; with ripple, where it is on and asked for. */
export function trimEdit(context: Context, trims: readonly PlacementTrim[], ripples = true): Edit {
  const [only, ...others] = trims
  const ripple = context.ripple && ripples ? { ripple: true } : {}
  if (only !== undefined && others.length === 0) return { type: 'trimPlacement', ...only, ...ripple }
  return { type: 'trimPlacements', trims: [...trims], ...ripple }
}

/** Edits as ripple asks for them, where it is on. */
export function withRipple(context: Context, edits: readonly Edit[]): readonly Edit[] {
  if (!context.ripple) return edits
  return edits.map((edit) => (edit.type === 'movePlacements' ? { ...edit, ripple: true } : edit))
}

/** Why these cannot be changed. */
export function lockedWords(ground: Ground, all: readonly PlacementView[]): string {
  const names = cuesOf(ground, all)
  return names.length === 1
    ? `${names.join()} is locked: unlock it first.`
    : `${names.join(', ')} are locked: unlock them first.`
}

/** What of the selection is locked while the rest of it is changed, as the core says it; empty if nothing is. */
export function stayedWords(context: Context): string {
  const all = [...context.selection.placement].flatMap((id) => context.arrangement.boxes.get(id)?.placement ?? [])
  const names = cuesOf(
    context,
    all.filter((one) => one.locked),
  )
  const [last] = names.slice(-1)
  if (last === undefined) return ''
  if (names.length === 1) return `${last} is locked and stayed.`
  return `${names.slice(0, -1).join(', ')} and ${last} are locked and stayed.`
}

/** The cues of what is locked, each once by its number, as the core names them. */
function cuesOf(ground: Ground, all: readonly PlacementView[]): string[] {
  return [...new Set(all.map(({ id }) => ground.arrangement.boxes.get(id)?.cue?.number ?? 'A placement'))]
}

/** `4M07A`, or `3 placements`. */
export function naming(ground: Ground, ids: readonly PlacementId[]): string {
  const [only] = ids
  const box = only === undefined ? undefined : ground.arrangement.boxes.get(only)
  if (ids.length !== 1 || box === undefined) return `${ids.length} placements`
  return `${box.cue?.number ?? ''}${box.placement.letter}`
}

/** `4M07A`, `3 placements`, or `2 placements, 1 hit`. */
export function namingAll(ground: Ground, selection: Selection): string {
  return isOfKind(selection, 'placement') ? naming(ground, [...selection.placement]) : wordsFor(selection)
}
