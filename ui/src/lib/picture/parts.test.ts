import { expect, test } from 'vitest'
import { partAt } from './parts'

test('a file is seen from where it begins to where the next does', () => {
  const parts = [{ start: 0 }, { start: 100 }, { start: 250 }]
  const seen = [0, 99, 100, 249, 250, 10_000].map((at) => partAt(parts, at)?.start)
  expect(seen).toEqual([0, 0, 100, 100, 250, 250])
  expect(partAt([{ start: 100 }], 50)).toBeUndefined()
})
