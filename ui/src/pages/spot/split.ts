/** How the Spot page is divided between what is above and the timeline below. */

import { usualSplit } from '../../lib/preferences.svelte'

/** Of the page, in percent, that the timeline takes at most by itself, so that the picture stays a picture. */
const mostBySelf = 62

/**
 * The grid's row for the timeline. Where nobody has moved the edge it is high enough for every lane, `needed` in CSS
 * pixels, at the picture's cost.
 */
export function lowerRow(split: number, needed: number): string {
  const least = split === usualSplit ? `min(${Math.ceil(needed)}px, ${mostBySelf}%)` : '0'
  return `minmax(${least}, ${1000 - split}fr)`
}
