/** What the core advises on the use of cues, for one or several at once. */

import type { CuePatch, CueView, Edit, UsageAdvice, UsageFact } from '../../generated'
import { edit, sayDone } from '../../lib/edits.svelte'
import { counted } from '../../lib/format'
import { say } from '../../lib/toasts.svelte'
import { usages } from '../../lib/usage.svelte'

/** A piece of advice, with the cues that it is for. */
export interface Offer {
  /** Names it among the offers. */
  readonly key: string
  readonly sets: UsageFact
  readonly reason: string
  readonly confidence: UsageAdvice['confidence']
  readonly cues: readonly CueView[]
}

const keyOf = ({ fact, value }: UsageFact) => `${fact} ${value}`

/** What is advised for cues, each fact once a reason. */
export function offersFor(cues: readonly CueView[]): readonly Offer[] {
  const offers = new Map<string, Offer>()
  for (const cue of cues) {
    for (const { sets, reason, confidence } of cue.advice) {
      // Each reason is of the cues that it was found for.
      const key = `${keyOf(sets)} ${reason}`
      const known = offers.get(key)
      offers.set(key, {
        key,
        sets,
        reason,
        confidence,
        cues: [...(known?.cues ?? []), cue],
      })
    }
  }
  return [...offers.values()]
}

/** Takes all that is no guess at once; a guess is accepted by itself, by somebody who looked at it. */
export async function takeClear(offers: readonly Offer[]): Promise<void> {
  const clear = offers.filter(({ confidence }) => confidence !== 'guess')
  if (clear.length === 0) {
    say('What is suggested is a guess: accept each by itself.')
    return
  }
  await takeOffers(clear)
}

/** Takes offers, all of them one step of undo. */
export async function takeOffers(offers: readonly Offer[]): Promise<void> {
  const edits = offers.map(({ cues, sets }): Edit => ({
    type: 'editCues',
    cues: cues.map((cue) => cue.id),
    set: patchOf(sets),
  }))
  if (edits.length === 0) return
  const cues = new Set(offers.flatMap((offer) => offer.cues.map((cue) => cue.number)))
  const whom = cues.size === 1 ? [...cues].join('') : counted(cues.size, 'cue')
  const edited = await edit(edits, `Accept usage suggestions for ${whom}`)
  if (edited === undefined || (offers.length === 1 && cues.size === 1)) return
  const taken = [...new Set(offers.map(({ sets }) => wordsOf(sets)))]
  const more = taken.length > mostNamed ? ` and ${taken.length - mostNamed} more` : ''
  sayDone(`${taken.slice(0, mostNamed).join(', ')}${more} accepted for ${whom}`)
}

/** Facts that a message names. */
const mostNamed = 3

/** Sees to it that an offer is not made again for its cues. */
export async function waveAway({ cues, sets }: Offer): Promise<void> {
  await edit([{ type: 'dismissUsage', cues: cues.map((cue) => cue.id), fact: sets }])
}

function patchOf(sets: UsageFact): CuePatch {
  switch (sets.fact) {
    case 'perception':
      return { perception: sets.value }
    case 'voice':
      return { voice: sets.value }
    case 'themeRole':
      return { themeRole: sets.value }
    case 'origin':
      return { origin: sets.value }
  }
}

/** `Role: main title`. */
export function wordsOf(sets: UsageFact): string {
  const choices = usages.guide?.[sets.fact] ?? []
  const word = choices.find((one) => one.value === sets.value)?.word ?? sets.value
  return `${names[sets.fact]}: ${word.toLowerCase()}`
}

const names = { perception: 'Perception', voice: 'Voice', themeRole: 'Role', origin: 'Origin' } as const
