// @vitest-environment jsdom
import { fireEvent, render, screen } from '@testing-library/svelte'
import { expect, test, vi } from 'vitest'
import Director from './Director.svelte'
import type { Door, Entered } from './door'

test('of two PINs that are on their way the last one counts, whichever is answered first', async () => {
  const answers: ((entered: Entered) => void)[] = []
  const page = vi.fn()
  const enter = () => new Promise<Entered>((resolve) => answers.push(resolve))
  const door = { name: '/r/1/', enter, page, said: vi.fn() } as unknown as Door
  render(Director, { door })
  answers[0]?.({ kind: 'pin', wrong: false })
  const field = await screen.findByTestId('pin')
  const form = field.closest('form') ?? document.body
  await fireEvent.submit(form)
  await fireEvent.submit(form)
  answers[2]?.({ kind: 'locked', seconds: 900 })
  await screen.findByText('Locked')
  answers[1]?.({ kind: 'in' })
  await new Promise((resolve) => setTimeout(resolve))
  expect(page).not.toHaveBeenCalled()
  expect(screen.queryByText('Locked')).not.toBeNull()
})
