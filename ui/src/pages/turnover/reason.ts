/** Why a file of the cutting room cannot be imported as it is asked, in words. */

import type { TimelinePreview } from '../../generated'

/** A sentence without its stop, or nothing where something is imported. A cut that is made anew needs nothing beside itself. */
export function whyNothing(preview: Pick<TimelinePreview, 'needsRate' | 'cut' | 'parts'>): string | undefined {
  if (preview.needsRate) return 'Choose the frame rate first'
  if (preview.cut.id === null || preview.parts.some((part) => part.takes)) return undefined
  const found = preview.parts.filter((part) => part.found).map((part) => `${part.word} (${part.told})`)
  return found.length === 0
    ? 'The file has no cues, markers, scenes, dialogue or shots to import'
    : `Nothing is ticked yet. The file has: ${found.join(', ')}`
}
