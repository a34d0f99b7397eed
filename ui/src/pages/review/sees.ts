/** What a reviewer may see beyond picture and music, in words. */

import type { Reviewer, Sees, SharedLink, SharedRound } from '../../generated'
import { rateOf } from './quality'

export const kinds: readonly {
  readonly key: keyof Sees
  readonly word: string
  readonly meaning: string
}[] = [
  { key: 'money', word: 'what music costs', meaning: 'The sum of its rights, in the card of each alternate' },
  { key: 'clearance', word: 'how its rights stand', meaning: 'Cleared, open or refused, side by side' },
  { key: 'contacts', word: 'who grants them', meaning: 'Licensors with contact, e-mail and telephone' },
  { key: 'privateNotes', word: 'private notes', meaning: 'Notes of this round that are marked private' },
]

const listed = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`

const megabytes = (bytes: number): string => `${(bytes / 1_000_000).toFixed(1)} MB`

/** Exactly what leaves for somebody by a link, and what does not. */
export function leavesFor(
  { sees }: Pick<Reviewer, 'sees'>,
  link: Pick<SharedLink, 'picture' | 'neutral' | 'burnName'>,
  { leaving, quality }: Pick<SharedRound, 'leaving' | 'quality'>,
): { readonly inside: string; readonly outside: string } {
  const { picture, ownSound, proxy, mixes } = leaving
  const inside = [
    `${mixes} ${mixes === 1 ? 'mix' : 'mixes'} as Ogg Opus, ${rateOf(quality)}`,
    ...(picture === null || !link.picture
      ? []
      : [
          `the picture ${picture[0]} ${proxy === null ? 'as it is' : `as a proxy of ${proxy} lines`}, ${megabytes(picture[1])}${ownSound ? ', with its own sound under the music' : ''}${link.burnName ? ', their name over it' : ''}`,
        ]),
    link.neutral ? 'numbers and briefs, music as Alternate A, B …' : 'numbers, titles, briefs and performers',
    'what was said in this round',
    ...kinds.filter(({ key }) => sees[key]).map(({ word }) => word),
  ]
  const outside = [
    ...(picture === null || link.picture ? [] : ['the picture']),
    ...(link.neutral ? ['titles and performers'] : []),
    ...kinds.filter(({ key }) => !sees[key]).map(({ word }) => word),
  ]
  return { inside: listed(inside), outside: listed(outside) }
}
