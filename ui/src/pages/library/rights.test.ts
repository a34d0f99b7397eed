import { expect, test } from 'vitest'
import { readRatio, readShare } from './rights'

test('both parts of a work are read where they are the whole', () => {
  expect(['50', '60/40', '75 : 25', '75 % : 25 %', '33.33/66.67', '100:0', '0'].map(readRatio)).toEqual([
    500_000, 600_000, 750_000, 750_000, 333_300, 1_000_000, 0,
  ])
  expect(['1/2', '2/3', '2:1', '50/', '/50', '60:30', '50:25:25', '120', 'half', ''].map(readRatio)).toEqual(
    Array(10).fill(undefined),
  )
})

test('a share is of the whole', () => {
  expect(['0', '33.333', '100 %', '1/3', '-1', '100.1'].map(readShare)).toEqual([
    0,
    333_330,
    1_000_000,
    undefined,
    undefined,
    undefined,
  ])
})
