// SPDX-License-Identifier: Apache-2.0
import type { AskedWorkforce } from './asked-workforce.model.ts'
import { graduation, marginals, skillSteps } from './marginals.model.ts'

export const WARNING =
  'Invented for demonstration: no such person, employer or authority exists, and no figure of it is a statistic of any place. 演示数据，纯属虚构，不是任何地方的统计。'

/** What stands beside every generated file: what was asked, and every marginal with its source. */
export function aboutWorkforce(asked: AskedWorkforce): Record<string, unknown> {
  const { place, holders, seed, asOf, districts, occupations, listed } = asked
  return {
    demonstration: WARNING,
    ...{ place, holders, seed, asOf, districts },
    occupations: {
      count: occupations.length,
      quality: 'official-copy',
      source: 'codes of the national classification of occupations of 2022 (reference/classifications/cn-2022.csv)',
    },
    listed: {
      count: listed.length,
      quality: 'demonstration',
      source: 'passerelle demo catalogue, for the same place: invented',
    },
    skillSteps,
    graduation,
    marginals,
  }
}
