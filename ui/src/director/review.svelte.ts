/** Where a director's review stands: what is shown, which cue is on, what is heard, and what is on its way. */

import type {
  Answer,
  CueId,
  Page,
  Position,
  ProposalId,
  Said,
  SaidNote,
  ShownAlternate,
  ShownCue,
  VerdictValue,
} from '../generated'
import { coalesce } from '../lib/coalesce'
import { noEntries, withEntry } from '../lib/lists/collections'
import { flicksPerSecond, frameAt, frameStart } from '../time/time'
import { Deck, factorOf, type Loaded } from './deck'
import { Closed, type Door, type Present, type Refusal } from './door'
import { Listened } from './listened'
import { NoteWriter } from './note-writer.svelte'
import { moment, newKey, Outbox, type Outcome } from './outbox'
import { Remarks } from './remarks'
import { standingOf, type CueStanding } from './standing'
import type { Store } from './storage'

const preRollSeconds = 5

/** What is heard of a cue, to be compared: where it is read from may have another name each time it is served. */
function soundsOf(cue: ShownCue | undefined): string {
  const all = cue?.alternates.map(({ id, sound }) => [id, sound?.start, sound?.length, sound?.matchGain, sound?.wave])
  return JSON.stringify([all ?? [], cue?.under?.start, cue?.under?.length])
}

export class Review {
  readonly #door: Door
  readonly deck: Deck
  readonly outbox: Outbox
  readonly writer: NoteWriter
  readonly #listened = new Listened()
  /** Much may be said at once: it is read once more then, not each time. */
  readonly #readSoon = coalesce(() => this.#read())
  readonly #readPageSoon = coalesce(() => this.#readPage())

  /** What is shown; it may become otherwise while it is open. */
  page = $state.raw() as Page
  said = $state.raw<Said>({ verdicts: [], notes: [], open: true })
  waiting = $state.raw<readonly Answer[]>([])
  /** What has arrived and was not read back yet: it does not go away in between. */
  #arriving = $state.raw<readonly Answer[]>([])
  present = $state.raw<readonly Present[]>([])
  reached = $state(true)
  /** The link was closed while the page was open. */
  closed = $state<Refusal | undefined>()
  cueId = $state.raw<CueId>(0 as CueId)
  heard = $state.raw<ReadonlyMap<CueId, ProposalId>>(noEntries())
  /** Seconds of the cut, moved with every frame of the screen. */
  position = $state(0)
  playing = $state(false)
  /** How far the music of the cue that is on is: `making` where it is made just now, `missing` where it cannot be read. */
  sound = $state<'loading' | 'making' | 'ready' | 'missing'>('loading')
  matched = $state(true)
  /** Whether the picture's own sound is heard under the music. */
  under = $state(true)
  preRoll = $state(true)
  /** The verdict that is being put into words. */
  asking = $state<{ proposal: ProposalId; value: 'approvedBut' | 'changes'; words: string } | undefined>()
  /** What was not taken, and why. */
  refused = $state.raw<readonly string[]>([])
  /** A word to the reader, for a moment. */
  word = $state('')
  #loading: AbortController | undefined
  #frame = 0
  readonly #remarks = new Remarks()
  #wordTimer: ReturnType<typeof setTimeout> | undefined

  constructor(door: Door, page: Page, context: AudioContext, store: Store) {
    this.#door = door
    this.page = page
    this.deck = new Deck(context)
    this.said = { verdicts: [], notes: [], open: page.round.open }
    this.writer = new NoteWriter(this, store, door.name)
    this.outbox = new Outbox(store, door.name, {
      send: (answers) => door.send(answers),
      // What was heard goes along without a word.
      changed: (waiting) => (this.waiting = waiting.filter(({ type }) => type !== 'heard')),
      arrived: (outcomes) => this.#arrived(outcomes),
      closed: ({ reason }) => (this.closed = reason),
    })
  }

