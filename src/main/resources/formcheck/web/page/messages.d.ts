// What the server and the page send each other, as JSON. The page's modules are checked against these types by tsc, and what the
// server really sends is checked against them by MessageTypesTest. That test reads this file: it understands interfaces, their
// extension, type aliases, unions, texts, arrays, tuples and records, and nothing else.
//
// Keypoints are in pixels of the source frame, not mirrored; angles in degrees; times in seconds, delays in milliseconds. What is
// not known is absent.

// ---------------------------------------------------------------- closed sets

/** Where a session is. */
export type Stage =
  | "head-turn" | "head-usual" | "head-tall" | "head-result" | "placement" | "baseline" | "raise-most" | "raise-forward" | "prove"
  | "prove-result" | "countdown" | "set" | "rest" | "pain" | "done";
export type Phase = "rest" | "concentric" | "hold" | "eccentric";
export type Urgency = "praise" | "count" | "form" | "descent" | "pause";
export type ArmState = "plain" | "reached" | "fault" | "unseen";
export type CheckId = "in-view" | "alone" | "light" | "frame-rate" | "distance" | "facing" | "camera-height" | "room";
export type CheckState = "waiting" | "right" | "wrong";
export type MarkKind = "fast" | "low" | "half" | "uneven" | "short" | "posture" | "unjudged" | "clean";
export type Pace = "controlled" | "quick" | "close-to-limit" | "too-fast" | "not-assessed";
export type SetEnding = "complete" | "rested" | "asked" | "pain" | "gone";
export type AdviceKind =
  | "fast" | "low" | "half" | "uneven" | "short" | "posture" | "tiring" | "sinking" | "hurried" | "unjudged" | "quick" | "clean"
  | "nothing";
export type SoundName =
  | "count" | "count-last" | "beat" | "corrected" | "step" | "tick" | "go" | "set-done" | "pause" | "rest-soon" | "rest-over";
/** The panel of the page that shows a stage. */
export type Panel = "head" | "placement" | "baseline" | "prove" | "countdown" | "set" | "rest";
export type HeadVerdict = "forward" | "in-line" | "not-judged";
export type Contrast = "squeeze" | "elbows" | "slouch";
export type ProofOutcome = "passed" | "open" | "refuted";
export type JointName =
  | "nose" | "left_ear" | "right_ear" | "left_shoulder" | "right_shoulder" | "left_elbow" | "right_elbow" | "left_wrist"
  | "right_wrist" | "left_hip" | "right_hip";

// ---------------------------------------------------------------- the server to the page

/** Another page has the session. */
export interface TakenMessage {
  type: "taken";
}

/** This page has the session. */
export interface HelloMessage {
  type: "hello";
  /** Whether a session is under way that this page can continue. */
  going: boolean;
}

/** How far the pose model is loaded, 0 to 1. */
export interface EngineMessage {
  type: "engine";
  progress: number;
  ready: boolean;
  failure?: string;
}

/** The source is open. */
export interface OpenedMessage {
  type: "opened";
  name: string;
  width: number;
  height: number;
}

/** The phone as a camera: whether one may connect, and whether its camera is open. */
export interface PhoneMessage {
  type: "phone";
  expected: boolean;
  connected: boolean;
}

/** The page sends smaller images from now on, because the machine is slow. */
export interface ImageSizeMessage {
  type: "image-size";
  /** Pixels along the longer side. */
  longestSide: number;
}

/** The source is over or failed; `again` says that the server tries it again. */
export interface ClosedMessage {
  type: "closed";
  again: boolean;
  problem?: string;
}

/** What of the session cannot be kept just now; without a problem everything can. */
export interface KeptMessage {
  type: "kept";
  problem?: string;
}

/** A frame could not be judged; the session continues. */
export interface FrameFailedMessage {
  type: "frame-failed";
}

/** The source or the choice was refused. */
export interface RefusedMessage {
  type: "refused";
  problem: string;
}

export interface Cue {
  id: string;
  urgency: Urgency;
  text: string;
}

/** A check that could not be made, and why. */
export interface Unjudged {
  check: string;
  why: string;
}

export interface Arm {
  elevation?: number;
  state: ArmState;
  why?: string;
}

export interface PlacementCheck {
  id: CheckId;
  state: CheckState;
}

export interface HeadCheck {
  verdict: HeadVerdict;
  why?: string;
}

export interface ProvenVerdict {
  contrast: Contrast;
  right: number;
  wrong: number;
  shown: number;
  outcome: ProofOutcome;
}

