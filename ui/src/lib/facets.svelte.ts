/**
 * What changed of the show, by facet. What is read on demand names the facets it depends on and is read again when one
 * of them was touched, and only then.
 */

import type { Facet } from '../generated'

const none: Readonly<Record<Facet, number>> = {
  show: 0,
  season: 0,
  scenes: 0,
  dialogue: 0,
  production: 0,
  lanes: 0,
  themes: 0,
  commissions: 0,
  albums: 0,
  cues: 0,
  placements: 0,
  uses: 0,
  library: 0,
  recordings: 0,
  works: 0,
  parties: 0,
  clearances: 0,
  money: 0,
  review: 0,
  filing: 0,
  templates: 0,
  scenarios: 0,
}

/** How often each facet was touched since the window opened. */
const touched = $state({ ...none })

export const everyFacet = Object.keys(none) as readonly Facet[]

/** What one track of the library shows. */
export const ofTracks = ['library', 'recordings', 'works', 'parties', 'clearances', 'uses', 'season'] as const
/** What the list of the library shows. */
export const ofLibrary = ['library', 'clearances', 'uses', 'season'] as const
/** What the lists of works and parties show. */
export const ofDirectory = ['works', 'parties', 'recordings', 'library', 'clearances', 'uses', 'season'] as const
/** What the show itself says: its header, its episodes and their cuts, lanes, characters, themes, sizes. */
export const ofShow = ['show', 'season', 'lanes', 'themes', 'library', 'uses'] as const
/** What lies on a cut, with its rights and money. */
export const ofCut = allBut('filing', 'templates', 'scenarios')
/** What a cue sheet or letter is made from. */
export const ofDocuments = everyFacet

export function allBut(...without: readonly Facet[]): readonly Facet[] {
  return everyFacet.filter((facet) => !without.includes(facet))
}

/** Says in an effect or a derived value that it is to run again when one of these is touched. */
export function dependsOnFacets(facets: readonly Facet[]): number {
  return facets.reduce((sum, facet) => sum + touched[facet], 0)
}

/** Notes what a change touched. */
export function touch(facets: readonly Facet[]): void {
  for (const facet of facets) touched[facet] += 1
}
