import { expect, test } from 'vitest'
import { labelPlaces } from './scale'

const majors = (room: number) => ['a', 'b', 'c'].map((label, at) => ({ x: at * room, label }))
const places = (room: number, last: number) =>
  labelPlaces(majors(room), () => 66, 1, last).map(({ label, from }) => `${label} ${from}`)

test('labels stand behind their ticks', () => {
  expect(places(113, 400)).toEqual(['a 4', 'b 117', 'c 230'])
})

test('one that would be cut stands before its tick', () => {
  expect(places(150, 310)).toEqual(['a 4', 'b 154', 'c 230'])
})

test('where there is no room before it either, it is left out', () => {
  expect(places(113, 240)).toEqual(['a 4', 'b 117'])
})
