// @vitest-environment jsdom
import { expect, test, vi } from 'vitest'
import type { Answer, Page, Received, Said, ShownAlternate } from '../generated'
import { Closed, Unreached, type Door, type Hearing } from './door'
import { Review } from './review.svelte'
import { isSaidAgain, sayAgain } from './say-again'
import { passing } from './storage'

const alternate = (id: number, letter: string): ShownAlternate =>
  ({ id, letter, title: letter, artist: '', pick: letter === 'A', sound: null, earlier: null, changed: null }) as never

function pageOf(alternates: readonly ShownAlternate[], round = 'Round 1'): Page {
  return {
    show: 'My Heart',
    episode: '1x04',
    cut: { label: 'Cut 1', rate: '24', start: 0, length: 1 },
    round: { title: round, rule: 'one', open: true, newer: null },
    you: { id: 5, name: 'Dana', colour: 1, role: 'decides' },
    others: [],
    picture: null,
    making: false,
    cues: [{ id: 3, number: '4M07', title: 'The Cove', brief: '', inPoint: 0, outPoint: 1, alternates, under: null }],
  } as unknown as Page
}

const said: Said = { verdicts: [], notes: [], open: true }

interface Way {
  page: Page
  read?: () => Promise<Said>
  readPage?: () => Promise<Page>
  send: (answers: readonly Answer[]) => Promise<readonly Received[]>
  hearing?: Hearing
}

function open(way: Way, kept = passing(), name = '/r/1/', window = passing()) {
  const door = {
    name,
    carried: undefined,
    page: () => way.readPage?.() ?? Promise.resolve(way.page),
    said: () => way.read?.() ?? Promise.resolve(said),
    send: (answers: readonly Answer[]) => way.send(answers),
    follow: (hearing: Hearing) => {
      way.hearing = hearing
      return () => undefined
    },
    looksAt: () => undefined,
  } as unknown as Door
  const review = new Review(door, way.page, said, {} as AudioContext, { lasting: kept, window })
  review.begin()
  return review
}

const refuse = (answers: readonly Answer[]) =>
  Promise.resolve(answers.map(({ key }): Received => ({ key, outcome: 'refused', reason: 'Round 1 is closed' })))
const taken = (answers: readonly Answer[]) =>
  Promise.resolve(answers.map(({ key }): Received => ({ key, outcome: 'taken', reason: '' })))
const never = () => Promise.reject(new Unreached())
const settled = () => new Promise((resolve) => setTimeout(resolve, 5))

test('what is not taken keeps its words, over the page and into the next round, where it can be said again', async () => {
  const kept = passing()
  const review = open({ page: pageOf([alternate(7, 'A'), alternate(8, 'B')]), send: refuse }, kept)
  review.writer.type('later, please')
  review.writer.send()
  const second = review.page.cues[0]?.alternates[1]
  if (second === undefined) throw new Error('no second alternate')
  review.verdicts.ask('changes', second)
  review.verdicts.type('less piano')
  review.verdicts.answer()
  await vi.waitFor(() => expect(review.untaken.all).toHaveLength(2))
  const lines = review.untaken.all.map(({ line, reason }) => `${line} (${reason})`)
  expect(lines[0]).toMatch(/^4M07 The Cove at .*: “later, please” \(Round 1 is closed\)$/)
  expect(lines[1]).toBe('4M07 The Cove: B changes “less piano” (Round 1 is closed)')

  const next = open({ page: pageOf([alternate(17, 'A'), alternate(18, 'B')], 'Round 2'), send: never }, kept, '/r/2/')
  const [note, verdict] = next.untaken.all
  if (note === undefined || verdict === undefined) throw new Error('they are gone')
  sayAgain(next, note)
  expect(next.writer.draft?.body).toBe('later, please')
  sayAgain(next, verdict)
  expect(next.verdicts.asking).toMatchObject({ letter: 'B', value: 'changes', words: 'less piano' })
  expect(next.untaken.all.map((one) => isSaidAgain(next, one))).toEqual([true, false])
  // A note that is not sent after all is told as before.
  next.writer.discard()
  expect(next.untaken.all.map((one) => isSaidAgain(next, one))).toEqual([false, false])
  next.untaken.drop(({ answer }) => answer.key === verdict.answer.key)
  expect(open({ page: next.page, send: never }, kept, '/r/2/').untaken.all).toHaveLength(1)
})

