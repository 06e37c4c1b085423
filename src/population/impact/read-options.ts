// SPDX-License-Identifier: Apache-2.0
import { readFile } from 'node:fs/promises'
import { Problem } from '../../kernel/index.ts'
import { unreadable } from '../asked/asked-file.ts'
import { type Assumption, assumptionSchema, mostAssumptions } from './figures/assumptions.ts'
import { usualThreshold } from './measure-impact.ts'

type Option = string | boolean | undefined

/** @throws {Problem} `invalid-input` */
export function thresholdOf(text: Option): number {
  if (text === undefined) return usualThreshold
  const found = typeof text === 'string' && /^[1-9]\d{0,5}$/.test(text) ? Number(text) : null
  if (found === null) throw new Problem('invalid-input', `--threshold: found '${text}', expected a whole number from 1`)
  return found
}

/** What a file assumes of benefits and fees. @throws {Problem} `invalid-input` */
export async function readAssumptions(file: Option): Promise<Assumption[]> {
  if (typeof file !== 'string') return []
  const text = await readFile(file, 'utf8').catch(unreadable(file))
  const read = assumptionSchema.array().max(mostAssumptions).safeParse(parsed(text, file))
  if (read.success) return read.data
  const [first] = read.error.issues
  throw new Problem('invalid-input', `--assume: ${file}: ${first?.path.join('.') ?? ''}: ${first?.message ?? ''}`)
}

function parsed(text: string, file: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new Problem('invalid-input', `--assume: ${file} is no JSON, expected a list as --help shows it`, { cause })
  }
}
