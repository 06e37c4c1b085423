// SPDX-License-Identifier: Apache-2.0
import type { Bundle } from '@passerelle/recognition'
import type { LawFolder } from '../law/read-law.ts'
import type { Vocabulary } from '../law/vocabulary.ts'
import { assembleBundle } from './assemble-bundle.ts'
import type { LawInHand } from './load-bundle.ts'

/**
 * The law in hand with a folder that is not law yet, in the place of the instrument that it would replace, so that persons can be tried
 * against it. `vocabulary`: the register with what the folder brings.
 */
export function lawWith(
  { bundle, texts }: LawInHand,
  folder: LawFolder,
  { vocabulary, replaces }: { vocabulary: Vocabulary; replaces: string | null },
): Bundle {
  const own = [replaces, folder.instrument.id]
  const others = texts.instruments.filter(({ instrument }) => !own.includes(instrument.id))
  const qualifications = vocabulary.qualifications === null ? bundle.qualifications : vocabulary.qualifications.values()
  return assembleBundle({ ...bundle, qualifications: [...qualifications] }, [...others, folder], texts.facts)
}