test('what is said again goes from the list when it is taken, and not before', async () => {
  const kept = passing()
  const first = open({ page: pageOf([alternate(7, 'A'), alternate(8, 'B')]), send: refuse }, kept)
  const second = first.page.cues[0]?.alternates[1]
  if (second === undefined) throw new Error('no second alternate')
  first.writer.type('later, please')
  first.writer.send()
  first.verdicts.say(second, 'rejected')
  await vi.waitFor(() => expect(first.untaken.all).toHaveLength(2))

  const way: Way = { page: pageOf([alternate(17, 'A'), alternate(18, 'B')], 'Round 2'), send: never }
  const next = open(way, kept, '/r/2/')
  const listed = () => next.untaken.all.filter((one) => !isSaidAgain(next, one)).length
  const [note, verdict] = next.untaken.all
  if (note === undefined || verdict === undefined) throw new Error('they are gone')
  sayAgain(next, note)
  next.writer.type('later, please, and softer')
  next.writer.send()
  sayAgain(next, verdict)
  const again = next.page.cues[0]?.alternates[1]
  const other = next.page.cues[0]?.alternates[0]
  if (again === undefined || other === undefined) throw new Error('no alternates')
  next.verdicts.say(other, 'approved')
  expect(listed()).toBe(1)
  next.verdicts.say(again, 'rejected')
  expect([listed(), next.untaken.all.length]).toEqual([0, 2])
  await settled()
  way.send = taken
  next.connected()
  await vi.waitFor(() => expect(next.untaken.all).toEqual([]))
  expect(open({ page: way.page, send: never }, kept, '/r/3/').untaken.all).toEqual([])
})

test('a remark stays under the hand while its alternate is proposed again, and is kept when that goes', async () => {
  const way: Way = { page: pageOf([alternate(7, 'A')]), send: never }
  const review = open(way)
  review.verdicts.ask('approvedBut')
  review.verdicts.type('softer')
  way.page = pageOf([alternate(9, 'A')])
  way.hearing?.round()
  await settled()
  expect(review.verdicts.asking?.words).toBe('softer')
  review.verdicts.answer()
  expect(review.waiting).toMatchObject([{ proposal: 9, words: 'softer' }])
  review.verdicts.ask('changes')
  review.verdicts.type('slower')
  way.page = pageOf([alternate(10, 'B')])
  way.hearing?.round()
  await settled()
  expect(review.verdicts.asking).toBeUndefined()
  expect(review.untaken.all.map(({ line }) => line)).toEqual(['4M07 The Cove: “slower”'])
})

test('a remark that was begun is there again after another cue, a plain yes, and the page', () => {
  const kept = passing()
  const review = open({ page: pageOf([alternate(7, 'A')]), send: never }, kept)
  review.verdicts.ask('changes')
  review.verdicts.type('slower')
  review.verdicts.leave()
  review.verdicts.ask('changes')
  expect(review.verdicts.asking?.words).toBe('slower')
  const again = open({ page: review.page, send: never }, kept)
  again.verdicts.ask('approvedBut')
  expect(again.verdicts.asking?.words).toBe('slower')
})

test('a page that is closed takes no verdict and no note, and keeps what waits', async () => {
  const review = open({ page: pageOf([alternate(7, 'A')]), send: () => Promise.reject(new Closed('revoked')) })
  const [first] = review.page.cues[0]?.alternates ?? []
  if (first === undefined) throw new Error('no alternate')
  review.verdicts.say(first, 'approved')
  await vi.waitFor(() => expect(review.closed).toBe('revoked'))
  review.verdicts.say(first, 'rejected')
  review.verdicts.ask('changes')
  review.writer.type('x')
  review.writer.markRange()
  expect(review.waiting).toHaveLength(1)
  expect([review.verdicts.asking, review.writer.draft]).toEqual([undefined, undefined])
})

test('a note that is too long stays in its field', () => {
  const review = open({ page: pageOf([alternate(7, 'A')]), send: never })
  review.writer.type('x'.repeat(4_001))
  review.writer.send()
  expect([review.waiting.length, review.writer.draft?.body.length]).toEqual([0, 4_001])
  review.writer.type('x'.repeat(4_000))
  review.writer.send()
  expect([review.waiting.length, review.writer.draft]).toEqual([1, undefined])
})

/** As a browser says it where another of its windows writes. */
const elsewhere = () => dispatchEvent(new StorageEvent('storage', { key: 'needledrop outbox /r/1/' }))

