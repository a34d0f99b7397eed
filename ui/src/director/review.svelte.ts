/** Where a director's review stands: what is shown, which cue is on, what is heard, and what is on its way. */

import type { Answer, CueId, Page, Position, ProposalId, Said, ShownAlternate, ShownCue } from '../generated'
import { coalesce } from '../lib/coalesce'
import { noEntries, setOf, withEntry } from '../lib/lists/collections'
import { flicksPerSecond, frameAt, frameStart } from '../time/time'
import { Connection } from './connection.svelte'
import { Deck } from './deck'
import { Closed, type Door, type Present, type Refusal } from './door'
import { otherLinks, takeOver } from './links'
import { Listened } from './listened'
import { Music } from './music.svelte'
import { noteOf, NoteWriter } from './note-writer.svelte'
import { moment, newKey, Outbox, type Outcome } from './outbox'
import { heardAfter, mineOf, notesOn, soundsOf } from './own'
import { standingOf, type CueStanding } from './standing'
import type { Stores } from './storage'
import { untaken, UntakenList } from './untaken.svelte'
import { VerdictWriter } from './verdict-writer.svelte'
import { hearWindows, windowName } from './windows'

const preRollSeconds = 5
/** How long another window of the browser is left to send what it has by itself, in milliseconds. */
const leftToOthers = 3_000

export class Review {
  readonly #door: Door
  readonly #lasting: Stores['lasting']
  readonly music: Music
  readonly deck: Deck
  readonly outbox: Outbox
  readonly writer: NoteWriter
  readonly verdicts: VerdictWriter
  /** What was not taken, and why. */
  readonly untaken: UntakenList
  readonly #listened = new Listened()
  /** Much may be said at once: it is read once more then, not each time. */
  readonly #readSoon = coalesce(() => this.#inTurn(() => this.#read()))
  readonly #readPageSoon = coalesce(() => this.#inTurn(() => this.#readPage()))
  /** One is asked after the other: an answer that was made earlier never comes after one that was made later. */
  #turn: Promise<void> = Promise.resolve()

  /** What is shown; it may become otherwise while it is open. */
  page = $state.raw() as Page
  said = $state.raw<Said>({ verdicts: [], notes: [], open: true })
  waiting = $state.raw<readonly Answer[]>([])
  /** What has arrived and was not read back yet: it does not go away in between. */
  #arriving = $state.raw<readonly Answer[]>([])
  present = $state.raw<readonly Present[]>([])
  readonly connection = new Connection(() => this.connected())
  /** The link was closed while the page was open. */
  closed = $state<Refusal | undefined>()
  cueId = $state.raw<CueId>(0 as CueId)
  heard = $state.raw<ReadonlyMap<CueId, ProposalId>>(noEntries())
  /** Seconds of the cut, moved with every frame of the screen. */
  position = $state(0)
  playing = $state(false)
  matched = $state(true)
  /** Whether the picture's own sound is heard under the music. */
  under = $state(true)
  preRoll = $state(true)
  /** A word to the reader, for a moment. */
  word = $state('')
  #frame = 0
  #wordTimer: ReturnType<typeof setTimeout> | undefined
  #pickTimer: ReturnType<typeof setTimeout> | undefined
  #unfollow: (() => void) | undefined
  /** What was asked of the deck last: to play, which takes a moment, or to stop. */
  #plays = 0

  constructor(door: Door, page: Page, said: Said, context: AudioContext, { lasting, window }: Stores) {
    this.#door = door
    this.#lasting = lasting
    this.page = page
    this.said = said
    this.deck = new Deck(context)
    const sound: Door['sound'] = async (media, signal) => {
      const bytes = await door.sound(media, signal)
      this.connection.found()
      return bytes
    }
    this.music = new Music({ sound }, this.deck, {
      making: () => this.page.making,
      heard: (cue) => this.heardOf(cue),
      renamed: async (cue) => {
        await this.#readPageSoon()
        return this.page.cues.find(({ id }) => id === cue.id)
      },
      closed: (reason) => this.#close(reason),
    })
    if (door.carried === undefined) takeOver(lasting, door.name, page)
    const own = windowName(window)
    this.untaken = new UntakenList(lasting, page)
    this.writer = new NoteWriter(this, lasting, door.name, own)
    this.verdicts = new VerdictWriter(this, lasting, door.name, own)
    this.outbox = new Outbox(lasting, door.name, {
      send: (answers) => this.connection.ask(() => door.send(answers)),
      // What was heard goes along without a word.
      changed: (waiting) => (this.waiting = waiting.filter(({ type }) => type !== 'heard')),
      arrived: (outcomes) => this.#arrived(outcomes),
      closed: (reason) => this.#close(reason),
    })
  }

