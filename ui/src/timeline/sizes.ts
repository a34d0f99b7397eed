// Sizes that laying out, drawing and pointing share, in CSS pixels.

/** Of the whole, below which rows are lower, so that three lanes are seen in a small window. */
export const littleRoom = 400
export const leastLaneHeight = 40
/** To which lanes whose height nobody set are lowered, so that all of them are seen. */
export const leastUsualHeight = 46
export const mostLaneHeight = 240

/** From an edge, within which a drag scrolls. */
export const edgeZone = 28

/** The title strip of a placement. */
export const stripHeight = 18
/** Between a lane's edge and its placements. */
export const lanePadding = 5
export const sliverHeight = 7
export const sliverGap = 2
/** A strip of alternates that are opened: each is drawn as the pick is. */
export const openHeight = 46
/** More alternates at one time share the last strip. */
export const mostSlivers = 3
export const mostOpen = 8