test('what a closed window left is sent by the one that is open, without loading it again', async () => {
  vi.useFakeTimers()
  const kept = passing()
  const sent: string[] = []
  const send = (answers: readonly Answer[]) => {
    sent.push(...answers.map(({ key }) => key))
    return taken(answers)
  }
  open({ page: pageOf([alternate(7, 'A')]), send }, kept)
  const closing = open({ page: pageOf([alternate(7, 'A')]), send: never }, kept)
  const [first] = closing.page.cues[0]?.alternates ?? []
  if (first === undefined) throw new Error('no alternate')
  closing.verdicts.say(first, 'approved')
  const [answer] = closing.waiting
  elsewhere()
  await vi.advanceTimersByTimeAsync(2_500)
  expect(sent).toEqual([])
  await vi.advanceTimersByTimeAsync(1_000)
  expect(sent).toEqual([answer?.key])
  expect(kept.getItem('needledrop outbox /r/1/')).toBeNull()
  vi.useRealTimers()
})

test('what went by a new link is not told as unsent by a window whose link is closed', async () => {
  vi.useFakeTimers()
  const kept = passing()
  const page = pageOf([alternate(7, 'A')])
  const old = open({ page, send: () => Promise.reject(new Closed('revoked')) }, kept)
  old.writer.type('later, please')
  old.writer.send()
  await vi.advanceTimersByTimeAsync(10)
  expect([old.closed, old.waiting.length]).toEqual(['revoked', 1])
  // Said under the old link while the new one is open already: the new one sends it as well.
  const next = open({ page, send: taken }, kept, '/r/2/')
  await vi.advanceTimersByTimeAsync(10)
  expect(next.waiting).toEqual([])
  elsewhere()
  await vi.advanceTimersByTimeAsync(3_100)
  expect([old.waiting, old.untaken.all]).toEqual([[], []])
  vi.useRealTimers()
})

test('a note that another window began says so, goes with it, and is one of this window when it is gone on with', () => {
  const kept = passing()
  const page = pageOf([alternate(7, 'A')])
  const window = passing()
  const one = open({ page, send: never }, kept, '/r/1/', window)
  one.writer.type('later')
  const other = open({ page, send: never }, kept)
  expect([one.writer.isElsewhere, other.writer.isElsewhere]).toEqual([false, true])
  // The same window, loaded again.
  expect(open({ page, send: never }, kept, '/r/1/', window).writer.isElsewhere).toBe(false)
  one.writer.send()
  elsewhere()
  expect(other.writer.draft).toBeUndefined()
  one.writer.type('softer')
  elsewhere()
  expect([other.writer.draft?.body, other.writer.isElsewhere]).toEqual(['softer', true])
  other.writer.type('softer, please')
  expect([other.writer.isElsewhere, other.writer.beside]).toEqual([false, []])
  one.writer.discard()
  elsewhere()
  expect(other.writer.draft?.body).toBe('softer, please')
})

test('an answer that was made earlier overwrites nothing that was told later', async () => {
  const way: Way = { page: pageOf([alternate(7, 'A')]), send: never }
  let asked = 0
  let answer: (page: Page) => void = () => undefined
  way.readPage = () => new Promise((resolve) => (answer = resolve))
  way.read = () => {
    asked += 1
    return Promise.resolve({ ...said, open: false })
  }
  const review = open(way)
  way.hearing?.round()
  await settled()
  // The round is closed meanwhile: what is said is asked after the page that is on its way, and stays.
  way.hearing?.said()
  await settled()
  expect(asked).toBe(0)
  answer({ ...way.page, episode: '1x05' })
  await settled()
  expect([review.page.episode, review.takes, asked]).toEqual(['1x05', false, 1])
})

test('what waits is older than what the same person said elsewhere since', () => {
  const review = open({ page: pageOf([alternate(7, 'A')]), send: never })
  const [first] = review.page.cues[0]?.alternates ?? []
  if (first === undefined) throw new Error('no alternate')
  review.verdicts.say(first, 'approved')
  expect(review.mine(first)?.value).toBe('approved')
  const later = { proposal: 7, reviewer: 5, value: 'rejected', words: '', key: 'k', at: '2999-01-01T00:00:00.000Z' }
  review.said = { ...said, verdicts: [later as never] }
  expect(review.mine(first)?.value).toBe('rejected')
})

test('what is heard stays the same letter when it is proposed again', async () => {
  const way: Way = { page: pageOf([alternate(7, 'A'), alternate(8, 'B')]), send: never }
  const review = open(way)
  const [cue] = review.page.cues
  const second = cue?.alternates[1]
  if (cue === undefined || second === undefined) throw new Error('no second alternate')
  review.switchTo(cue, second)
  way.page = pageOf([alternate(17, 'A'), alternate(18, 'B')])
  way.hearing?.round()
  await settled()
  const [now] = review.page.cues
  expect(now && review.heardOf(now)?.id).toBe(18)
})

