// What stands at one frame above the lanes: hits and notes, which differ in little but where they are kept.

import { position } from '../../time/time'
import type { Edit, HitId, NoteId, Position } from '../../generated'
import type { Arrangement } from '../arrangement'
import type { Ground } from '../hit-test'
import { rowOf } from '../layout'
import type { Preview } from '../preview'
import { xAt } from '../viewport'
import { meets, type Rim, type ThingKind } from './thing'

export const hit: ThingKind<HitId> = markKind({
  word: 'hit',
  isLower: true,
  all: (arrangement) => arrangement.hits,
  shown: (preview) => preview.hits,
  showing: (hits) => ({ hits }),
  edit: (id, at) => ({ type: 'editHit', hit: id, at }),
  copied: ({ arrangement }, id, by) =>
    arrangement.hits.flatMap((one) => {
      if (one.id !== id) return []
      const { at, label } = one
      return [{ type: 'addHit', cut: arrangement.cut.id, at: position(at + by), label }]
    }),
  removal: (ids) => ({ type: 'removeHits', hits: [...ids] }),
})

export const note: ThingKind<NoteId> = markKind({
  word: 'note',
  isLower: false,
  all: (arrangement) => arrangement.notes,
  shown: (preview) => preview.notes,
  showing: (notes) => ({ notes }),
  edit: (id, at) => ({ type: 'editNote', note: id, at }),
  removal: (ids) => ({ type: 'removeNotes', notes: [...ids] }),
})

interface Mark<Id> {
  readonly word: string
  /** Whether it stands in the lower half of its row. */
  readonly isLower: boolean
  readonly all: (arrangement: Arrangement) => readonly { readonly id: Id; readonly at: Position }[]
  readonly shown: (preview: Preview) => ReadonlyMap<Id, Position>
  readonly showing: (at: ReadonlyMap<Id, Position>) => Partial<Preview>
  readonly edit: (id: Id, at: Position) => Edit
  readonly copied?: ThingKind<Id>['copied']
  readonly removal: (ids: readonly Id[]) => Edit
}

function markKind<Id>({ word, isLower, all, shown, showing, edit, copied, removal }: Mark<Id>): ThingKind<Id> {
  const atOf = (ground: Ground, id: Id): readonly Position[] => {
    const at = shown(ground.preview).get(id) ?? all(ground.arrangement).find((one) => one.id === id)?.at
    return at === undefined ? [] : [at]
  }
  const rims = (ground: Ground, id: Id): readonly Rim[] => {
    const { y, height } = rowOf(ground.layout, 'marks')
    return atOf(ground, id).map((at) => {
      const x = xAt(ground.view, at)
      if (isLower) return { rect: { x: x - 8, y: y + height - 17, width: 16, height: 16 }, radius: 4 }
      return { rect: { x: x - 7.5, y, width: 15, height: 15 }, radius: 7 }
    })
  }
  return {
    word,
    inLanes: false,
    has: (arrangement, id) => all(arrangement).some((one) => one.id === id),
    points: atOf,
    rims,
    touched: (ground, rect) =>
      all(ground.arrangement).flatMap(({ id }) => (rims(ground, id).some((rim) => meets(rect, rim.rect)) ? [id] : [])),
    moved(ground, ids, by) {
      const after = ids.flatMap((id) => atOf(ground, id).map((at) => [id, position(at + by)] as const))
      return { edits: after.map(([id, at]) => edit(id, at)), preview: showing(new Map(after)) }
    },
    ...(copied !== undefined && { copied }),
    removal,
  }
}
