/** Shares of works as edits and as words. */

import type {
  Publishing,
  ShareRole,
  ShareSpec,
  ShareView,
  Suggestion,
  TrackView,
  WorkSide,
  WorkView,
} from '../../generated'
import { percent, readPercent, wholeShare, type Choice } from '../../lib/words'

export const shareRoles: readonly Choice<ShareRole>[] = [
  { value: 'composer', word: 'composer', meaning: 'C: wrote the music.' },
  { value: 'author', word: 'author', meaning: 'A: wrote the words.' },
  { value: 'composerAuthor', word: 'composer/author', meaning: 'CA: wrote music and words.' },
  { value: 'arranger', word: 'arranger', meaning: 'AR: arranged it; for works out of copyright.' },
  { value: 'adaptor', word: 'adaptor', meaning: 'AD: adapted the words.' },
  { value: 'translator', word: 'translator', meaning: 'TR: translated the words.' },
  { value: 'subArranger', word: 'sub-arranger', meaning: 'SR: arranged it for a territory.' },
  { value: 'subAuthor', word: 'sub-author', meaning: 'SA: wrote words for a territory.' },
  { value: 'originalPublisher', word: 'publisher', meaning: 'E: the original publisher.' },
  { value: 'administrator', word: 'administrator', meaning: 'AM: administers for an original publisher.' },
  { value: 'subPublisher', word: 'sub-publisher', meaning: 'SE: publishes in a territory for an original publisher.' },
]

export const publishings: readonly Choice<Publishing>[] = [
  { value: 'published', word: 'published', meaning: 'Publishers have the publishers’ side.' },
  {
    value: 'unpublished',
    word: 'unpublished',
    meaning: 'No publisher at all; the writers keep it all. A part of the publishers’ side is added below.',
  },
  {
    value: 'copyrightControl',
    word: 'copyright control',
    meaning: 'The writers administer it until there is a publisher.',
  },
]

export const sides: readonly { readonly side: WorkSide; readonly title: string; readonly one: string }[] = [
  { side: 'writers', title: 'Writers', one: 'writer' },
  { side: 'publishers', title: 'Publishers', one: 'publisher' },
]

const publisherRoles: readonly ShareRole[] = ['originalPublisher', 'administrator', 'subPublisher']

export function rolesOf(side: WorkSide): readonly Choice<ShareRole>[] {
  return shareRoles.filter((role) => publisherRoles.includes(role.value) === (side === 'publishers'))
}

/** A share as the edit that keeps it as it is. */
export function specOf(share: ShareView): ShareSpec {
  const { party, role, territory, actsForPlace } = share
  return { party, role, share: share.share, territory, actsFor: actsForPlace }
}

/** The list without one share; who acted for it acts for nobody. */
export function without(shares: readonly ShareView[], gone: number): ShareSpec[] {
  return shares.map(specOf).flatMap((spec, at) => {
    if (at === gone) return []
    const acts = spec.actsFor ?? null
    if (acts === null) return [spec]
    return [{ ...spec, actsFor: acts === gone ? null : acts > gone ? acts - 1 : acts }]
  })
}

/** What a side has still to give, in millionths. */
export function leftOf(work: WorkView, side: WorkSide): number {
  const sum = side === 'writers' ? work.writersSum : work.publishersSum
  return Math.max(0, wholeShare - sum)
}

/** `33.33`, `75 %` in millionths; undefined where it is no share. */
export function readShare(text: string): number | undefined {
  const share = readPercent(text)
  return share === undefined || share < 0 || share > wholeShare ? undefined : share
}

/** What the writers have of the whole: `50`, or both parts, `50 : 50` or `33.33/66.67`. Undefined where the parts are not the whole. */
export function readRatio(text: string): number | undefined {
  const [writers, publishers, ...more] = text.split(/[:/]/).map(readShare)
  if (writers === undefined || more.length > 0) return undefined
  if (publishers === undefined) return /[:/]/.test(text) ? undefined : writers
  // Thirds are written with two decimals.
  return Math.abs(writers + publishers - wholeShare) <= 200 ? writers : undefined
}

/** What a suggestion would set, in words. */
export function suggested({ sets }: Suggestion, track: TrackView): string {
  switch (sets.kind) {
    case 'share': {
      const role = shareRoles.find((one) => one.value === sets.role)?.word ?? ''
      const known = track.work?.shares.some((share) => likely(share.name, sets.name)) ?? false
      const parts = [
        sets.society,
        sets.ipi === '' ? '' : `IPI ${sets.ipi}`,
        sets.share === null ? '' : percent(sets.share),
      ].filter((part) => part !== '')
      if (known && parts.length > 0) return `${parts.join(', ')} for ${sets.name}`
      return [`${sets.name} as ${role}`, ...parts].join(', ')
    }
    case 'iswc':
      return `ISWC ${sets.iswc.replace(/^T(\d{3})(\d{3})(\d{3})(\d)$/, 'T-$1.$2.$3-$4')}`
    case 'label':
      return `${sets.name} as label`
    case 'catalogueNumber':
      return `Catalogue number ${sets.number}`
    case 'email':
      return `Write to ${sets.email}`
    case 'note':
      return `Note: ${sets.note}`
  }
}

/** Whether two names look like one person's; the core decides when it is taken. */
function likely(one: string, other: string): boolean {
  const last = (name: string) => name.toLowerCase().split(' ').at(-1)
  return last(one) === last(other) && one[0]?.toLowerCase() === other[0]?.toLowerCase()
}