test('a page that is stopped before sound could begin does not play', async () => {
  const review = open({ page: pageOf([alternate(7, 'A')]), send: never })
  let begin: () => void = () => undefined
  review.deck.ready = () => new Promise((resolve) => (begin = resolve))
  const played = vi.spyOn(review.deck, 'play').mockImplementation(() => undefined)
  const playing = review.play()
  review.stop()
  begin()
  await playing
  expect([review.playing, played.mock.calls.length]).toEqual([false, 0])
})

test('two windows write of the same cue at once: each keeps its words and offers those of the other', () => {
  const kept = passing()
  const page = pageOf([alternate(7, 'A')])
  const [one, two] = [open({ page, send: never }, kept), open({ page, send: never }, kept)]
  one.writer.type('less piano')
  two.writer.type('slower')
  one.writer.type('less piano, please')
  elsewhere()
  const bodies = (review: Review) => [review.writer.draft?.body, ...review.writer.beside.map(({ body }) => body)]
  expect([bodies(one), bodies(two)]).toEqual([
    ['less piano, please', 'slower'],
    ['slower', 'less piano, please'],
  ])
  // A field that is emptied stays empty, and takes nothing of what stands beside it.
  two.writer.type('')
  expect(bodies(two)).toEqual(['', 'less piano, please'])
  two.writer.type('slow')
  two.writer.goOnWith(0)
  expect(bodies(two)).toEqual(['less piano, please', 'slow'])
  two.writer.send()
  expect([two.waiting.length, bodies(two)[0]]).toEqual([1, 'slow'])
})

test('words of a verdict that two windows write at once are lost in neither', () => {
  const kept = passing()
  const page = pageOf([alternate(7, 'A')])
  const [one, two] = [open({ page, send: never }, kept), open({ page, send: never }, kept)]
  one.verdicts.ask('changes')
  two.verdicts.ask('changes')
  one.verdicts.type('less piano')
  elsewhere()
  expect([two.verdicts.asking?.words, two.verdicts.beside]).toEqual(['', ['less piano']])
  two.verdicts.type('slower')
  elsewhere()
  expect([one.verdicts.beside, two.verdicts.beside]).toEqual([['slower'], ['less piano']])
  one.verdicts.goOnWith(0)
  expect([one.verdicts.asking?.words, one.verdicts.beside]).toEqual(['slower', ['less piano']])
  one.verdicts.answer()
  elsewhere()
  // What one has sent is gone there; what the other was writing is not.
  one.verdicts.ask('changes')
  expect([one.verdicts.asking?.words, two.verdicts.asking?.words]).toEqual(['less piano', 'slower'])
})

test('a no is said at once and asks why; words go to it, Enter without any leaves it, and none of that is a yes', () => {
  const review = open({ page: pageOf([alternate(7, 'A')]), send: never })
  const [first] = review.page.cues[0]?.alternates ?? []
  if (first === undefined) throw new Error('no alternate')
  const said = () => review.waiting.map((one) => (one.type === 'verdict' ? [one.value, one.words] : []))
  review.verdicts.say(first, 'rejected')
  expect([said(), review.verdicts.asking?.value]).toEqual([[['rejected', '']], 'rejected'])
  review.verdicts.enter(first)
  expect([said(), review.verdicts.asking]).toEqual([[['rejected', '']], undefined])
  review.verdicts.say(first, 'rejected')
  expect([review.mine(first), review.verdicts.asking]).toEqual([undefined, undefined])
  review.verdicts.say(first, 'rejected')
  review.verdicts.type('too sweet')
  review.verdicts.answer()
  expect([review.mine(first), review.verdicts.asking]).toEqual([{ value: 'rejected', words: 'too sweet' }, undefined])
  review.verdicts.enter(first)
  expect(review.mine(first)?.value).toBe('approved')
  // Why it was a no is asked for with its own words, and is no remark of a yes.
  review.verdicts.ask('approvedBut')
  expect(review.verdicts.asking?.words).toBe('')
  review.verdicts.say(first, 'rejected')
  expect(review.verdicts.asking?.words).toBe('too sweet')
})

test('a send that breaks off while news come in is tried again within a second, and nobody is told that there is no connection', async () => {
  vi.useFakeTimers()
  const way: Way = { page: pageOf([alternate(7, 'A')]), send: never }
  const review = open(way)
  way.hearing?.reached(true)
  await vi.advanceTimersByTimeAsync(10)
  review.writer.type('later, please')
  review.writer.send()
  await vi.advanceTimersByTimeAsync(10)
  expect(review.connection.reached).toBe(false)
  way.send = taken
  await vi.advanceTimersByTimeAsync(1_000)
  expect([review.connection.reached, review.waiting]).toEqual([true, []])
  vi.useRealTimers()
})
