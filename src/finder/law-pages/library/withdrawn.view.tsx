// SPDX-License-Identifier: Apache-2.0
import { Run, type Words } from '../../../ui/index.ts'
import type { WithdrawnWords } from './law-views.model.ts'

/** Above law that stands no more: since when, why, and what is shown all the same. */
export function Withdrawn({ words, withdrawn }: { words: Words; withdrawn: WithdrawnWords | null }) {
  if (withdrawn === null) return null
  return (
    <div class="note" role="note">
      <p>
        <strong>
          <Run text={withdrawn.said} lang={words.lang} />
        </strong>
      </p>
      <p>
        {words.t('law.withdrawn.means')} <a href={withdrawn.history}>{words.t('law.history')}</a>
      </p>
    </div>
  )
}
