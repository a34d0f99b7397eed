/** How well music is heard by others, and what a second of it takes. */

import type { MixQuality } from '../../generated'

export const qualities: readonly { readonly value: MixQuality; readonly word: string; readonly rate: string }[] = [
  { value: 'small', word: '64 kb/s, small', rate: '64 kb/s' },
  { value: 'good', word: '128 kb/s, good', rate: '128 kb/s' },
  { value: 'best', word: '192 kb/s, best', rate: '192 kb/s' },
]

/** A quality by its word in a list. */
export const qualityOf = (word: string): MixQuality => qualities.find(({ value }) => value === word)?.value ?? 'good'

/** What a second of it takes, in words. */
export const rateOf = (quality: MixQuality): string => qualities.find(({ value }) => value === quality)?.rate ?? ''
