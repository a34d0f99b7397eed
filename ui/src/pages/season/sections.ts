/** The views of the Season page, in the order of its list. */

export const sections = [
  { id: 'themes', title: 'Themes' },
  { id: 'arcs', title: 'Arcs' },
  { id: 'temp', title: 'Temp to final' },
  { id: 'report', title: 'Report' },
] as const

export type Section = (typeof sections)[number]['id']
