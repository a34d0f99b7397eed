import { expect, test } from 'vitest'
import type { CueId, NoteId } from '../generated'
import { keepDraft, keepReply, keptDrafts, keptReplies, type Draft } from './draft'
import { passing } from './storage'

const draft = (cue: number, body: string): Draft => ({
  cue: cue as CueId,
  proposal: undefined,
  from: 0,
  until: undefined,
  body,
  drawing: [],
})

test('two windows of a browser keep what is begun in either', () => {
  const kept = passing()
  keepDraft(kept, 'r', 1 as CueId, draft(1, 'later'), undefined)
  keepDraft(kept, 'r', 2 as CueId, draft(2, 'softer'), undefined)
  expect(Object.values(keptDrafts(kept, 'r')).map((one) => one?.body)).toEqual(['later', 'softer'])
  keepDraft(kept, 'r', 1 as CueId, undefined, draft(1, 'later'))
  expect(Object.keys(keptDrafts(kept, 'r'))).toEqual(['2'])
  keepDraft(kept, 'r', 2 as CueId, undefined, draft(2, 'softer'))
  expect(kept.getItem('needledrop drafts r')).toBeNull()
  keepReply(kept, 'r', 5 as NoteId, 'yes', undefined)
  expect(keptReplies(kept, 'r')[5 as NoteId]).toBe('yes')
})

test('what another window has begun of the same stays when one here is sent', () => {
  const kept = passing()
  keepDraft(kept, 'r', 1 as CueId, draft(1, 'later'), undefined)
  keepDraft(kept, 'r', 1 as CueId, draft(1, 'softer'), undefined)
  keepDraft(kept, 'r', 1 as CueId, undefined, draft(1, 'later'))
  expect(keptDrafts(kept, 'r')[1 as CueId]?.body).toBe('softer')
})

test('what nobody can read is no draft', () => {
  const kept = passing()
  kept.setItem('needledrop drafts r', '{')
  expect(keptDrafts(kept, 'r')).toEqual({})
})
