// Spoken words, where the browser has a voice of this machine. Other voices would send the words elsewhere.

/**
 * Returns a voice of this machine for a language.
 * @param {string} language
 */
export function localVoice(language) {
  return window.speechSynthesis?.getVoices().find((voice) => voice.localService && voice.lang.startsWith(language));
}

/**
 * Speaks, unless something else waits to be spoken.
 * @param {string} text
 * @param {string} language
 * @param {boolean} urgent whether it interrupts what is being spoken
 */
export function speak(text, language, urgent) {
  const voice = localVoice(language);
  if (!voice) {
    return;
  }
  if (urgent) {
    window.speechSynthesis.cancel();
  } else if (window.speechSynthesis.pending) {
    return;
  }
  const utterance = new SpeechSynthesisUtterance(text);
  utterance.voice = voice;
  utterance.lang = voice.lang;
  utterance.rate = 1.1;
  window.speechSynthesis.speak(utterance);
}

/** Stops what is being spoken. */
export function beQuiet() {
  window.speechSynthesis?.cancel();
}
