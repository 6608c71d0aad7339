// The page's modules that need no browser. eslint refuses a browser's globals in them, and the tests cover them.

export const PURE_MODULES = [
  "arm-level", "cue-line", "delay-samples", "head-check", "label-places", "lesson-steps", "media-keys", "month-charts", "newest-result",
  "notice", "overlay-geometry", "phone-queue", "picture-queue", "picture-size", "places", "preview-line", "problems", "proving", "qr-path",
  "received-pictures", "recorded-joints", "rep-shapes", "rest-clock", "session-keys", "set-summary", "sources", "spoken-sentences", "stages",
  "step-states", "tones", "voice-lead", "voice-queue", "who-line", "words",
];