  /** Follows what is said elsewhere, until the returned function is called. */
  begin(): () => void {
    this.#unfollow = this.#door.follow({
      said: () => void this.#readSoon(),
      round: () => void this.#readPageSoon(),
      present: (present) => (this.present = present),
      reached: (reached) => {
        if (reached) {
          this.connection.found()
          this.connected()
          return
        }
        this.connection.lost()
        // Who is here is not known without a connection.
        this.present = []
      },
    })
    const unhear = hearWindows(() => this.#fromElsewhere())
    void this.outbox.flush()
    const first = this.page.cues.find((cue) => this.standing(cue) === undefined) ?? this.page.cues[0]
    if (first !== undefined) this.goTo(first)
    this.#keepStranded()
    return () => {
      this.#unfollow?.()
      this.connection.end()
      unhear()
      clearTimeout(this.#pickTimer)
      this.music.stop()
      this.deck.stop()
      cancelAnimationFrame(this.#frame)
    }
  }

  /** The way is open, or may be: what waits is tried at once. */
  connected(): void {
    void this.#readSoon()
    void this.#readPageSoon()
    void this.outbox.flush()
    void this.music.again()
  }

  /** Another window of this browser may have written something: it is seen here, and what it leaves is sent from here. */
  #fromElsewhere(): void {
    this.untaken.readAgain()
    this.writer.readAgain()
    this.verdicts.readAgain()
    this.#pickTimer ??= setTimeout(() => {
      this.#pickTimer = undefined
      this.outbox.pickUp(this.isCarried ? [] : otherLinks(this.#lasting, this.#door.name, this.page))
    }, leftToOthers)
  }

  /** The browser says that there is no way. A page that needs none does not mind. */
  lost(): void {
    if (!this.isCarried) this.connection.lost()
  }

  /** Whether anything more is taken here. */
  get takes(): boolean {
    return this.said.open && this.closed === undefined
  }

  /** Whether answers are carried back by whoever gives them. */
  get isCarried(): boolean {
    return this.#door.carried !== undefined
  }

  #close({ reason }: Closed): void {
    this.closed = reason
    this.#unfollow?.()
    this.connection.end()
    this.present = []
    this.music.stop()
    this.stop()
  }

  #inTurn(work: () => Promise<void>): Promise<void> {
    this.#turn = this.#turn.then(work)
    return this.#turn
  }

  async #read(): Promise<void> {
    try {
      const arriving = this.#arriving
      this.said = await this.connection.ask(() => this.#door.said())
      this.#arriving = this.#arriving.filter((answer) => !arriving.includes(answer))
    } catch (reason) {
      if (reason instanceof Closed) this.#close(reason)
    }
  }

  /** What is shown may be otherwise now: more music is made, or something was proposed anew. */
  async #readPage(): Promise<void> {
    try {
      const page = await this.connection.ask(() => this.#door.page())
      if (JSON.stringify(page) === JSON.stringify(this.page)) return
      const before = this.cue
      this.heard = heardAfter(this.heard, this.page.cues, page.cues)
      this.page = page
      this.said = { ...this.said, open: page.round.open }
      this.#keepStranded()
      const now = this.cue
      if (now === undefined) {
        const [first] = page.cues
        if (first !== undefined) this.goTo(first)
      } else if (soundsOf(now) !== soundsOf(before)) this.#load(now)
    } catch {
      // Whether the way or the link is closed, what was said tells.
      void this.#readSoon()
    }
  }

  /** What is being written stays where it can be read and said, also when what it is about went. */
  #keepStranded(): void {
    const words = this.verdicts.takeStranded()
    if (words !== undefined) {
      const note = noteOf({ cue: words.cue, body: words.words })
      this.#refuse([[note, `${words.letter} is not proposed in this round any more`]])
    }
    const gone = this.writer.takeStranded().map((note) => [note, 'its cue is not in this round any more'] as const)
    this.#refuse(gone)
  }

  #refuse(all: readonly (readonly [Answer, string])[]): void {
    this.untaken.add(all.flatMap(([answer, reason]) => untaken(answer, reason, this.page) ?? []))
  }

  #arrived(outcomes: readonly Outcome[]): void {
    const spoken = outcomes.filter(({ answer }) => answer.type !== 'heard')
    const isRefused = ({ received }: Outcome) => received.outcome === 'refused'
    this.#refuse(spoken.filter(isRefused).map(({ answer, received }) => [answer, received.reason]))
    this.untaken.settle(spoken.map(({ answer }) => answer.key))
    const taken = spoken.flatMap((one) => (isRefused(one) ? [] : [one.answer]))
    this.#arriving = [...this.#arriving, ...taken]
    if (spoken.length > 0) void this.#readSoon()
    // It was of an earlier version: the page says so beside the one that took its place.
    const shown = setOf(this.page.cues.flatMap(({ alternates }) => alternates.map(({ id }) => id)))
    if (taken.some((answer) => answer.type === 'verdict' && !shown.has(answer.proposal))) void this.#readPageSoon()
  }

  get #going(): readonly Answer[] {
    // What a closed link left here is told apart, and is not said.
    return this.closed === undefined ? [...this.#arriving, ...this.waiting] : this.#arriving
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
  mine(alternate: ShownAlternate) {
    return mineOf(alternate, this.#going, this.said, this.page.you)
  }

  /** What this reviewer says of a cue. */
  standing(cue: ShownCue): CueStanding | undefined {
    return standingOf(cue, (alternate) => this.mine(alternate)?.value)
  }

  notesOf(cue: ShownCue) {
    return notesOn(cue, this.#going, this.said, this.page.you)
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
    this.verdicts.cease()
    this.cueId = cue.id
    this.#door.looksAt(cue.id)
    this.seek(this.startOf(cue))
    this.#load(cue)
  }

  step(by: -1 | 1): void {
    const at = this.page.cues.findIndex((cue) => cue.id === this.cueId)
    const next = this.page.cues[at + by]
    if (next !== undefined) this.goTo(next)
  }

  #load(cue: ShownCue): void {
    if (this.playing) this.stop()
    void this.music.load(cue)
  }

  async play(): Promise<void> {
    const { cue } = this
    if (cue === undefined) return
    const asked = (this.#plays += 1)
    await this.deck.ready()
    // It was stopped, or asked for once more, before sound could begin.
    if (asked !== this.#plays) return
    const within = this.startOf(cue) <= this.position && this.position < this.endOf(cue) - 0.05
    this.deck.play(within ? this.position : this.startOf(cue))
    this.playing = true
    cancelAnimationFrame(this.#frame)
    this.#frame = requestAnimationFrame(() => this.#follow())
  }

  stop(): void {
    this.writer.goesOn = false
    this.#plays += 1
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
    if (heard === undefined || this.music.state !== 'ready' || !this.takes) return
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
