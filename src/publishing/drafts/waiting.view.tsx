// SPDX-License-Identifier: Apache-2.0
import { Notice, type Words } from '../../ui/index.ts'
import type { ShownOffer } from './waiting.model.ts'

/** Why a shipped text waits, and for which texts of whom. */
export function WhyItWaits({ words, offer }: { words: Words; offer: ShownOffer }) {
  return (
    <Notice kind="heed">
      <p>{words.t(`draft.waits.${offer.why}`, { at: offer.since })}</p>
      <ul>
        {offer.by.map(({ instrument, title, authority, id, path }) => (
          <li>
            <a href={`/law/${instrument}`}>{title}</a>
            {authority === null ? '' : ` (${authority})`}: <code>{id}</code>
            {path === '' ? null : (
              <>
                {' '}
                <code>{path}</code>
              </>
            )}
          </li>
        ))}
      </ul>
    </Notice>
  )
}

/** Shipped texts for places of the reader that are not in force: offered, or waiting. */
export function Waiting({ words, offers }: { words: Words; offers: readonly ShownOffer[] }) {
  if (offers.length === 0) return null
  return (
    <section aria-labelledby="waiting">
      <h2 id="waiting">{words.t('draft.waits.title')}</h2>
      <ul class="entries">
        {offers.map((offer) => (
          <li>
            <div>
              <a href={`/law/${offer.instrument}`}>{offer.title}</a>{' '}
              <code>{offer.title === offer.instrument ? '' : offer.instrument}</code>
              {offer.why === 'offered' ? (
                <p>
                  {words.t('draft.waits.offered', { at: offer.since })}{' '}
                  <a href={`/drafts/from/${offer.instrument}#offer`}>{words.t('draft.waits.look')}</a>
                </p>
              ) : (
                <WhyItWaits words={words} offer={offer} />
              )}
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}
