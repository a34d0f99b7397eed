// @vitest-environment jsdom
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Connection } from './connection.svelte'
import { Later, NotTaken, Unreached } from './door'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

const breaks = () => Promise.reject(new Unreached())
const answers = () => Promise.resolve('yes')
const outcome = (asked: Promise<unknown>) => asked.then(String, (reason: unknown) => (reason as Error).constructor.name)

function open(look: () => Promise<unknown>) {
  const looked: number[] = []
  const connection: Connection = new Connection(() => {
    looked.push(performance.now())
    void outcome(connection.ask(look))
  })
  return { connection, looked }
}

test('one question that broke off is followed by another within a second, and that it comes through is told at once', async () => {
  const { connection, looked } = open(answers)
  const began = performance.now()
  expect(await outcome(connection.ask(breaks))).toBe('Unreached')
  expect(connection.reached).toBe(false)
  await vi.advanceTimersByTimeAsync(1_000)
  expect([connection.reached, looked]).toEqual([true, [began + 1_000]])
  await vi.advanceTimersByTimeAsync(60_000)
  expect(looked).toHaveLength(1)
})

test('any answer says that the way is open, also a refusal', async () => {
  const { connection } = open(breaks)
  connection.lost()
  expect(await outcome(connection.ask(() => Promise.reject(new NotTaken())))).toBe('NotTaken')
  expect(connection.reached).toBe(true)
  connection.lost()
  connection.found()
  expect(connection.reached).toBe(true)
})

test('as long as nothing comes through it is asked less and less often, and never more seldom than every eight seconds', async () => {
  const { connection, looked } = open(breaks)
  const began = performance.now()
  connection.lost()
  await vi.advanceTimersByTimeAsync(32_000)
  expect(looked.map((at) => (at - began) / 1_000)).toEqual([1, 3, 7, 15, 23, 31])
  connection.end()
  await vi.advanceTimersByTimeAsync(60_000)
  expect(looked).toHaveLength(6)
})

test('a question that hung from before says nothing of the way as it is now', async () => {
  const { connection, looked } = open(answers)
  let breakOff: () => void = () => undefined
  const hanging = outcome(connection.ask(() => new Promise((_, reject) => (breakOff = () => reject(new Unreached())))))
  await connection.ask(answers)
  breakOff()
  await hanging
  expect(connection.reached).toBe(true)
  // What it was to bring is asked for again all the same.
  await vi.advanceTimersByTimeAsync(1_000)
  expect(looked).toHaveLength(1)
})

test('whoever takes nothing just now was reached, and is asked again', async () => {
  const { connection, looked } = open(answers)
  expect(await outcome(connection.ask(() => Promise.reject(new Later())))).toBe('Later')
  expect(connection.reached).toBe(true)
  await vi.advanceTimersByTimeAsync(1_000)
  expect(looked).toHaveLength(1)
})

test('where some comes through and some does not, what does not is never asked again in a hurry', async () => {
  const { connection, looked } = open(() => {
    void outcome(connection.ask(breaks))
    return answers()
  })
  connection.lost()
  await vi.advanceTimersByTimeAsync(32_000)
  expect([connection.reached, looked.length]).toEqual([true, 6])
})
