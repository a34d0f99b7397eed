/** What is selected: things of any kinds on the cut, and tracks in the library. */

import type { PlacementId, TrackId } from '../generated'
import { nothing, placementsOf, type Selection } from '../timeline/selection'

class Selected {
  onCut = $state.raw<Selection>(nothing)
  tracks = $state.raw<readonly TrackId[]>([])
}

export const selection = new Selected()

export function select(onCut: Selection): void {
  selection.onCut = onCut
}

export function selectNothing(): void {
  selection.onCut = nothing
  selection.tracks = []
}

export function selectedPlacements(): readonly PlacementId[] {
  return placementsOf(selection.onCut)
}
