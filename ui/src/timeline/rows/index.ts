// The rows above the lanes, from the top.

import { arc } from './arc'
import { dialogue } from './dialogue'
import { filmstrip } from './filmstrip'
import { marks } from './marks'
import { production } from './production'
import type { RowKind } from './row'
import { ruler } from './ruler'
import { scenes } from './scenes'

export const headRows: readonly RowKind[] = [ruler, filmstrip, scenes, arc, marks, dialogue, production]

const byName = new Map(headRows.map((row) => [row.name, row]))

export function rowKind(name: string): RowKind | undefined {
  return byName.get(name)
}
