/** Takes no room and breaks no line: an unseen character that keeps signs from being read as one. */
export const WORD_JOINER = '\u2060';
