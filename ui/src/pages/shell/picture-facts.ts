/** What a picture file says of itself, in one line. */

import type { PictureView } from '../../generated'
import { rateName } from '../../time/time'

export function factsInWords(facts: PictureView): string {
  const unusual = facts.rateName === null ? 'unknown rate' : `${facts.rateName} frames a second`
  return [
    `${facts.codec}, ${facts.container}`,
    `${facts.width} × ${facts.height}`,
    facts.rate === null ? unusual : rateName(facts.rate),
    facts.startTimecode === null ? 'no timecode' : `from ${facts.startTimecode}`,
    facts.lengthTimecode ?? 'unknown length',
    facts.sound.length === 0 ? 'no sound' : facts.sound.join('; '),
  ].join(' · ')
}
