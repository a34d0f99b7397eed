/** A reply, as it is saved and as it is copied: see `docs/review-reply.md`. */

import { blake3 } from '@noble/hashes/blake3.js'
import type { Answer, Packed, PackedPerson } from '../../generated'
import { lineOf } from '../lines'
import { bytesOf } from './media'

const version = 1

function base64(bytes: Uint8Array): string {
  let letters = ''
  for (const byte of bytes) letters += String.fromCharCode(byte)
  return btoa(letters)
}

const forAddresses = (bytes: Uint8Array) => base64(bytes).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
const fromAddresses = (text: string) =>
  bytesOf(text.replaceAll('-', '+').replaceAll('_', '/') + '='.repeat((4 - (text.length % 4)) % 4))

/** The reply of somebody, as JSON. What is signed is the very text of what they say. */
export function replyOf(packed: Packed, person: PackedPerson, answers: readonly Answer[], savedAt: string): string {
  const payload = JSON.stringify({ package: packed.id, reviewer: person.page.you.id, savedAt, answers })
  return signed(payload, person.secret, headOf(person))
}

/** What was said, with what makes it known: what is signed is the very text of it. */
export function signed(payload: string, secret: string, head: string): string {
  const signature = forAddresses(blake3(new TextEncoder().encode(payload), { key: fromAddresses(secret) }))
  const about = `${head} Open it in Needledrop: Review, Import a reply.`
  return JSON.stringify({ needledropReply: version, about, payload, signature })
}

function headOf({ page }: PackedPerson): string {
  return `Reply of ${page.you.name} to ${page.show} ${page.episode}, ${page.round.title}.`
}

/** The same for a message: first for people, then for the program. */
export function asText(person: PackedPerson, answers: readonly Answer[], reply: string): string {
  return messageOf(headOf(person), said(person, answers), reply)
}

/** A reply for a message: first for people, then for the program. */
export function messageOf(head: string, said: readonly string[], reply: string): string {
  const lines = (base64(new TextEncoder().encode(reply)).match(/.{1,76}/g) ?? []).join('\n')
  return [
    head,
    '',
    ...said,
    '',
    'To import it: copy all of this and paste it in Needledrop (Review, Import a reply).',
    '',
    '-----BEGIN NEEDLEDROP REPLY-----',
    lines,
    '-----END NEEDLEDROP REPLY-----',
    '',
  ].join('\n')
}

/** What was said, a line each: of verdicts the last on each alternate. */
function said({ page }: PackedPerson, answers: readonly Answer[]): readonly string[] {
  return page.cues.flatMap((cue) => {
    const verdicts = cue.alternates.flatMap(({ id }) => {
      const last = answers.findLast((answer) => answer.type === 'verdict' && answer.proposal === id)
      return last === undefined ? [] : [last]
    })
    const notes = answers.filter((answer) => answer.type === 'note' && answer.cue === cue.id)
    return [...verdicts, ...notes].flatMap((answer) => lineOf(answer, cue, page.cut) ?? [])
  })
}

/** What the file is called, on every system. */
export function fileName({ page }: PackedPerson): string {
  return replyName([page.you.name, page.episode.split(' ')[0] ?? '', page.round.title.split(',')[0] ?? ''])
}

/** Letters of each part of a file's name. */
const mostLettersOfPart = 40

export function replyName(parts: readonly string[]): string {
  const plain = (text: string) =>
    text
      .normalize('NFKD')
      .replaceAll(/\p{M}/gu, '')
      .replaceAll(/[^\w-]+/g, '-')
      .replaceAll(/^-+|-+$/g, '')
  // A name of a file has 255 bytes at most, on every system; a browser saves nothing under a longer one, without a word.
  const short = parts.map((part) => plain(part).slice(0, mostLettersOfPart))
  return `${['reply', ...short].filter((part) => part !== '').join('-')}.json`
}
