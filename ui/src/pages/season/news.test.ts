import { expect, test } from 'vitest'
import { patched, sinceOf, withNews } from './news'

const list = (...ids: number[]) => ids.map((id) => ({ id, word: `old ${id}` }))

test('what changed takes the place of what was known, in the order of now', () => {
  expect(patched([3, 1], [{ id: 3, word: 'new' }], list(1, 2))).toEqual([{ id: 3, word: 'new' }, ...list(1)])
  expect(patched([1, 4], [], list(1, 2))).toBeUndefined()
})

test('only the same season is asked for what changed', () => {
  const known = { version: 7, season: 2 }
  expect([sinceOf(known, 2), sinceOf(known, undefined), sinceOf(known, 1), sinceOf(undefined, 1)]).toEqual([
    7,
    7,
    null,
    null,
  ])
})

test('where something is missing all of it is asked for', async () => {
  const asked: (number | null)[] = []
  const ask = (since: number | null) => {
    asked.push(since)
    return Promise.resolve({ version: 9, season: 1 })
  }
  await withNews({ version: 7, season: 1 }, 1, ask, (news) => news)
  await withNews({ version: 7, season: 1 }, 1, ask, () => undefined)
  await withNews({ version: 7, season: 2 }, undefined, ask, (news) => news)
  expect(asked).toEqual([7, 7, null, 7, null])
})