export interface Proving {
  contrast: Contrast;
  number: number;
  times: number;
  /** What to do now: "read", "up", "down" or a posture. */
  word: string;
  progress: number;
  done: number;
  all: number;
  found?: ProvenVerdict[];
}

export interface Baseline {
  x: number;
  y: number;
  width: number;
}

/** One repetition; `down` is how long its lowering took, seconds. */
export interface RepMark {
  kind: MarkKind;
  counts: boolean;
  down: number;
  pace: Pace;
}

/** How often movements were not counted, and why. */
export interface Dropped {
  reason: string;
  times: number;
}

export interface Change {
  first: number;
  last: number;
}

export interface SetAdvice {
  kind: AdviceKind;
  reps: number[];
  seconds?: number;
  lowering?: Change;
  height?: Change;
}

/** The set under way, or the last one. */
export interface SetState {
  number: number;
  count: number;
  ending?: SetEnding;
  pain?: number;
  squeezeSeconds?: number;
  squeezeShare?: number;
  advice?: SetAdvice;
  dropped: Dropped[];
  marks: RepMark[];
}

export interface SessionState {
  at: number;
  stage: Stage;
  target: number;
  most: number;
  heightLimit: number;
  heightTolerance: number;
  phase: Phase;
  beat: number;
  secondsLeft: number;
  cue?: Cue;
  pause?: string;
  unjudged?: Unjudged;
  dropped?: string;
  remark?: string;
  gesture?: HeldGesture;
  level?: number;
  left: Arm;
  right: Arm;
  advice?: string;
  checks?: PlacementCheck[];
  head?: HeadCheck;
  proving?: Proving;
  progress?: number;
  baseline?: Baseline;
  set?: SetState;
  sounds?: SoundName[];
}

/** What the preview of the start page has judged; `ready` says that every check that needs no raise is right. */
export interface PlacementMessage {
  type: "placement";
  checks: PlacementCheck[];
  advice?: string;
  ready: boolean;
  sequence: number;
}

/** A gesture that is being held; share of the time it has to be held, 0 to 1. */
export interface HeldGesture {
  id: "pause" | "pain";
  share: number;
}

/** The state of the session, without a new frame. */
export interface StateMessage extends SessionState {
  type: "state";
}

/** x, y and visibility. */
export type Keypoint = [number, number, number];

/** Durations in the server. */
export interface ServerTimes {
  wait: number;
  decode: number;
  judge: number;
  tell: number;
  all: number;
}

/** A judged frame and the state of the session. */
export interface FrameMessage extends SessionState {
  type: "frame";
  frame: number;
  width: number;
  height: number;
  points: Partial<Record<JointName, Keypoint>>;
  sequence?: number;
  server?: ServerTimes;
}

export type ServerMessage =
  | TakenMessage | HelloMessage | EngineMessage | OpenedMessage | PhoneMessage | ImageSizeMessage | ClosedMessage | KeptMessage | FrameFailedMessage
  | RefusedMessage | PlacementMessage | StateMessage | FrameMessage;

// ---------------------------------------------------------------- the page to the server

export type PictureChoice = "none" | "stills" | "video";

/** Where frames come from: the browser's camera, the paired phone, a camera of the machine, a sample, the uploaded video or an address. */
export type Source = BrowserSource | PhoneSource | CameraSource | SampleSource | UploadSource | AddressSource;

export interface BrowserSource {
  kind: "browser";
  name: string;
  width: number;
  height: number;
}

export interface PhoneSource {
  kind: "phone";
}

export interface CameraSource {
  kind: "camera";
  device: string;
}

export interface SampleSource {
  kind: "sample";
  name: string;
}

export interface UploadSource {
  kind: "upload";
}

export interface AddressSource {
  kind: "address";
  address: string;
}

/** Who exercises, and what may be kept. */
export interface PersonChoice {
  name: string;
  kilograms?: number;
  band: string;
  painBefore?: number;
  pictures: PictureChoice;
  days?: number;
  provenDecides: boolean;
}

export interface OpenRequest {
  type: "open";
  source: Source;
  variant: string;
  raises: boolean;
  head: boolean;
  prove: boolean;
  /** Whether the session under way continues. */
  resume: boolean;
  person: PersonChoice;
}

/** Judges where the browser's camera or the phone stands, before a session; without a source the preview ends. */
export interface PreviewRequest {
  type: "preview";
  source?: BrowserSource | PhoneSource;
}

export interface CommandRequest {
  type: "command";
  name: "next" | "end" | "pain" | "pause";
}

/** How much the set hurt, 0 to 10. */
export interface PainRequest {
  type: "pain";
  level: number;
}

