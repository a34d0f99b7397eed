// @vitest-environment jsdom
import { expect, test } from 'vitest'
import { givesFocusBack, holdTyping } from './focus-field'

function press(key: string): KeyboardEvent {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true })
  document.body.dispatchEvent(event)
  return event
}

const frame = () => new Promise((resolve) => requestAnimationFrame(resolve))

function field(): HTMLInputElement {
  const input = document.createElement('input')
  input.dataset.testid = 'name'
  input.scrollIntoView = () => undefined
  document.body.replaceChildren(input)
  return input
}

test('what is typed before there is a field goes into it, and nowhere else', async () => {
  const typing = holdTyping()
  expect(Array.from('letter').map((key) => press(key).defaultPrevented)).toEqual(Array(6).fill(true))
  press('Backspace')
  const input = field()
  typing.into('name')
  await frame()
  await frame()
  expect([input.value, document.activeElement]).toEqual(['lette', input])
  expect(press('x').defaultPrevented).toBe(false)
})

test('Enter takes the name and leaves the field', async () => {
  const typing = holdTyping()
  for (const key of ['w', 'a', 've', 'Enter', 'B']) press(key)
  const input = field()
  typing.into('name')
  await frame()
  await frame()
  expect([input.value, document.activeElement]).toEqual(['wa', document.body])
})

test('where no field comes what is still being typed plays and cuts nothing; then keys do what they always do', async () => {
  const typing = holdTyping()
  typing.giveUp()
  await new Promise((resolve) => setTimeout(resolve, 1_000))
  expect(press('b').defaultPrevented).toBe(true)
  await new Promise((resolve) => setTimeout(resolve, 700))
  expect(press('b').defaultPrevented).toBe(false)
})

test('Enter ends a name that has nowhere to go', () => {
  const typing = holdTyping()
  typing.giveUp()
  press('b')
  press('Enter')
  expect(press('b').defaultPrevented).toBe(false)
})

test('the focus goes back to where it was when a sheet goes, unless it was put elsewhere', async () => {
  document.body.innerHTML = '<button id="opener"></button><input id="other" /><div id="sheet"><input id="in" /></div>'
  const [opener, other, within] = ['opener', 'other', 'in'].map((id) => document.getElementById(id))
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve))
  opener?.focus()
  const gone = givesFocusBack()
  within?.focus()
  document.getElementById('sheet')?.remove()
  gone()
  await frame()
  expect(document.activeElement).toBe(opener)

  const goneAgain = givesFocusBack()
  other?.focus()
  goneAgain()
  await frame()
  expect(document.activeElement).toBe(other)
})
