import { expect, test } from 'vitest'
import type { Page } from '../generated'
import { otherLinks, takeOver } from './links'
import { passing, type Store } from './storage'

const page = (reviewer: number, round = 'Round 1') =>
  ({
    show: 'My Heart',
    episode: '1x04',
    round: { title: round },
    you: { id: reviewer, name: 'Dana' },
  }) as unknown as Page

test('what waits under an older link of the same reviewer to the same round goes by the newer one', () => {
  const kept = new Map<string, string>()
  const store: Store = {
    getItem: (name) => kept.get(name) ?? null,
    setItem: (name, value) => void kept.set(name, value),
    removeItem: (name) => void kept.delete(name),
  }
  for (const [name, reviewer, round] of [
    ['/r/1/', 5, 'Round 1'],
    ['/r/2/', 6, 'Round 1'],
    ['/r/3/', 5, 'Round 2'],
  ] as const) {
    takeOver(store, name, page(reviewer, round))
    store.setItem(`needledrop outbox ${name}`, JSON.stringify([{ key: name }]))
  }
  store.setItem('needledrop drafts /r/1/', JSON.stringify(['old of 7', 'old of 8']))
  store.setItem('needledrop drafts /r/4/', JSON.stringify(['new of 8']))
  takeOver(store, '/r/4/', page(5))
  expect(kept.get('needledrop outbox /r/4/')).toBe('[{"key":"/r/1/"}]')
  expect(kept.get('needledrop drafts /r/4/')).toBe('["old of 7","old of 8","new of 8"]')
  expect(['/r/1/', '/r/2/', '/r/3/'].map((name) => kept.has(`needledrop outbox ${name}`))).toEqual([false, true, true])
  takeOver(store, '/r/4/', page(5))
  expect(kept.get('needledrop outbox /r/4/')).toBe('[{"key":"/r/1/"}]')
})

test('every link to the round is remembered, and an answer that two of them keep is one', () => {
  const kept = passing()
  for (const name of ['/r/1/', '/r/2/']) takeOver(kept, name, page(5))
  takeOver(kept, '/r/3/', page(6))
  expect(otherLinks(kept, '/r/2/', page(5))).toEqual(['/r/1/'])
  kept.setItem('needledrop outbox /r/1/', JSON.stringify([{ key: 'a' }, { key: 'b' }]))
  kept.setItem('needledrop outbox /r/2/', JSON.stringify([{ key: 'b' }, { key: 'c' }]))
  kept.setItem('needledrop drafts /r/1/', JSON.stringify(['oldest']))
  kept.setItem('needledrop drafts /r/2/', JSON.stringify(['older']))
  takeOver(kept, '/r/4/', page(5))
  expect(JSON.parse(kept.getItem('needledrop outbox /r/4/') ?? '')).toEqual([{ key: 'a' }, { key: 'b' }, { key: 'c' }])
  expect(kept.getItem('needledrop drafts /r/4/')).toBe('["oldest","older"]')
  for (let at = 10; at < 30; at += 1) takeOver(kept, `/r/${at}/`, page(5))
  expect(otherLinks(kept, '/r/29/', page(5))).toHaveLength(7)
})
