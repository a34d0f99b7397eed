/** The views of the Season page, in the order of its list. */

export const sections = [
  { id: 'themes', title: 'Themes' },
  { id: 'arcs', title: 'Arcs' },
  { id: 'moods', title: 'Moods' },
  { id: 'commissions', title: 'Commissions' },
  { id: 'temp', title: 'Temp to final' },
  { id: 'album', title: 'Album' },
  { id: 'playlists', title: 'Playlists' },
  { id: 'report', title: 'Report' },
] as const

export type Section = (typeof sections)[number]['id']
