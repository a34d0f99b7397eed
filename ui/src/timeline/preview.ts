// What a gesture would change, shown before it is committed. The model is never touched: a preview is laid over it.

import type { CueId, HitId, LaneId, NoteId, PlacementId, PlacementView, Position, SceneId } from '../generated'
import type { Selection } from './selection'
import type { Guide } from './snap'

/** A rectangle in CSS pixels of the timeline. */
export interface Rect {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** A track that would be placed where it hovers. */
export interface Ghost {
  readonly lane: LaneId
  readonly at: Position
  readonly length: number
  /** Nobody knows where it ends: `length` is only room for its title. */
  readonly isOpen: boolean
  readonly title: string
  readonly hash: string | undefined
  /** Music of another cut, which is only compared: an outline, and nothing that comes. */
  readonly isOther?: boolean
}

export interface Preview {
  readonly placements: ReadonlyMap<PlacementId, PlacementView>
  readonly cues: ReadonlyMap<CueId, Position>
  readonly hits: ReadonlyMap<HitId, Position>
  readonly notes: ReadonlyMap<NoteId, Position>
  readonly scenes: ReadonlyMap<
    SceneId,
    { readonly inPoint: Position; readonly outPoint: Position; readonly intensity?: number }
  >
  readonly ghosts: readonly Ghost[]
  /** Where copies of placements would lie, by what they are copies of. */
  readonly copies: ReadonlyMap<PlacementId, PlacementView>
  /** Copies of what is no placement: how far from what they are copies of, in flicks. */
  readonly twins: { readonly of: Selection; readonly by: number } | undefined
  /** A cue that would get an alternate, with words that say so. */
  readonly joins: { readonly cue: CueId; readonly words: string } | undefined
  readonly guides: readonly Guide[]
  readonly band: Rect | undefined
  /** What would play over and over. */
  readonly range: { readonly start: Position; readonly end: Position } | undefined
  /** Where the blade would cut, on the whole timeline. */
  readonly blade: Position | undefined
  /** The figure that is changing, shown beside the pointer. */
  readonly readout: { readonly x: number; readonly y: number; readonly words: string } | undefined
}

export const noPreview: Preview = {
  placements: new Map(),
  cues: new Map(),
  hits: new Map(),
  notes: new Map(),
  scenes: new Map(),
  ghosts: [],
  copies: new Map(),
  twins: undefined,
  joins: undefined,
  guides: [],
  band: undefined,
  range: undefined,
  blade: undefined,
  readout: undefined,
}

/** Placements as they would be. */
export function showing(...after: readonly PlacementView[]): Preview {
  return { ...noPreview, placements: new Map(after.map((now) => [now.id, now])) }
}

/** Several previews as one; the later ones win. */
export function merged(previews: readonly Preview[]): Preview {
  const [first] = previews
  if (first === undefined) return noPreview
  if (previews.length === 1) return first
  const last = previews.at(-1) ?? first
  return {
    ...last,
    placements: new Map(previews.flatMap((preview) => [...preview.placements])),
    cues: new Map(previews.flatMap((preview) => [...preview.cues])),
    hits: new Map(previews.flatMap((preview) => [...preview.hits])),
    notes: new Map(previews.flatMap((preview) => [...preview.notes])),
    scenes: new Map(previews.flatMap((preview) => [...preview.scenes])),
    ghosts: previews.flatMap((preview) => preview.ghosts),
  }
}

/** What stays on screen after release, until the core has answered: the things, without the aids. */
export function settled(preview: Preview): Preview {
  return {
    ...preview,
    guides: [],
    band: undefined,
    range: undefined,
    blade: undefined,
    readout: undefined,
    joins: undefined,
  }
}

/** Whether nothing at all is shown. */
export function isEmpty(preview: Preview): boolean {
  const { placements, cues, hits, notes, scenes } = preview
  return (
    placements.size + cues.size + hits.size + notes.size + scenes.size === 0 &&
    preview.ghosts.length + preview.guides.length === 0 &&
    preview.twins === undefined &&
    preview.joins === undefined &&
    preview.band === undefined &&
    preview.range === undefined &&
    preview.blade === undefined &&
    preview.readout === undefined
  )
}
