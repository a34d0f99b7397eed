// Written by ./dev codegen from the functions of src-tauri/src/commands.
import type { AlbumForm } from './AlbumForm'
import type { AlbumId } from './AlbumId'
import type { AlbumsView } from './AlbumsView'
import type { Alternate } from './Alternate'
import type { AskedSheet } from './AskedSheet'
import type { CatalogueAsked } from './CatalogueAsked'
import type { CatalogueImport } from './CatalogueImport'
import type { CataloguePreview } from './CataloguePreview'
import type { Choice } from './Choice'
import type { ClearView } from './ClearView'
import type { ClearanceDetail } from './ClearanceDetail'
import type { ClearanceId } from './ClearanceId'
import type { Clip } from './Clip'
import type { CommissionId } from './CommissionId'
import type { CommissionsView } from './CommissionsView'
import type { ComparedCuts } from './ComparedCuts'
import type { CueId } from './CueId'
import type { CueStory } from './CueStory'
import type { CutArc } from './CutArc'
import type { CutId } from './CutId'
import type { CutNews } from './CutNews'
import type { CutSound } from './CutSound'
import type { CutView } from './CutView'
import type { DirectoryQuery } from './DirectoryQuery'
import type { Drawn } from './Drawn'
import type { Edit } from './Edit'
import type { EditRequest } from './EditRequest'
import type { Edited } from './Edited'
import type { EpisodeFacts } from './EpisodeFacts'
import type { EpisodeHealth } from './EpisodeHealth'
import type { EpisodeId } from './EpisodeId'
import type { Exported } from './Exported'
import type { Fix } from './Fix'
import type { Flicks } from './Flicks'
import type { Form } from './Form'
import type { FoundRecording } from './FoundRecording'
import type { HandoverAsked } from './HandoverAsked'
import type { HandoverView } from './HandoverView'
import type { HistoryStep } from './HistoryStep'
import type { Issued } from './Issued'
import type { JobView } from './JobView'
import type { LaneId } from './LaneId'
import type { LibraryPage } from './LibraryPage'
import type { LibraryQuery } from './LibraryQuery'
import type { LinkId } from './LinkId'
import type { LinkSpec } from './LinkSpec'
import type { Listing } from './Listing'
import type { MfnPreview } from './MfnPreview'
import type { Millibels } from './Millibels'
import type { MixQuality } from './MixQuality'
import type { MixSpec } from './MixSpec'
import type { MoodList } from './MoodList'
import type { PackagePlan } from './PackagePlan'
import type { PackageSpec } from './PackageSpec'
import type { PackageView } from './PackageView'
import type { Paper } from './Paper'
import type { PaperSummary } from './PaperSummary'
import type { PaperView } from './PaperView'
import type { PartiesPage } from './PartiesPage'
import type { PartyId } from './PartyId'
import type { PartyView } from './PartyView'
import type { PictureForReview } from './PictureForReview'
import type { PictureView } from './PictureView'
import type { PlacementId } from './PlacementId'
import type { Playlist } from './Playlist'
import type { PlaylistForm } from './PlaylistForm'
import type { Position } from './Position'
import type { ProductionSoundId } from './ProductionSoundId'
import type { Profile } from './Profile'
import type { ProfileSummary } from './ProfileSummary'
import type { ProxySpec } from './ProxySpec'
import type { QuotedFor } from './QuotedFor'
import type { ReceiverView } from './ReceiverView'
import type { RecentShow } from './RecentShow'
import type { ReconformAsked } from './ReconformAsked'
import type { ReconformView } from './ReconformView'
import type { RecordingMatch } from './RecordingMatch'
import type { RenumberingView } from './RenumberingView'
import type { ReplySource } from './ReplySource'
import type { ReplyTaken } from './ReplyTaken'
import type { ReplyView } from './ReplyView'
import type { ReviewReport } from './ReviewReport'
import type { ReviewView } from './ReviewView'
import type { RoundId } from './RoundId'
import type { RowLevels } from './RowLevels'
import type { SeasonArc } from './SeasonArc'
import type { SeasonReport } from './SeasonReport'
import type { SeriesFacts } from './SeriesFacts'
import type { SharedRound } from './SharedRound'
import type { Sheet } from './Sheet'
import type { SheetCounts } from './SheetCounts'
import type { SheetView } from './SheetView'
import type { ShowView } from './ShowView'
import type { Span } from './Span'
import type { SpeechRule } from './SpeechRule'
import type { TempList } from './TempList'
import type { TemplateView } from './TemplateView'
import type { ThemeMap } from './ThemeMap'
import type { TimelineAsked } from './TimelineAsked'
import type { TimelineImported } from './TimelineImported'
import type { TimelinePreview } from './TimelinePreview'
import type { TrackId } from './TrackId'
import type { TrackMemory } from './TrackMemory'
import type { TrackView } from './TrackView'
import type { TransportRange } from './TransportRange'
import type { TransportView } from './TransportView'
import type { Tried } from './Tried'
import type { UsageGuide } from './UsageGuide'
import type { WorkId } from './WorkId'
import type { WorkView } from './WorkView'
import type { WorksPage } from './WorksPage'

