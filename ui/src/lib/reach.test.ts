import { expect, it } from 'vitest'
import { offer, reach } from './reach'

it('reaches the part that came last, and the one before when that goes', () => {
  const taken: string[] = []
  const goes = ['page', 'panel'].map((name) => offer('search', () => taken.push(name)))
  reach('search')
  goes[1]?.()
  reach('search')
  goes[0]?.()
  reach('search')
  reach('note')
  expect(taken).toEqual(['panel', 'page'])
})
