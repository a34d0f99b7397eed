import { expect, test } from 'vitest'
import { spread } from './spread'

const box = { width: 1000, height: 500 }

test('a word stands where it lies, pleasant to the right and stirred above', () => {
  const at = spread([{ word: 'x', valence: 100, arousal: 100 }], box).get('x')
  expect(at).toEqual({ x: 960, y: 20 })
})

test('words that lie together stand under each other', () => {
  const words = ['calm', 'easy', 'still'].map((word) => ({ word, valence: 0, arousal: 0 }))
  const ys = [...spread(words, box).values()].map(({ y }) => y)
  expect(ys).toEqual([250, 264, 236])
})

test('words beside each other stay where they are', () => {
  const words = [
    { word: 'calm', valence: -50, arousal: 0 },
    { word: 'easy', valence: 50, arousal: 0 },
  ]
  expect([...spread(words, box).values()].map(({ y }) => y)).toEqual([250, 250])
})
