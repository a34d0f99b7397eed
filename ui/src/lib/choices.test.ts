// @vitest-environment jsdom
import { expect, test } from 'vitest'
import { watchChoices } from './choices'

const over = () => new Promise((resolve) => setTimeout(resolve, 5))

test('a choice by a key is told once, whether the engine tells of it or not', async () => {
  document.body.innerHTML = '<select><option>A</option><option>B</option></select>'
  const list = document.querySelector('select')
  if (list === null) throw new Error('no list')
  const heard: string[] = []
  list.addEventListener('change', () => heard.push(list.value))
  const leave = watchChoices(window)
  const press = (chosen: string, told: boolean) => {
    list.dispatchEvent(new KeyboardEvent('keydown', { key: chosen.toLowerCase(), bubbles: true }))
    list.value = chosen
    if (told) list.dispatchEvent(new Event('change', { bubbles: true }))
  }
  press('B', true)
  await over()
  list.value = 'A' // by an undo
  press('B', false)
  await over()
  press('B', false)
  await over()
  expect(heard).toEqual(['B', 'B'])
  leave()
  press('A', false)
  await over()
  expect(heard).toHaveLength(2)
})
