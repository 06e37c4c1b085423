// SPDX-License-Identifier: Apache-2.0

/** Why a password is not good enough. */
export type PasswordFlaw = 'short' | 'long' | 'own' | 'common'

export const shortestPassword = 10
export const longestPassword = 200

/**
 * NIST SP 800-63B-4, section 3.1.1.2: length counts, kinds of characters do not; refused is what others would guess first. `own` are
 * names and addresses of whose it is.
 */
export function passwordFlaw(password: string, own: readonly string[]): PasswordFlaw | null {
  const typed = password.normalize('NFKC')
  const length = [...typed].length
  if (length < shortestPassword) return 'short'
  if (length > longestPassword) return 'long'
  if (isOwn(typed.toLowerCase(), own)) return 'own'
  return isCommon(typed.toLowerCase()) ? 'common' : null
}

/** Little is left when what everybody knows of somebody is taken out. */
function isOwn(password: string, own: readonly string[]): boolean {
  const known = own
    .flatMap((text) => {
      const plain = text.normalize('NFKC').toLowerCase()
      const local = plain.split('@')[0] ?? plain
      return [plain, ...plain.split(separators), local, local.replace(separators, '')]
    })
    .filter((word) => [...word].length >= 3 || /[^\p{ASCII}]{2}/u.test(word))
    .sort((a, b) => b.length - a.length)
  const left = known.reduce((text, word) => text.replaceAll(word, ''), password)
  return left !== password && [...left].length < 6
}

const separators = /[\s@._+-]+/g

/** One of the first guesses: a usual word with digits around it, a run of the keyboard or the alphabet, a few characters again and again. */
function isCommon(password: string): boolean {
  const letters = password.replace(/[@013$5!7]/g, (sign) => lookalikes[sign] ?? sign)
  if ([password, letters].some((text) => usual.some((word) => leftOf(text, word) < 6))) return true
  return new Set(password).size < 4 || isRepeated(password) || isRun(password)
}

const lookalikes: Readonly<Record<string, string>> = {
  '@': 'a',
  '0': 'o',
  '1': 'l',
  '3': 'e',
  $: 's',
  '5': 's',
  '!': 'i',
  '7': 't',
}

/** How much stands beside a word that makes no difference to who guesses: digits and signs beside it are tried first. */
function leftOf(text: string, word: string): number {
  if (!text.includes(word)) return Number.POSITIVE_INFINITY
  return text.replaceAll(word, '').replace(/[\d\W_]/gu, '').length
}

const usual: readonly string[] = [
  ...['password', 'passwort', 'passwd', 'qwerty', 'qwertz', 'azerty', 'letmein', 'welcome', 'iloveyou', 'princess'],
  ...['dragon', 'monkey', 'football', 'baseball', 'superman', 'sunshine', 'master', 'shadow', 'admin', 'administrator'],
  ...['trustno1', 'starwars', 'whatever', 'hallo', 'bonjour', 'motdepasse', 'contrasena', 'parola', 'senha', 'secret'],
  ...[
    'passerelle',
    'changeme',
    'default',
    'test',
    'user',
    'login',
    'woaini',
    'aini',
    'mima',
    '密码',
    '我爱你',
    '1qaz2wsx',
  ],
  ...[
    '1q2w3e4r',
    'zaq12wsx',
    '5201314',
    '1314520',
    '123456',
    '111111',
    '000000',
    '888888',
    '666666',
    '147258369',
    '123321',
  ],
]

/** A unit of at most five characters, again and again. */
const isRepeated = (password: string): boolean => /^(.{1,5}?)\1+.{0,4}$/su.test(password)

const rows = [
  '01234567890123456789',
  'abcdefghijklmnopqrstuvwxyz',
  'qwertyuiopasdfghjklzxcvbnm',
  'qwertzuiopasdfghjklyxcvbnm',
  'azertyuiopqsdfghjklmwxcvbn',
]
const runs = rows.flatMap((row) => [row, [...row].reverse().join('')])

/** Made of pieces of four and more that stand side by side on a keyboard or in the alphabet, with little between. */
function isRun(password: string): boolean {
  let left = 0
  for (let at = 0; at < password.length; ) {
    const run = longestRun(password, at)
    if (run < 4) left++
    at += run < 4 ? 1 : run
  }
  return left < 4
}

function longestRun(password: string, at: number): number {
  let length = 0
  while (at + length < password.length && runs.some((row) => row.includes(password.slice(at, at + length + 1))))
    length++
  return length
}
