// SPDX-License-Identifier: Apache-2.0
import type { Bundle } from '@passerelle/recognition'
import { collectLawTexts, type WrittenLaw } from '../answers/collect-law-texts.ts'
import type { LawTexts } from '../answers/law-texts.model.ts'
import { type LoadedLaw, openLaw } from '../answers/load-law.ts'

/** The law in hand with an instrument that is not law yet, so that it is read and tried in words before it is. `bundle`: law and draft together. */
export function lawWithDraft(law: LoadedLaw, draft: WrittenLaw['instruments'][number], bundle: Bundle): LoadedLaw {
  const own = collectLawTexts({ instruments: [draft], facts: [], names: {} })
  return openLaw({ bundle, aliases: law.aliases, statements: law.statements, texts: overlaid(own, law.texts) })
}

const overlaid = (own: LawTexts, others: LawTexts): LawTexts => ({
  ...others,
  rule: (id) => own.rule(id) ?? others.rule(id),
  instrument: (id) => own.instrument(id) ?? others.instrument(id),
  catalogue: (id) => own.catalogue(id) ?? others.catalogue(id),
  leftOpen: (english) => own.leftOpen(english) ?? others.leftOpen(english),
  instruments: () => [
    ...others.instruments().filter(({ id }) => own.instrument(id) === undefined),
    ...own.instruments(),
  ],
})
