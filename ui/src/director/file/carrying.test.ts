// @vitest-environment jsdom
import { expect, test } from 'vitest'
import { Carrying } from './carrying.svelte'
import type { Kept, Place, Told } from './kept'

const telling = {
  store: 'x',
  name: 'Ines',
  file: 'reply.json',
  counts: () => true,
  reply: (answers: readonly Told[]) => JSON.stringify(answers),
  text: () => '',
}

const word = (key: string): Told => ({ key, at: `2026-11-29T10:00:0${key}.000Z` })

test('what is said while the page still opens is kept beside what was said before', async () => {
  let kept: Kept<Told> = { answers: [word('1')], saved: ['1'] }
  let open: () => void = () => undefined
  const opened = new Promise<void>((resolve) => (open = resolve))
  const place: Place = {
    read: () => opened.then(() => kept),
    write: (_, what) => Promise.resolve(void (kept = what)),
  }
  const carried = new Carrying<Told>(telling, document, [place])
  const opening = carried.open()
  const adding = carried.add([word('2')])
  open()
  await Promise.all([opening, adding])
  expect(carried.all.map(({ key }) => key)).toEqual(['1', '2'])
  expect([carried.answers, carried.unsaved]).toEqual([2, 1])
  expect(kept.answers).toHaveLength(2)
})

test('what is said after a reply was made is not in it, whenever that is copied', async () => {
  const place: Place = { read: () => Promise.resolve(undefined), write: () => Promise.resolve() }
  const carried = new Carrying<Told>(telling, document, [place])
  await carried.add([word('1')])
  carried.text()
  await carried.add([word('2')])
  carried.copied()
  expect([carried.answers, carried.unsaved]).toEqual([2, 1])
})

test('what another window kept meanwhile is not written over', async () => {
  let kept: unknown
  const place: Place = {
    read: () => Promise.resolve(kept),
    write: (_, what) => Promise.resolve(void (kept = what)),
  }
  const [one, other] = [new Carrying<Told>(telling, document, [place]), new Carrying<Told>(telling, document, [place])]
  await Promise.all([one.open(), other.open()])
  await one.add([word('1')])
  await other.add([word('2')])
  expect((kept as Kept<Told>).answers.map(({ key }) => key)).toEqual(['1', '2'])
})

test('what is said while an answer before it is still being kept is kept as well', async () => {
  let kept: unknown
  const place: Place = {
    read: () => new Promise((resolve) => setTimeout(() => resolve(kept), 5)),
    write: (_, what) => Promise.resolve(void (kept = what)),
  }
  const carried = new Carrying<Told>(telling, document, [place])
  const first = carried.add([word('1')])
  await new Promise((resolve) => setTimeout(resolve, 1))
  const second = carried.add([word('2')])
  await first
  expect(carried.all.map(({ key }) => key)).toEqual(['1', '2'])
  await second
  expect((kept as Kept<Told>).answers.map(({ key }) => key)).toEqual(['1', '2'])
})
