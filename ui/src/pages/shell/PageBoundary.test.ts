// @vitest-environment jsdom
import { fireEvent, render, screen } from '@testing-library/svelte'
import { createRawSnippet } from 'svelte'
import { afterEach, expect, test } from 'vitest'
import EditField from '../../widgets/EditField.svelte'
import PageBoundary from './PageBoundary.svelte'

afterEach(() => {
  document.body.replaceChildren()
})

test('a page that cannot be drawn says so, and is drawn when it is tried again', async () => {
  let broken = true
  const children = createRawSnippet(() => ({
    render: () => {
      if (broken) throw new Error('two of one name')
      return '<p>The rights</p>'
    },
  }))
  render(PageBoundary, { name: 'Clear', children })
  expect(screen.getByRole('alert').textContent).toContain('The Clear page could not be shown')
  expect(screen.getByRole('alert').textContent).toContain('two of one name')
  broken = false
  await fireEvent.click(screen.getByTestId('page-retry'))
  expect(screen.getByText('The rights')).toBeDefined()
})

test('two of one name are offered once', () => {
  const suggestions = ['Hollow Oak Songs', 'Ines Vold', 'Hollow Oak Songs']
  render(EditField, { value: '', label: 'Licensor', commit: () => undefined, suggestions })
  const offered = [...document.querySelectorAll('datalist option')].map((one) => one.getAttribute('value'))
  expect(offered).toEqual(['Hollow Oak Songs', 'Ines Vold'])
})
