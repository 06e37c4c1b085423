// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path'
import type { Bundle } from '@passerelle/recognition'
import { assembleBundle } from '../../src/instruments/bundle/assemble-bundle.ts'
import { readLaw, readReferenceVocabulary } from '../../src/instruments/index.ts'

/** The shipped law as the engine's bundle, straight from its files. */
export function shippedLaw(): Bundle {
  const project = join(import.meta.dirname, '..', '..')
  const { vocabulary, facts } = readReferenceVocabulary(join(project, 'reference'))
  const register = {
    jurisdictions: [...(vocabulary.jurisdictions?.values() ?? [])],
    frameworks: [...(vocabulary.frameworks?.values() ?? [])],
    qualifications: [...(vocabulary.qualifications?.values() ?? [])],
  }
  return assembleBundle(register, readLaw(join(project, 'law'), vocabulary).folders, facts)
}
