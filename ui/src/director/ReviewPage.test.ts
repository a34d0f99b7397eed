// @vitest-environment jsdom
import { render, screen } from '@testing-library/svelte'
import { tick } from 'svelte'
import { beforeAll, expect, test, vi } from 'vitest'
import type { Page } from '../generated'
import type { Door } from './door'
import { Review } from './review.svelte'
import ReviewPage from './ReviewPage.svelte'
import { passing } from './storage'

beforeAll(() => {
  Element.prototype.scrollIntoView = vi.fn()
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener: vi.fn(), removeEventListener: vi.fn() }))
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe() {}
      disconnect() {}
      unobserve() {}
    },
  )
})

test('the line of keys says what works: no answers where the round is closed, nothing where the link is over', async () => {
  const page = {
    show: 'My Heart',
    episode: '1x04',
    cut: { label: 'Cut 1', rate: '24', start: 0, length: 1 },
    round: { title: 'Round 1', rule: 'one', open: true, newer: null },
    you: { id: 5, name: 'Dana', colour: 1, role: 'decides' },
    others: [],
    picture: null,
    making: false,
    cues: [{ id: 3, number: '4M07', title: '', brief: '', inPoint: 0, outPoint: 1, alternates: [], under: null }],
  } as unknown as Page
  const said = { verdicts: [], notes: [], open: true }
  const door = { name: '/r/1/', follow: () => () => undefined, looksAt: () => undefined } as unknown as Door
  const review = new Review(door, page, said, {} as AudioContext, { lasting: passing(), window: passing() })
  render(ReviewPage, { review, door })
  const keys = () => screen.queryByRole('list', { name: 'Keys' })?.textContent
  expect(keys()).toContain('Enter yes')
  review.said = { ...said, open: false }
  await tick()
  expect([keys()?.includes('Space plays'), keys()?.includes('Enter yes')]).toEqual([true, false])
  review.closed = 'revoked'
  await tick()
  expect(keys()).toBeUndefined()
})
