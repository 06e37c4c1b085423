// SPDX-License-Identifier: Apache-2.0
// Names and numbers that nobody has. Each says that it is for demonstration.

const STEMS = '甲乙丙丁戊己庚辛壬癸'
const BRANCHES = '子丑寅卯辰巳午未申酉戌亥'
const SYLLABLES = ['jia', 'yi', 'bing', 'ding', 'wu', 'ji', 'geng', 'xin', 'ren', 'gui']
const CYCLE = 60

/** The name of the n-th person, in Chinese and in Latin letters: a place in the cycle of sixty, and a number that is theirs alone. */
export function nameOf(position: number): { name: string; latin: string } {
  const place = position % CYCLE
  const number = `${position + 1}`.padStart(7, '0')
  const stem = STEMS[place % STEMS.length] as string
  return {
    name: `演示${stem}${BRANCHES[place % BRANCHES.length]}${number}`,
    latin: `Demonstration ${SYLLABLES[place % SYLLABLES.length]} ${number}`,
  }
}

/** A number in a form of which no country has any: it goes with a country that nobody has. */
export const documentNumber = (position: number): string => `DEMO${`${position + 1}`.padStart(9, '0')}`
