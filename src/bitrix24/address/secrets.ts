/** Texts with fewer characters, such as a user's id, are no secrets. */
const MIN_SECRET_LENGTH = 6;

/** Whether a text contains one of the secrets, or a part of one, in any letter case and with any separators. */
export function revealsSecret(text: string, secrets: readonly string[]): boolean {
  const shown = lettersAndDigits(text);
  return secrets.map(lettersAndDigits).some(secret => isSecretIn(secret, shown) || isSecretIn(shown, secret));
}

function isSecretIn(part: string, whole: string): boolean {
  return part.length >= MIN_SECRET_LENGTH && whole.includes(part);
}

function lettersAndDigits(text: string): string {
  return text.toLowerCase().replace(/[^a-z\d]/g, '');
}
