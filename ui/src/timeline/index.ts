// The timeline: a canvas engine of its own. Pages use what is exported here and nothing else.

export { createTimeline } from './timeline'
export { hueNames, hueOf } from './palette'
export { labelOf, stepsFor, ticks } from './ruler'
export { isNothing, nothing, only, placements, single, sizeOf } from './selection'
export { isOfKind, removalOf, wordsFor } from './things'
export type { ContextMenu } from './api'
export type { Timeline } from './api'
export type { Layout } from './layout'
export type { Ghost } from './preview'
export type { LaneRow } from './rows/row'
export type { Selection, Thing } from './selection'
export type { PeaksSource } from './waveform'
