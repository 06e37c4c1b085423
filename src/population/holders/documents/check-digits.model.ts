// SPDX-License-Identifier: Apache-2.0
// Check characters of document numbers, each after the standard that gives it. All take a number without spaces, in capitals.

/** Weights of ISO 7064 MOD 11-2 for 17 digits, as GB 11643-1999, section 4.4, lists them: 2 to the power of the place, modulo 11. */
const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]

/** Of a citizen's identity number (GB 11643-1999), a residence permit or a foreigner's permanent residence card in its form: 18 characters. */
export function holdsGb11643(number: string): boolean {
  if (!/^\d{17}[\dX]$/.test(number)) return false
  let sum = 0
  for (let at = 0; at < 17; at++) sum += (number.charCodeAt(at) - 48) * (weights[at] as number)
  return number[17] === '10X98765432'[sum % 11]
}

/** The value of a character in a machine-readable zone (ICAO Doc 9303, part 3, section 4.9): digits, A = 10 to Z = 35, filler 0. */
function mrzValue(character: string): number {
  if (character === '<') return 0
  const code = character.charCodeAt(0)
  return code < 58 ? code - 48 : code - 55
}

/** Whether a check digit is that of the characters before it: weights 7, 3, 1, modulo 10 (ICAO Doc 9303, part 3, section 4.9). */
export function holdsMrz(characters: string, digit: string): boolean {
  let sum = 0
  for (let at = 0; at < characters.length; at++)
    sum += mrzValue(characters[at] as string) * ([7, 3, 1][at % 3] as number)
  return digit === String(sum % 10) || (digit === '<' && /^<*$/.test(characters))
}

/** Of a Hong Kong identity card: one or two letters, six digits and the check character, weights 9 to 2, modulo 11. */
export function holdsHongKong(number: string): boolean {
  if (!/^[A-Z]{1,2}\d{6}[\dA]$/.test(number)) return false
  const padded = number.padStart(9, ' ')
  let sum = 0
  for (let at = 0; at < 8; at++) {
    const character = padded[at] as string
    const value = character === ' ' ? 36 : /\d/.test(character) ? Number(character) : character.charCodeAt(0) - 55
    sum += value * (9 - at)
  }
  return padded[8] === '0123456789A'[(11 - (sum % 11)) % 11]
}

/** Of a Spanish identity number: eight digits, or X, Y, Z and seven for foreigners; the letter by modulo 23 (Real Decreto 1553/2005, art. 11). */
export function holdsSpain(number: string): boolean {
  if (!/^[XYZ\d]\d{7}[A-Z]$/.test(number)) return false
  const digits = number.slice(0, 8).replace(/^[XYZ]/, (letter) => String('XYZ'.indexOf(letter)))
  return number[8] === 'TRWAGMYFPDXBNJZSQVHLCKE'[Number(digits) % 23]
}

/** Of a Polish PESEL: weights 1, 3, 7, 9, modulo 10 (Ustawa o ewidencji ludności, art. 15). */
export function holdsPoland(number: string): boolean {
  if (!/^\d{11}$/.test(number)) return false
  let sum = 0
  for (let at = 0; at < 10; at++) sum += Number(number[at]) * ([1, 3, 7, 9][at % 4] as number)
  return number[10] === String((10 - (sum % 10)) % 10)
}