  /** Follows what is said elsewhere, until the returned function is called. */
  begin(): () => void {
    const stop = this.#door.follow({
      said: () => void this.#readSoon(),
      round: () => void this.#readPageSoon(),
      present: (present) => (this.present = present),
      reached: (reached) => {
        this.reached = reached
        if (reached) void this.outbox.flush()
      },
    })
    void this.#readSoon()
    void this.outbox.flush()
    const first = this.page.cues.find((cue) => this.standing(cue) === undefined) ?? this.page.cues[0]
    if (first !== undefined) this.goTo(first)
    return () => {
      stop()
      this.#loading?.abort()
      this.deck.stop()
      cancelAnimationFrame(this.#frame)
    }
  }

  async #read(): Promise<void> {
    try {
      const arriving = this.#arriving
      this.said = await this.#door.said()
      this.#arriving = this.#arriving.filter((answer) => !arriving.includes(answer))
      this.reached = true
    } catch (reason) {
      if (reason instanceof Closed) {
        this.closed = reason.reason
        this.stop()
      } else this.reached = false
    }
  }

  /** What is shown may be otherwise now: more music is made, or something was proposed anew. */
  async #readPage(): Promise<void> {
    try {
      const page = await this.#door.page()
      if (JSON.stringify(page) === JSON.stringify(this.page)) return
      const before = this.cue
      this.page = page
      this.said = { ...this.said, open: page.round.open }
      const now = this.cue
      if (now === undefined) {
        const [first] = page.cues
        if (first !== undefined) this.goTo(first)
      } else if (soundsOf(now) !== soundsOf(before)) void this.#load(now)
    } catch {
      // Whether the way or the link is closed, what was said tells.
      void this.#readSoon()
    }
  }

  #arrived(outcomes: readonly Outcome[]): void {
    const spoken = outcomes.filter(({ answer }) => answer.type !== 'heard')
    const refused = spoken.flatMap(({ received }) => (received.outcome === 'refused' ? [received.reason] : []))
    if (refused.length > 0) this.refused = [...this.refused, ...refused]
    const taken = spoken.flatMap(({ answer, received }) => (received.outcome === 'refused' ? [] : [answer]))
    this.#arriving = [...this.#arriving, ...taken]
    if (spoken.length > 0) void this.#readSoon()
  }

  get #going(): readonly Answer[] {
    return [...this.#arriving, ...this.waiting]
  }

  get cue(): ShownCue | undefined {
    return this.page.cues.find((cue) => cue.id === this.cueId)
  }

  /** The alternate that is heard: the one that was chosen, else the pick, else the first. */
  heardOf(cue: ShownCue): ShownAlternate | undefined {
    const chosen = this.heard.get(cue.id)
    return (
      cue.alternates.find(({ id }) => id === chosen) ?? cue.alternates.find(({ pick }) => pick) ?? cue.alternates[0]
    )
  }

  /** What this reviewer says of an alternate now: what is on its way counts. */
  mine(alternate: ShownAlternate): { readonly value: VerdictValue; readonly words: string } | undefined {
    const going = this.#going.findLast((answer) => answer.type === 'verdict' && answer.proposal === alternate.id)
    if (going?.type === 'verdict') return going.value === null ? undefined : { value: going.value, words: going.words }
    const said = this.said.verdicts.find(
      ({ proposal, reviewer }) => proposal === alternate.id && reviewer === this.page.you.id,
    )
    return said === undefined || said.value === null ? undefined : { value: said.value, words: said.words }
  }

  /** What this reviewer says of a cue. */
  standing(cue: ShownCue): CueStanding | undefined {
    return standingOf(cue, (alternate) => this.mine(alternate)?.value)
  }

  notesOf(cue: ShownCue): readonly SaidNote[] {
    const going: readonly SaidNote[] = this.#going.flatMap((answer) => {
      if (answer.type !== 'note' || answer.cue !== cue.id) return []
      const { proposal, from, until, body, drawing, answers, at, key } = answer
      if (this.said.notes.some((note) => note.key === key)) return []
      const own = { author: this.page.you.name, reviewer: this.page.you.id, resolved: false }
      return [{ id: 0 as SaidNote['id'], cue: cue.id, proposal, from, until, body, drawing, answers, at, key, ...own }]
    })
    return [...this.said.notes.filter((note) => note.cue === cue.id), ...going]
  }

  // What is heard.

  startOf(cue: ShownCue): number {
    return Math.max(0, cue.inPoint / flicksPerSecond - (this.preRoll ? preRollSeconds : 0))
  }

  endOf(cue: ShownCue): number {
    return cue.outPoint / flicksPerSecond
  }

  goTo(cue: ShownCue): void {
    if (this.cueId === cue.id) return
    this.stop()
    this.asking = undefined
    this.cueId = cue.id
    this.#door.looksAt(cue.id)
    this.seek(this.startOf(cue))
    void this.#load(cue)
  }

  step(by: -1 | 1): void {
    const at = this.page.cues.findIndex((cue) => cue.id === this.cueId)
    const next = this.page.cues[at + by]
    if (next !== undefined) this.goTo(next)
  }

  async #load(cue: ShownCue): Promise<void> {
    this.#loading?.abort()
    const stop = new AbortController()
    this.#loading = stop
    this.sound = 'loading'
    if (this.playing) this.stop()
    this.deck.load([])
    const sounds = cue.alternates.flatMap(({ id, sound }) => (sound === null ? [] : [{ id, sound }]))
    const under = cue.under === null || sounds.length === 0 ? [] : [{ id: undefined, sound: cue.under }]
    try {
      const loaded: readonly Loaded[] = await Promise.all(
        [...sounds, ...under].map(async ({ id, sound }) => {
          const buffer = await this.#decoded(sound.opus, sound.wav, stop.signal)
          return { id, buffer, start: sound.start / flicksPerSecond, match: factorOf(sound.matchGain) }
        }),
      )
      if (stop.signal.aborted) return
      this.deck.load(loaded)
      this.deck.match(this.matched)
      this.deck.hearUnder(this.under)
      this.deck.hear(this.heardOf(cue)?.id)
      if (loaded.length > 0) this.sound = 'ready'
      else this.sound = this.page.making ? 'making' : 'missing'
    } catch (reason) {
      if (stop.signal.aborted) return
      this.sound = 'missing'
      if (reason instanceof Closed) this.closed = reason.reason
    }
  }

  /** A browser that cannot decode Ogg Opus gets the same as WAV. */
  async #decoded(opus: string, wav: string | null, signal: AbortSignal): Promise<AudioBuffer> {
    const bytes = await this.#door.sound(opus as never, signal)
    try {
      return await this.deck.decode(bytes)
    } catch (reason) {
      if (wav === null) throw reason
      return await this.deck.decode(await this.#door.sound(wav as never, signal))
    }
  }

  async play(): Promise<void> {
    const { cue } = this
    if (cue === undefined) return
    const within = this.startOf(cue) <= this.position && this.position < this.endOf(cue) - 0.05
    await this.deck.play(within ? this.position : this.startOf(cue))
    this.playing = true
    this.#frame = requestAnimationFrame(() => this.#follow())
  }

  stop(): void {
    this.writer.goesOn = false
    cancelAnimationFrame(this.#frame)
    if (this.deck.playing) this.deck.stop()
    this.playing = false
    this.position = this.deck.position
  }

  toggle(): void {
    if (this.playing) this.stop()
    else void this.play()
  }

  seek(to: number): void {
    const { cue } = this
    const at = cue === undefined ? to : Math.min(this.endOf(cue), Math.max(0, to))
    this.deck.seek(at)
    this.position = at
  }

  /** Goes to a frame, in flicks. */
  seekFrame(flicks: number): void {
    this.seek(flicks / flicksPerSecond)
  }

  #follow(): void {
    const before = this.position
    this.position = this.deck.position
    const { cue } = this
    if (cue !== undefined) this.#listen(cue, before)
    if (cue !== undefined && this.position >= this.endOf(cue)) {
      this.stop()
      this.seek(this.endOf(cue))
      return
    }
    this.#frame = requestAnimationFrame(() => this.#follow())
  }

  /** Notes what sounds, and says so when it counts as heard. */
  #listen(cue: ShownCue, before: number): void {
    const heard = this.heardOf(cue)
    if (heard === undefined || this.sound !== 'ready' || !this.said.open) return
    const [start, end] = [heard.inPoint / flicksPerSecond, heard.outPoint / flicksPerSecond]
    if (this.position <= start || this.position > end) return
    const seconds = this.position - Math.max(start, before)
    if (this.#listened.sounded(heard.id, seconds, end - start, performance.now() / 1_000))
      this.outbox.put({ type: 'heard', key: newKey(), at: moment(), proposal: heard.id })
  }

  switchTo(cue: ShownCue, alternate: ShownAlternate): void {
    this.heard = withEntry(this.heard, cue.id, alternate.id)
    this.deck.hear(alternate.id)
  }

  toggleUnder(): void {
    this.under = !this.under
    this.deck.hearUnder(this.under)
  }

  toggleMatched(): void {
    this.matched = !this.matched
    this.deck.match(this.matched)
  }

  // What is said.

  /** A plain yes or no; the same again takes it back. A remark that it takes the place of is not lost. */
  say(alternate: ShownAlternate, value: 'approved' | 'rejected'): void {
    this.asking = undefined
    if (this.#remarks.keep(this.mine(alternate), alternate.id))
      this.tell('Your remark went with that. “But…” brings it back.')
    this.judge(alternate, this.mine(alternate)?.value === value ? null : value)
  }

  /** Asks for the words of a verdict that says nothing without them. */
  ask(value: 'approvedBut' | 'changes', alternate = this.cue === undefined ? undefined : this.heardOf(this.cue)): void {
    if (alternate === undefined || !this.said.open) return
    this.writer.pause()
    this.asking = { proposal: alternate.id, value, words: this.#remarks.on(alternate.id, this.mine(alternate)) }
  }

  /** Says what was asked for. */
  answer(): void {
    const { asking } = this
    const alternate = this.cue?.alternates.find(({ id }) => id === asking?.proposal)
    if (asking === undefined || alternate === undefined || asking.words.trim() === '') return
    this.judge(alternate, asking.value, asking.words.trim())
    this.asking = undefined
    this.writer.resume()
  }

  /** Asks for no words any more. */
  ceaseAsking(): void {
    this.asking = undefined
    this.writer.resume()
  }

  judge(alternate: ShownAlternate, value: VerdictValue | null, words = ''): void {
    if (!this.said.open) {
      this.tell('This round is closed.')
      return
    }
    this.outbox.put({
      type: 'verdict',
      key: newKey(),
      at: moment(),
      proposal: alternate.id,
      value,
      words,
    })
  }

  /** The frame that is shown now, in flicks. */
  get frame(): Position {
    const { rate } = this.page.cut
    return frameStart(frameAt(this.position * flicksPerSecond, rate), rate)
  }

  tell(word: string): void {
    clearTimeout(this.#wordTimer)
    this.word = word
    this.#wordTimer = setTimeout(() => (this.word = ''), 4_000)
  }
}
