import { expect, test } from 'vitest'
import type { LibraryPage, LibraryQuery, TrackRow } from '../../generated'
import { LibraryList } from './library.svelte'
import { windowRows } from './row-windows'

interface Asked {
  readonly query: LibraryQuery
  readonly answer: (total?: number) => Promise<void>
}

/** A list whose answers come when the test says so. */
function listOf() {
  const asked: Asked[] = []
  const list = new LibraryList(
    (query) =>
      new Promise<LibraryPage>((resolve) => {
        asked.push({
          query,
          answer: async (total = 1_000) => {
            const rows = Array.from({ length: Math.min(query.limit, total - query.offset) }, (_, at) => {
              const index = query.offset + at
              return { id: index, title: `${query.text}${index}` } as unknown as TrackRow
            })
            resolve({ total: 1_000, matched: total, offset: query.offset, tookMicros: 900, rows })
            await new Promise((settled) => setTimeout(settled))
          },
        })
      }),
  )
  const last = () => {
    const newest = asked.at(-1)
    if (newest === undefined) throw new Error('nothing was asked')
    return newest
  }
  return { list, asked, last }
}

test('only the windows in view are fetched', async () => {
  const { list, asked, last } = listOf()
  list.look(0, 20)
  await last().answer()
  list.look(3 * windowRows + 5, 3 * windowRows + 30)
  await last().answer()
  expect(asked.map(({ query }) => query.offset)).toEqual([0, 3 * windowRows])
  expect(list.row(3 * windowRows + 7)?.title).toBe(String(3 * windowRows + 7))
  expect(list.row(windowRows)).toBeUndefined()
})

test('an answer to a question no longer asked is dropped', async () => {
  const { list, asked, last } = listOf()
  list.look(0, 20)
  await last().answer()
  list.search('a')
  list.search('ab')
  const [, late, newest] = asked
  await newest?.answer(50)
  await late?.answer(900)
  expect(list.matched).toBe(50)
  expect(list.row(0)?.title).toBe('ab0')
})

test('while a question is answered the old rows stay', async () => {
  const { list, last } = listOf()
  list.look(0, 20)
  await last().answer()
  list.search('a')
  expect(list.row(0)?.title).toBe('0')
  await last().answer(3)
  expect(list.row(0)?.title).toBe('a0')
})

test('changed rows are read again in view only', async () => {
  const { list, asked, last } = listOf()
  list.look(0, 20)
  await last().answer()
  list.refresh()
  expect(asked).toHaveLength(2)
  expect(list.row(4)?.title).toBe('4')
})

test('a question asked once is not asked twice', () => {
  const { list, asked } = listOf()
  list.look(0, 20)
  list.look(1, 21)
  expect(asked).toHaveLength(1)
})
