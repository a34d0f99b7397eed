/** Which columns the track list shows, and how wide each is: as its user left it. */

import { columnsShown, columnWidths } from '../../lib/preferences.svelte'
import { columns, type Column } from './columns'

/** No column is dragged wider than this, in CSS pixels. */
const most = 600

const artwork = '30px'

export function shownColumns(): readonly Column[] {
  return columns.filter((column) => columnsShown.value[column.id] ?? column.shown)
}

/** The grid of heads and rows. A column that was dragged keeps its width as long as there is room for it. */
export function gridOf(shown: readonly Column[]): string {
  const widths = shown.map(({ id, least, share, usual }) => {
    const dragged = columnWidths.value[id]
    if (dragged !== undefined) return `minmax(${least}px, ${dragged}px)`
    return share === undefined ? `${usual}px` : `minmax(${least}px, ${share}fr)`
  })
  return [artwork, ...widths].join(' ')
}

export function setWidth({ id, least }: Column, width: number | undefined): void {
  const bounded = width === undefined ? undefined : Math.round(Math.max(least, Math.min(most, width)))
  columnWidths.value = { ...columnWidths.value, [id]: bounded }
}

export function show({ id }: Column, shown: boolean): void {
  columnsShown.value = { ...columnsShown.value, [id]: shown }
}

/** All as they were at first. */
export function resetColumns(): void {
  columnWidths.value = {}
  columnsShown.value = {}
}
