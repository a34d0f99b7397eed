// @vitest-environment jsdom
import { fireEvent, render, screen } from '@testing-library/svelte'
import { expect, test, vi } from 'vitest'
import type { AlbumView, ShowView } from '../../generated'
import AlbumPanel from './AlbumPanel.svelte'

test('a value that is refused leaves labels and values below it what they were', async () => {
  // A page that is only made has no sizes to be told of.
  vi.stubGlobal('ResizeObserver', class { observe = vi.fn(); disconnect = vi.fn() }) // prettier-ignore
  const texts = { title: 'The songs', artist: '', label: '', upc: '', artwork: '', note: '' }
  const lists = { stills: [], entries: [], lines: [], sides: [], remarks: [] }
  const one = { id: 1, ...texts, ...lists, year: null, loudness: null, sideLimit: 0 } as unknown as AlbumView
  render(AlbumPanel, { show: { readOnly: false } as ShowView, one })
  const children = () => [...(document.querySelector('.pairs')?.children ?? [])]
  const labels = () => children().flatMap((child, at) => (at % 2 === 0 ? [child.textContent.trim()] : []))
  const before = labels()
  expect(before).toEqual(['Artist', 'Label', 'UPC', 'Year', 'Loudness', 'Artwork', 'Stills', 'Side'])
  const year = screen.getByLabelText('Year of the release')
  await fireEvent.input(year, { target: { value: 'soon' } })
  await fireEvent.blur(year)
  expect((await screen.findByRole('alert')).textContent).toBe('Write a year as 2027')
  expect(labels()).toEqual(before)
})