export interface TakeOverRequest {
  type: "take-over";
}

export interface CloseRequest {
  type: "close";
}

export type PageRequest = OpenRequest | PreviewRequest | CommandRequest | PainRequest | TakeOverRequest | CloseRequest;

// ---------------------------------------------------------------- answers of /door and /api

/** A text to sign. */
export interface Challenge {
  challenge: string;
}

/** This browser has access. The token is absent where the page holds one; `epoch` changes when somebody was erased. */
export interface Entry {
  in: boolean;
  epoch?: string;
  token?: string;
  remembered?: boolean;
}

export interface MachineCamera {
  name: string;
  device: string;
}

/** `/api/choices` */
export interface Choices {
  variants: string[];
  cameras: MachineCamera[];
  samples: string[];
}

export interface Proof extends ProvenVerdict {
  /** The day, as in 2026-11-30. */
  on: string;
  source: string;
}

export interface KnownPerson {
  name: string;
  variant?: string;
  kilograms?: number;
  band?: string;
  pictures: PictureChoice;
  days: number;
  provenDecides: boolean;
  proven: Proof[];
  next?: string;
}

/** `/api/people` */
export interface People {
  keeps: boolean;
  people: KnownPerson[];
  problem?: string;
}

export interface PairedBrowser {
  id: string;
  own: boolean;
  port: number;
  browser: string;
  system: string;
  since: string;
  seen: string;
}

/** The phone that may send its images; no days where it is known until FormCheck ends. */
export interface KnownPhone {
  browser: string;
  system: string;
  since: string;
  seen: string;
}

/** `/api/browsers` */
export interface Browsers {
  port: number;
  browsers: PairedBrowser[];
  phone?: KnownPhone;
}

/** An address for the phone, with its QR code: 1 for a dark module, 0 for a light one. */
export interface PhoneLink {
  address: string;
  rows: string[];
}

/** `/api/phone`: how a phone is paired, and for how many seconds its code is valid. */
export interface PhonePairing {
  links: PhoneLink[];
  fingerprint: string;
  seconds: number;
}

export interface Day {
  day: number;
  date: string;
  inside: boolean;
  today: boolean;
  sessions: string[];
}

export interface Week {
  days: Day[];
  done: number;
  wanted: number;
}

export interface Trend {
  id: string;
  name: string;
  unit: "degrees" | "s" | "%" | "";
  uncertainty: number;
  note: string;
}

export interface FaultKind {
  id: string;
  name: string;
  proxy: boolean;
}

export interface Load {
  key: string;
  name: string;
}

export interface SessionRow {
  id: string;
  /** Seconds since 1970. */
  at: number;
  day: string;
  loadKey: string;
  load: string;
  step: string;
  attempted: number;
  valid: number;
  clean: number;
  unjudged: number;
  figures: Record<string, number>;
  texts: Record<string, string>;
  faults: Record<string, number>;
  painBefore?: number;
  painAfter?: number;
  problem?: string;
}

export interface MonthChange {
  name: string;
  first: string;
  now: string;
  verdict: string;
}

export interface SuggestionReason {
  state: "met" | "unmet" | "unknown";
  stateName: string;
  text: string;
}

export interface Suggestion {
  kind: string;
  title: string;
  reasons: SuggestionReason[];
}

export interface Trashed {
  id: string;
  day: string;
  text: string;
}

/** `/api/month` */
export interface Month {
  person: string;
  headline: string;
  month: string;
  title: string;
  previous: string;
  next: string;
  today: string;
  weeks: Week[];
  thisWeek: string;
  nextSession?: string;
  /** Whether the day proposed before went by without a session. */
  missed: boolean;
  planDays: number[];
  prescribed?: string;
  trends: Trend[];
  faults: FaultKind[];
  loads: Load[];
  sessions: SessionRow[];
  changes: MonthChange[];
  suggestion: Suggestion;
  trash: Trashed[];
  foundAgain: string[];
}

/** `/api/import` */
export interface Imported {
  added: number;
  known: number;
  untrusted: string[];
}

/** `/api/prescription` */
export interface PrescriptionOffer {
  person: string;
  practitioner: string;
  lines: string[];
  key: string;
  trusted: boolean;
}

/** `/api/prescription/accept` */
export interface PrescriptionAccepted {
  person: string;
  said: string;
}

/** `/api/sessions/{id}/points`: each frame is its time, then x and y of each joint as shares of the width and the height. */
export interface RecordedJoints {
  joints: string[];
  frames: (number | null)[][];
}
