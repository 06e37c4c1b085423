// SPDX-License-Identifier: Apache-2.0
import { type FormError, FormErrors, FormField, Notice, type Words } from '../../ui/index.ts'
import type { ShownOffer } from '../drafts/waiting.model.ts'
import { WhyItWaits } from '../drafts/waiting.view.tsx'

export interface WithdrawalFields {
  authority: string
  publishOn: string
  reasonEn: string
  reasonZh: string
}

export interface TakeUpLawProps {
  words: Words
  instrument: string
  /** Those for which the reader may correct or withdraw it. */
  authorities: readonly { id: string; name: string }[]
  /** It came with this installation; no authority keeps it yet. */
  shipped: boolean
  /** Since when a newer shipped text waits. */
  offered: string | null
  /** A shipped text that cannot come in, and why; null: there is none. */
  waits: ShownOffer | null
  fields: WithdrawalFields
  errors: readonly FormError[]
  /** Why it cannot be withdrawn: what others name of it. */
  named: readonly string[]
}

export function TakeUpLawView(props: TakeUpLawProps) {
  const { words, instrument, authorities, shipped, offered, waits, fields, errors, named } = props
  return (
    <>
      <FormErrors title={words.t('publication.not-proposed')} errors={errors} />
      {named.length === 0 ? null : (
        <ul>
          {named.map((one) => (
            <li>{one}</li>
          ))}
        </ul>
      )}
      <p>
        <a href={`/law/${instrument}`}>{words.t('publication.to-law')}</a>
      </p>
      {waits === null ? null : <WhyItWaits words={words} offer={waits} />}
      {authorities.length === 0 ? (
        <Notice kind="heed">{words.t('draft.from.foreign')}</Notice>
      ) : (
        <>
          <section aria-labelledby="correct">
            <h2 id="correct">{words.t('draft.from.correct')}</h2>
            <p>{words.t(shipped ? 'draft.from.shipped' : 'draft.from.own')}</p>
            <Begin words={words} instrument={instrument} authorities={authorities} from="law" />
          </section>
          {offered === null ? null : (
            <section aria-labelledby="offer">
              <h2 id="offer">{words.t('draft.from.offer')}</h2>
              <p>{words.t('draft.from.offer.means', { at: offered })}</p>
              <Begin words={words} instrument={instrument} authorities={authorities} from="offer" />
            </section>
          )}
          <Withdraw words={words} instrument={instrument} authorities={authorities} fields={fields} errors={errors} />
        </>
      )}
    </>
  )
}

type Choice = Pick<TakeUpLawProps, 'words' | 'instrument' | 'authorities'>

function Authority({ words, authorities, id }: Pick<Choice, 'words' | 'authorities'> & { id: string }) {
  const [only] = authorities
  if (authorities.length === 1) return <input type="hidden" name="authority" value={only?.id} />
  return (
    <div class="form-field">
      <label for={id}>{words.t('draft.authority')}</label>
      <select id={id} name="authority">
        {authorities.map((one) => (
          <option value={one.id}>{one.name}</option>
        ))}
      </select>
    </div>
  )
}

function Begin({ words, instrument, authorities, from }: Choice & { from: 'law' | 'offer' }) {
  return (
    <form method="post" action={`/drafts/from/${instrument}`}>
      <input type="hidden" name="from" value={from} />
      <Authority words={words} authorities={authorities} id={`authority-${from}`} />
      <button class={from === 'law' ? 'button' : 'button quiet'} type="submit">
        {words.t(`draft.from.begin.${from}`)}
      </button>
    </form>
  )
}

function Withdraw(props: Choice & Pick<TakeUpLawProps, 'fields' | 'errors'>) {
  const { words, instrument, authorities, fields, errors } = props
  return (
    <details open={errors.length > 0}>
      <summary>{words.t('publication.withdraw')}</summary>
      <p>{words.t('publication.withdraw.means')}</p>
      <form method="post" action={`/drafts/from/${instrument}/withdraw`}>
        <Authority words={words} authorities={authorities} id="authority-withdraw" />
        <FormField
          name="publishOn"
          type="date"
          label={words.t('publication.withdraw.on')}
          required
          value={fields.publishOn}
          errors={errors}
        />
        <FormField
          name="reasonZh"
          rows={3}
          maxLength={2000}
          label={words.t('law.example.fact', {
            fact: words.t('publication.withdraw.reason'),
            value: words.t('publication.reason.zh'),
          })}
          hint={words.t('publication.reason.hint')}
          value={fields.reasonZh}
          errors={errors}
        />
        <FormField
          name="reasonEn"
          rows={3}
          maxLength={2000}
          label={words.t('law.example.fact', {
            fact: words.t('publication.withdraw.reason'),
            value: words.t('publication.reason.en'),
          })}
          value={fields.reasonEn}
          errors={errors}
        />
        <button class="button quiet" type="submit">
          {words.t('publication.withdraw.do')}
        </button>
      </form>
    </details>
  )
}
