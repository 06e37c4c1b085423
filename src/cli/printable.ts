// SPDX-License-Identifier: Apache-2.0

/** Controls (C0 but tab and line feed, DEL, C1) and marks that turn the direction of what follows around. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
const hidden = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g

/** The styles of our own (terminal-text.ts): nothing that moves, hides or erases. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: the escape character is what is looked for
const style = /(\u001b\[(?:1|2|22|3[0-7]|39)m)/

/** What a file or an address holds does not steer the terminal: its controls are shown as `\u001b`, which JSON reads alike. */
export function printable(text: string): string {
  return text.replace(hidden, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

/** The same for answers, whose own colours stay. */
export function printableInColour(text: string): string {
  return text
    .split(style)
    .map((part, index) => (index % 2 === 1 ? part : printable(part)))
    .join('')
}
