import { describe, expect, it } from 'vitest'
import type { Profile } from '../../generated'
import { changed, copyOf, moved, withKey } from './profile-words'

describe('lists of a profile', () => {
  it('moves a member, and leaves it at the ends', () => {
    expect(moved(['a', 'b', 'c'], 0, 1)).toEqual(['b', 'a', 'c'])
    expect(moved(['a', 'b', 'c'], 2, 1)).toEqual(['a', 'b', 'c'])
    expect(moved(['a', 'b', 'c'], 0, -1)).toEqual(['a', 'b', 'c'])
    expect(moved(['a', 'b', 'c'], 2, -1)).toEqual(['a', 'c', 'b'])
  })

  it('changes a member or takes it out', () => {
    const list = [
      { label: 'a', width: 1 },
      { label: 'b', width: 2 },
    ]
    expect(changed(list, 1, { width: 9 })).toEqual([
      { label: 'a', width: 1 },
      { label: 'b', width: 9 },
    ])
    expect(changed(list, 0, undefined)).toEqual([{ label: 'b', width: 2 }])
  })

  it('leaves out what is emptied', () => {
    const codes: Partial<Record<string, string>> = { live: 'P' }
    expect(withKey(codes, 'live', ' ')).toEqual({})
    expect(withKey(codes, 'video', ' V ')).toEqual({ live: 'P', video: 'V' })
  })

  it('gives a copy an id of its own', () => {
    const ours = { id: 'uk', name: 'UK' } as Profile
    expect(copyOf(ours, new Set(['uk']))).toMatchObject({ id: 'uk-own', name: 'UK (own)' })
    const own = copyOf(ours, new Set())
    expect(copyOf(own, new Set(['uk', 'uk-own']))).toMatchObject({ id: 'uk-own-2', name: 'UK (own)' })
  })
})
