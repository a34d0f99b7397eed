import { expect, test } from 'vitest'
import type { CutId } from '../../generated'
import { chosenBeside, pairOf } from './over'

const cut = (id: number) => ({ id: id as CutId, name: `Cut ${id}` })
const id = (number: number) => number as CutId
const ids = ({ first, second }: ReturnType<typeof pairOf>) => [first?.id, second?.id]

test('a cut is never laid over itself', () => {
  const cuts = [cut(1), cut(2), cut(3)]
  expect(ids(pairOf(cuts, undefined, undefined))).toEqual([1, 2])
  expect(ids(pairOf(cuts, id(2), undefined))).toEqual([2, 1])
  expect(ids(pairOf(cuts, undefined, id(1)))).toEqual([2, 1])
  expect(ids(pairOf(cuts, id(3), id(3)))).toEqual([3, 1])
  expect(ids(pairOf(cuts, id(9), id(3)))).toEqual([1, 3])
})

test('one cut alone has nothing to lie over', () => {
  expect(ids(pairOf([cut(1)], undefined, id(1)))).toEqual([1, undefined])
  expect(ids(pairOf([], undefined, undefined))).toEqual([undefined, undefined])
})

test('choosing the other one changes places', () => {
  expect(chosenBeside(id(2), id(1), id(2))).toEqual({ chosen: 2, beside: 1 })
  expect(chosenBeside(id(3), id(1), id(2))).toEqual({ chosen: 3, beside: 2 })
})