/**
 * What the window may ask of the core: by name what it takes, and what it answers.
 */
export type Commands = {
  /** The albums of the show. */
  albums: { takes: null; answers: AlbumsView }
  /** Plays a track from a point of it, at the listener's gain. */
  audition: { takes: { track: TrackId; from: Flicks; gain: Millibels }; answers: null }
  /** Moves to the start of a span, and lets it sound while the position stands there. */
  blip: { takes: { span: TransportRange }; answers: null }
  /** Asks a job to stop. */
  cancel_job: { takes: { id: number }; answers: null }
  /** What is to be cleared for a cut, with its budget. */
  clear: { takes: { cut: CutId }; answers: ClearView }
  /** A right with its offers, payments and documents. */
  clearance: { takes: { clearance: ClearanceId }; answers: ClearanceDetail }
  /** Closes the show. */
  close_show: { takes: null; answers: null }
  /** The commissions of the show, as they are today. */
  commissions: { takes: null; answers: CommissionsView }
  /** Two cuts beside each other. */
  compare_cuts: { takes: { old: CutId; new: CutId }; answers: ComparedCuts }
  /** A cut as it was when a step of history was the newest, or before the first, beside the same cut as it is. */
  compare_with_step: { takes: { cut: CutId; step: number | null }; answers: ComparedCuts }
  /** What pasting needs of these placements. */
  copied: { takes: { placements: ReadonlyArray<PlacementId> }; answers: Clip }
  /** The cue list of a cut, as it is exported. */
  cue_list: { takes: { cut: CutId }; answers: Listing }
  /** What happened to a cue with those who decide. */
  cue_story: { takes: { cue: CueId }; answers: CueStory }
  /** A cut with everything on its time line. */
  cut: { takes: { cut: CutId }; answers: CutView }
  /** The arc of one cut, to be laid over another's. */
  cut_arc: { takes: { cut: CutId }; answers: CutArc }
  /** What became of a cut that was read at the show's revision `since`. */
  cut_news: { takes: { cut: CutId; since: number }; answers: CutNews }
  /** What sounds beside the music of a cut, and how the music stands to the drama. */
  cut_sound: { takes: { cut: CutId }; answers: CutSound }
  /** Where the show's file was, if it is not there any more. */
  displaced: { takes: null; answers: string | null }
  /** Makes edits, as one step of undo. */
  edit: { takes: { request: EditRequest }; answers: Edited }
  /** How an episode is, by one of its cuts. */
  episode_health: { takes: { cut: CutId }; answers: EpisodeHealth }
  /** Writes the brief of a commission. The save dialog has asked already whether a file may be replaced. */
  export_brief: { takes: { commission: CommissionId; format: Form; path: string }; answers: number }
  /** Writes what changed since the sheet was filed; refused when nothing was filed, or nothing changed. */
  export_changes: { takes: { cut: CutId; asked: AskedSheet; path: string }; answers: Issued }
  /** Writes the cue list. The save dialog has asked already whether a file may be replaced. */
  export_cue_list: { takes: { cut: CutId; format: Form; path: string }; answers: string }
  /** Writes each letter into a file of its own in a folder; how many there are. Files of these names are replaced: they are letters to the same rights holders. */
  export_letters: { takes: { cut: CutId; paper: Paper; format: Form; folder: string }; answers: number }
  /** Starts to write the mix; the number of the job. */
  export_mix: { takes: { cut: CutId; spec: MixSpec; path: string }; answers: number }
  /** Writes the music change list between two cuts. The save dialog has asked already whether a file may be replaced. */
  export_music_changes: { takes: { old: CutId; new: CutId; format: Form; path: string }; answers: string }
  /** Writes a letter or list and records it in the ledger, once for each rights holder. The save dialog has asked already whether a file may be replaced. */
  export_paper: {
    takes: { cut: CutId; paper: Paper; format: Form; to: PartyId | null; path: string }
    answers: Array<Issued>
  }
  /** Writes a playlist by the ending of its file. The save dialog has asked already whether a file may be replaced. */
  export_playlist: {
    takes: {
      season: number | null
      episode: string | null
      theme: string | null
      character: string | null
      form: PlaylistForm
      path: string
    }
    answers: null
  }
  /** Writes a profile into a file. The save dialog has asked already whether it may be replaced. */
  export_profile: { takes: { id: string; path: string }; answers: null }
  /** Writes the report of a season. The save dialog has asked already whether a file may be replaced. */
  export_season_report: {
    takes: { season: number | null; withOwn: boolean; against: string | null; form: Form; path: string }
    answers: null
  }
  /** Writes a sheet and records it in the ledger; a final one is refused while there are errors. The save dialog has asked already whether a file may be replaced. */
  export_sheet: { takes: { cut: CutId; asked: AskedSheet; path: string }; answers: Exported }
  /** Missing recordings that lie in a folder. */
  find_missing: { takes: { folder: string }; answers: Array<FoundRecording> }
  /** The spans of a cut in which somebody speaks in one of its production sounds. */
  find_speech: { takes: { sound: ProductionSoundId; rule: SpeechRule }; answers: Array<Span> }
  /** Saves a copy of the show and goes on in it, as is wanted when its own file was moved or removed. */
  go_on_in_copy: { takes: { path: string }; answers: ShowView }
  /** Starts to write what a program gets of the music of a cut; the number of the job. */
  hand_over: { takes: { cut: CutId; asked: HandoverAsked; path: string }; answers: number }
  /** What a program would get of the music of a cut, and what gets lost; nothing is written. */
  handover_plan: { takes: { cut: CutId; asked: HandoverAsked }; answers: HandoverView }
  /** The newest steps of history. */
  history: { takes: { limit: number }; answers: Array<HistoryStep> }
  /** Imports a catalogue sheet. */
  import_catalogue: { takes: { path: string; asked: CatalogueAsked }; answers: CatalogueImport }
  /** Starts to import files and folders; the number of the job. */
  import_files: { takes: { paths: ReadonlyArray<string> }; answers: number }
  /** Takes the profile of a file into the show; its id. */
  import_profile: { takes: { path: string }; answers: string }
  /** Imports the scenes of a file into a cut; how many they are. */
  import_scenes: { takes: { cut: CutId; path: string }; answers: number }
  /** Brings a cutting room's file in, as one step of undo. */
  import_timeline: { takes: { asked: TimelineAsked }; answers: TimelineImported }
  /** Whether something lies at a path: for a name that the system's dialog did not see. */
  is_there: { takes: { path: string }; answers: boolean }
  /** Whether a file is a cutting room's, by what is in it. */
  is_timeline: { takes: { path: string }; answers: boolean }
  /** A letter or list of the ledger, as it was. */
  issued_paper: { takes: { id: number }; answers: Drawn }
  /** The rows of a sheet that left the house, as they were. */
  issued_sheet: { takes: { id: number }; answers: Sheet }
  /** The jobs of this session. */
  jobs: { takes: null; answers: Array<JobView> }
  /** What left the house, newest first. */
  ledger: { takes: null; answers: Array<Issued> }
  /** A stretch of the library. */
  library: { takes: { query: LibraryQuery }; answers: LibraryPage }
  /** Has the picks of a cut sound, with these alternates instead of theirs, and a track that is tried against the picture; all of it louder by a level, where one is named. */
  load_cut: {
    takes: {
      cut: CutId
      alternates: ReadonlyArray<Alternate>
      matched: boolean
      tried: Tried | null
      level: Millibels | null
    }
    answers: null
  }
  /** Has the cut sound that edits would make of `from`, from a point on. Nothing is changed. */
  load_rehearsal: { takes: { from: CutId; edits: ReadonlyArray<Edit>; position: Position }; answers: null }
  /** The logo as a `data:` address. */
  logo: { takes: null; answers: string | null }
  /** Starts to write an album into a folder; the number of the job. */
  make_album: { takes: { album: AlbumId; form: AlbumForm; folder: string }; answers: number }
  /** Starts to put a commission's brief into a page for its composer; the number of the job. */
  make_brief: { takes: { commission: CommissionId; path: string }; answers: number }
  /** Makes a link for a reviewer. */
  make_link: { takes: { spec: LinkSpec }; answers: LinkId }
  /** Starts to make a package; the number of the job. */
  make_package: { takes: { spec: PackageSpec; path: string }; answers: number }
  /** Starts to make a proxy; the job's number. */
  make_proxy: { takes: { cut: CutId; spec: ProxySpec }; answers: number }
  /** Whether a file is the recording of a track. */
  match_recording: { takes: { track: TrackId; path: string }; answers: RecordingMatch }
  /** Corrects a problem by one of its fixes, as one step of undo. */
  mend: { takes: { fix: Fix }; answers: Edited }
  /** The moods of the show as a season uses them, by default the first that there is. */
  mood_list: { takes: { season: number | null }; answers: MoodList }
  /** Makes a show and opens it. */
  new_show: { takes: { path: string; title: string; currency: string }; answers: ShowView }
  /** Why the show that the program was started with is not open, if it was refused. */
  not_opened: { takes: null; answers: string | null }
  /** Opens the sample season, made first where it is not there yet. */
  open_sample: { takes: null; answers: ShowView }
  /** Opens a show instead of the one that is open. */
  open_show: { takes: { path: string }; answers: ShowView }
  /** What left as files of a round. */
  packages: { takes: { round: RoundId }; answers: Array<PackageView> }
  /** A letter or list; `draft` is a wording that is being written and not kept yet. */
  paper: { takes: { cut: CutId; paper: Paper; to: PartyId | null; draft: string | null }; answers: PaperView }
  /** The letters and lists that there are for a cut. */
  papers: { takes: { cut: CutId }; answers: Array<PaperSummary> }
  /** A stretch of the parties. */
  parties: { takes: { query: DirectoryQuery }; answers: PartiesPage }
  /** A party with what it is named in. */
  party: { takes: { party: PartyId }; answers: PartyView }
  /** The picture of a cut as the window and browsers get it. */
  picture_for_review: { takes: { cut: CutId }; answers: PictureForReview }
  /** What a picture file says of itself, before it is taken. */
  picture_of: { takes: { path: string }; answers: PictureView }
  /** What a package will hold, and about how large it will be. */
  plan_package: { takes: { spec: PackageSpec }; answers: PackagePlan }
  /** Finds out what a proxy would come to, and tells it later; the job's number. */
  plan_proxy: { takes: { cut: CutId; spec: ProxySpec }; answers: number }
  /** Plays on. */
  play: { takes: null; answers: null }
  /** Plays from one point of what is loaded to another, once, and stands at a third afterwards. */
  play_span: { takes: { span: TransportRange; then: Position }; answers: null }
  /** A playlist of a season, by default of the first that there is; of one theme or character, where one is named. */
  playlist: {
    takes: { season: number | null; episode: string | null; theme: string | null; character: string | null }
    answers: Playlist
  }
  /** What a catalogue sheet would change; what is not asked for is found out. */
  preview_catalogue: { takes: { path: string; asked: CatalogueAsked }; answers: CataloguePreview }
  /** What a quote would change, before it is taken. */
  preview_quote: {
    takes: { clearance: ClearanceId; fee: number; currency: string | null; quotedFor: QuotedFor }
    answers: MfnPreview
  }
  /** What a cutting room's file would become: nothing is changed. */
  preview_timeline: { takes: { asked: TimelineAsked }; answers: TimelinePreview }
  /** A profile whole. */
  profile: { takes: { id: string }; answers: Profile }
  /** The profiles of cue sheets, ours and those of the show. */
  profiles: { takes: null; answers: Array<ProfileSummary> }
  /** What a reply says, and what does not fit. */
  read_reply: { takes: { source: ReplySource }; answers: ReplyView }
  /** The programs that music is handed to. */
  receivers: { takes: null; answers: Array<ReceiverView> }
  /** Shows that were open before, newest first. */
  recent: { takes: null; answers: Array<RecentShow> }
  /** What a new cut would do: nothing is changed. */
  reconform_plan: { takes: { cut: CutId; asked: ReconformAsked }; answers: ReconformView }
  /** Does again what was taken back last; what it was, or none. */
  redo: { takes: null; answers: string | null }
  /** What numbering the cues of a cut anew would do, or those of one reel. */
  renumbering: { takes: { cut: CutId; reel: number | null; issued: boolean }; answers: RenumberingView }
  /** Shows a file in the system's file manager. */
  reveal: { takes: { path: string }; answers: null }
  /** A round of a cut as it is reviewed, by default its newest. */
  review: { takes: { cut: CutId; round: RoundId | null }; answers: ReviewView }
  /** What is approved, open and changed on a cut, and what to do next. */
  review_report: { takes: { cut: CutId }; answers: ReviewReport }
  /** Takes a link back. */
  revoke_link: { takes: { link: LinkId }; answers: null }
  /** Levels at which the music of cues is equally loud; what is not known is measured, and told when it is asked for again. */
  row_levels: { takes: { cues: ReadonlyArray<CueId> }; answers: RowLevels }
  /** The arcs of a season, by default of the first that there is: of the episodes that changed since a version, or of all. */
  season_arc: { takes: { season: number | null; since: number | null }; answers: SeasonArc }
  /** The report of a season, by default of the first that there is; held against the newest season of another show's file where one is named. */
  season_report: { takes: { season: number | null; withOwn: boolean; against: string | null }; answers: SeasonReport }
  /** Moves to a point of what is loaded. */
  seek: { takes: { position: Position }; answers: null }
  /** What the addresses of pictures and waveforms begin with. */
  server: { takes: null; answers: string }
  /** Takes a picture file as the logo; none takes the logo away. */
  set_logo: { takes: { path: string | null }; answers: Edited }
  /** Chooses the lanes that are heard; mixes have them all. */
  set_monitor: { takes: { muted: ReadonlyArray<LaneId>; soloed: ReadonlyArray<LaneId> }; answers: null }
  /** Repeats a range, or plays on. */
  set_range: { takes: { range: TransportRange | null }; answers: null }
  /** Sets the speed: 1 is normal, negative is backwards. */
  set_rate: { takes: { rate: number }; answers: null }
  /** Plays through another device, null for the system's default one, which should ask for so many frames at once. */
  set_sound_device: { takes: { name: string | null; period: number }; answers: null }
  /** How a round is shared. */
  share: { takes: { cut: CutId; round: RoundId }; answers: SharedRound }
  /** The cue sheet of a cut by a profile, with what stands in its way. */
  sheet: { takes: { cut: CutId; profile: string; rollUp: boolean }; answers: SheetView }
  /** How far the sheet is, by that profile or the first. */
  sheet_counts: { takes: { cut: CutId; profile: string | null }; answers: SheetCounts }
  /** What heads the sheets of the series and of an episode. */
  sheet_facts: { takes: { episode: EpisodeId }; answers: [SeriesFacts, EpisodeFacts] }
  /** The open show, or none. */
  show: { takes: null; answers: ShowView | null }
  /** Opens the window that has the picture alone, for a second screen, or brings it to the front. */
  show_picture_window: { takes: null; answers: null }
  /** Where copies of the show lie that were taken while it was worked on. */
  snapshot_folder: { takes: null; answers: string }
  /** The sound devices of this computer, as the system calls them. */
  sound_devices: { takes: null; answers: Array<string> }
  /** How long files are that may come into the library; nothing for what is no sound. */
  sound_lengths: { takes: { paths: ReadonlyArray<string> }; answers: Array<Flicks | null> }
  /** Starts to share, with the local network or on this computer alone. */
  start_share: { takes: { round: RoundId; lan: boolean; quality: MixQuality }; answers: null }
  /** Stops where the sound is. */
  stop: { takes: null; answers: null }
  /** Stops sharing. */
  stop_share: { takes: null; answers: null }
  /** Takes a reply, with what was chosen for what does not fit. */
  take_reply: { takes: { source: ReplySource; choices: { [key in string]: Choice } }; answers: ReplyTaken }
  /** The temp music of a season, by default of the first that there is, the oldest first. */
  temp_list: { takes: { season: number | null }; answers: TempList }
  /** The wording of a letter, ours or that of the show. */
  template: { takes: { name: string }; answers: TemplateView }
  /** The themes of a season, by default of the first that there is: those that changed since a version, or all. */
  theme_map: { takes: { season: number | null; since: number | null }; answers: ThemeMap }
  /** A track with its rights and uses. */
  track: { takes: { track: TrackId }; answers: TrackView }
  /** What became of a song before; what could be asked for again is proposed for an episode, where one is named. */
  track_memory: { takes: { track: TrackId; episode: EpisodeId | null }; answers: TrackMemory }
  /** What sounds now. */
  transport: { takes: null; answers: TransportView }
  /** Goes back or forth in history until a step is the newest that stands, or to before the first; all the way, or nowhere. */
  travel_to: { takes: { step: number | null }; answers: string | null }
  /** Whether a text could be kept as the wording: refused with line and reason where not. */
  try_template: { takes: { name: string; text: string }; answers: null }
  /** Takes the newest step back; what it was, or none. */
  undo: { takes: null; answers: string | null }
  /** What the codes of usage mean. */
  usage_guide: { takes: null; answers: UsageGuide }
  /** Which of these tracks have no file where they say. */
  which_missing: { takes: { tracks: ReadonlyArray<TrackId> }; answers: Array<TrackId> }
  /** A work with its shares and recordings. */
  work: { takes: { work: WorkId }; answers: WorkView }
  /** A stretch of the works. */
  works: { takes: { query: DirectoryQuery }; answers: WorksPage }
}
