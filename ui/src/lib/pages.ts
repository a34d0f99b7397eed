/** The pages of the window, in the order of their tabs. What a page shows is registered in `pages/pages.ts`. */

import type { Chord } from './keys'

interface PageEntry {
  readonly id: string
  readonly title: string
  /** The key that goes there. */
  readonly key: Chord
  /** Whether it shows the picture of the cut, which can then fill the window. */
  readonly hasPicture: boolean
}

export const pages = [
  { id: 'library', title: 'Library', key: 'Mod+1', hasPicture: false },
  { id: 'spot', title: 'Spot', key: 'Mod+2', hasPicture: true },
  { id: 'review', title: 'Review', key: 'Mod+3', hasPicture: true },
  { id: 'clear', title: 'Clear', key: 'Mod+4', hasPicture: false },
  { id: 'deliver', title: 'Deliver', key: 'Mod+5', hasPicture: false },
  { id: 'season', title: 'Season', key: 'Mod+6', hasPicture: false },
] as const satisfies readonly PageEntry[]

export type Page = (typeof pages)[number]['id']

export const pagesWithPicture: readonly Page[] = pages.filter((page) => page.hasPicture).map((page) => page.id)

export function pageOf(id: string): Page | undefined {
  return pages.find((page) => page.id === id)?.id
}

export const titleOf = (id: Page): string => pages.find((page) => page.id === id)?.title ?? id
