// The page's modules that need no browser. eslint refuses a browser's globals in them, and the tests cover them.

export const PURE_MODULES = [
  "arm-level", "cue-line", "delay-samples", "frame-queue", "frame-size", "head-check", "label-places", "lesson-steps", "media-keys", "month-charts",
  "newest-result", "next-session", "notice", "overlay-geometry", "phone-queue", "places", "preview-line", "problems", "proving", "qr-path",
  "received-images", "recorded-joints", "reminder-times", "rep-shapes", "rest-clock", "session-keys", "set-summary", "sources",
  "spoken-sentences", "stages",
  "step-states", "tones", "voice-lead", "voice-queue", "who-line", "words",
];
