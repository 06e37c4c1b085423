// SPDX-License-Identifier: Apache-2.0
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { cruise, type ICruiseOptions, type ICruiseResult, type IFlattenedRuleSet } from 'dependency-cruiser'

export interface Violation {
  rule: string
  from: string
  to: string
  comment: string
}

export interface Walls {
  violations: Violation[]
  files: number
  imports: number
}

interface Configuration extends IFlattenedRuleSet {
  options: ICruiseOptions
}

/** The rules of the house, each with a name and a sentence in plain words. */
export async function readWalls(): Promise<Configuration> {
  const module: { default: Configuration } = await import(new URL('./dependency-cruiser.mjs', import.meta.url).href)
  return module.default
}

const folders = ['src', 'packages', 'test', 'bench']

/** Reads every import below `directory` and holds it against the rules. */
export async function cruiseWalls(directory: string): Promise<Walls> {
  const { forbidden, options } = await readWalls()
  const { output } = await cruise(
    folders.filter((folder) => existsSync(join(directory, folder))),
    { ...options, baseDir: directory, validate: true, ruleSet: { forbidden: forbidden ?? [] } },
  )
  if (typeof output === 'string') return { violations: [], files: 0, imports: 0 }
  const result: ICruiseResult = output
  const comments = new Map((forbidden ?? []).map((rule) => [rule.name, rule.comment ?? '']))
  return {
    violations: result.summary.violations.map(({ rule, from, to }) => ({
      rule: rule.name,
      from,
      to,
      comment: comments.get(rule.name) ?? '',
    })),
    files: result.summary.totalCruised,
    imports: result.summary.totalDependenciesCruised ?? 0,
  }
}
