/** A table on paper is drawn smaller where the paper is narrow, as a preview of print is; what is too wide even so scrolls. */

import type { Attachment } from 'svelte/attachments'

/** Smaller than this share of its size nobody reads it. */
const least = 0.8

/** By how much a table that needs `wide` is drawn smaller on `room`, both in CSS pixels: 1 where it fits. */
export function shareOf(wide: number, room: number): number {
  return wide <= room || wide === 0 ? 1 : Math.max(least, Math.floor((100 * room) / wide) / 100)
}

/** Attached to what scrolls a table across; `shown` is read so that other rows are measured anew. */
export function fitsPaper(shown: () => unknown): Attachment<HTMLElement> {
  return (across) => {
    const fit = () => {
      const table = across.firstElementChild
      if (!(table instanceof HTMLElement)) return
      table.style.zoom = ''
      table.style.zoom = String(shareOf(across.scrollWidth, across.clientWidth))
    }
    const watch = new ResizeObserver(fit)
    watch.observe(across)
    $effect(() => {
      shown()
      fit()
    })
    return () => watch.disconnect()
  }
}
