// SPDX-License-Identifier: Apache-2.0
import type { VNode } from 'preact'
import { ChoiceField, type FormError, FormErrors, FormField, Notice, Progress, type Words } from '../../../ui/index.ts'
import { FlowDrawing } from './flow-drawing.view.tsx'
import type { ShownImpact, ShownTable } from './shown-impact.model.ts'

export interface ImpactProps {
  words: Words
  draft: string
  state: 'none' | 'working' | 'done' | 'failed' | 'lost' | 'no-workforce'
  working: { text: string; share: number | null } | null
  /** The draft has another version now. */
  stale: boolean
  shown: ShownImpact | null
  /** Where the same stands as files. */
  exports: { json: string; csv: string }
  /** Assumptions that stand already, as they are sent. */
  assumed: readonly string[]
  errors: readonly FormError[]
}

export function ImpactView(props: ImpactProps) {
  const { words, draft, state, working, shown, stale } = props
  const { t } = words
  return (
    <>
      <p class="hint">{t('impact.hint')}</p>
      {working === null ? null : (
        <Progress words={words} title={t('impact.working')} address={`/drafts/${draft}/impact`} {...working} />
      )}
      {state === 'none' || state === 'working' || state === 'done' ? null : (
        <Notice kind="heed">{t(`impact.state.${state}`)}</Notice>
      )}
      {stale ? <Notice kind="heed">{t('impact.stale')}</Notice> : null}
      {state === 'working' ? null : (
        <form method="post" action={`/drafts/${draft}/impact`} class="no-print">
          <button class={shown === null ? 'button' : 'button quiet'} type="submit">
            {t(shown === null ? 'impact.begin' : 'impact.again')}
          </button>
        </form>
      )}
      {shown === null ? null : <Done {...props} shown={shown} />}
      <p class="no-print">
        <a href={`/drafts/${draft}`}>{t('impact.to-draft')}</a>
      </p>
    </>
  )
}

function Done(props: ImpactProps & { shown: ShownImpact }) {
  const { words, shown, exports } = props
  const { t } = words
  return (
    <>
      <p class="lead">{shown.lead}</p>
      <dl class="impact-figures">
        {shown.figures.map(({ name, number, means }) => (
          <div>
            <dt>{name}</dt>
            <dd>
              <strong>{number}</strong>
              <span class="hint">{means}</span>
            </dd>
          </div>
        ))}
      </dl>
      <ul class="plain-notes">
        {shown.notes.map((note) => (
          <li>{note}</li>
        ))}
      </ul>
      <p class="acts no-print">
        <a href={exports.csv}>{t('impact.export.csv')}</a> <a href={exports.json}>{t('impact.export.json')}</a>
      </p>
      {shown.flows === null ? null : (
        <section aria-labelledby="flows">
          <h2 id="flows">{t('impact.flows')}</h2>
          <p class="hint">{t('impact.flows.means')}</p>
          <FlowDrawing drawn={shown.flows.drawn} title={t('impact.flows')} description={shown.flows.description} />
          <Table table={shown.flows.table} />
        </section>
      )}
      {shown.outcomes === null ? null : <Part table={shown.outcomes} />}
      {shown.facts === null ? null : <Part table={shown.facts} />}
      <section aria-labelledby="groups">
        <h2 id="groups">{t('impact.groups')}</h2>
        <p class="hint">{t('impact.groups.means')}</p>
        {shown.tables.map((table) => (
          <Table table={table} />
        ))}
      </section>
      <Fairness words={words} shown={shown} />
      <Money {...props} />
    </>
  )
}

function Fairness({ words, shown }: { words: Words; shown: ShownImpact }) {
  if (shown.fairness.length === 0) return null
  return (
    <section aria-labelledby="fairness">
      <h2 id="fairness">{words.t('impact.fairness')}</h2>
      <p class="hint">{words.t('impact.fairness.means')}</p>
      {shown.fairness.map((table) => (
        <Table table={table} />
      ))}
      <ul class="plain-notes">
        {shown.caveats.map((caveat) => (
          <li>{caveat}</li>
        ))}
      </ul>
    </section>
  )
}

/** A table that stands for itself. */
function Part({ table }: { table: ShownTable }) {
  return (
    <>
      <h2 id={table.id}>{table.title}</h2>
      {table.note === '' ? null : <p class="hint">{table.note}</p>}
      <Rows table={table} caption={null} />
    </>
  )
}

function Table({ table }: { table: ShownTable }) {
  const caption = (
    <caption id={table.id}>
      {table.title}
      {table.note === '' ? null : <span class="hint"> {table.note}</span>}
    </caption>
  )
  return <Rows table={table} caption={caption} />
}

function Rows({ table: { id, heads, rows, rest }, caption }: { table: ShownTable; caption: VNode | null }) {
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls by itself must be reached by keys */}
      <section class="findings-table" tabIndex={0} aria-labelledby={id}>
        <table class="impact-table">
          {caption}
          <thead>
            <tr>
              {heads.map((head) => (
                <th scope="col">{head}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(([name, ...cells]) => (
              <tr>
                <th scope="row">{name}</th>
                {cells.map((cell) => (
                  <td>{cell}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {rest === null ? null : <p class="hint">{rest}</p>}
    </>
  )
}

/** What a change brings and costs, by nothing but what somebody states with its source. */
function Money({ words, draft, shown, assumed, errors }: ImpactProps & { shown: ShownImpact }) {
  const { t } = words
  return (
    <section aria-labelledby="money">
      <h2 id="money">{t('impact.money')}</h2>
      <p class="hint">{t('impact.money.means')}</p>
      {shown.assumed === null ? null : <Table table={shown.assumed} />}
      <Assume words={words} draft={draft} assumed={assumed} errors={errors} />
      {assumed.length === 0 ? null : (
        <p class="no-print">
          <a href={`/drafts/${draft}/impact#money`}>{t('impact.money.without')}</a>
        </p>
      )}
    </section>
  )
}

function Assume({ words, draft, assumed, errors }: Pick<ImpactProps, 'words' | 'draft' | 'assumed' | 'errors'>) {
  const { t } = words
  const whom = ['newly', 'losing'].map((value) => ({ value, label: t(`impact.figure.${value}`) }))
  return (
    <details class="no-print" open={errors.length > 0}>
      <summary>{t('impact.money.add')}</summary>
      <FormErrors title={t('impact.money.wrong')} errors={errors} />
      <form method="get" action={`/drafts/${draft}/impact#money`}>
        {assumed.map((one) => (
          <input type="hidden" name="assumed" value={one} />
        ))}
        <MoneyField words={words} name="name" maxLength={200} errors={errors} />
        <ChoiceField name="of" label={t('impact.money.of')} options={whom} value="newly" errors={errors} />
        <MoneyField words={words} name="amount" errors={errors} />
        <MoneyField words={words} name="unit" maxLength={50} errors={errors} />
        <MoneyField words={words} name="takeUp" errors={errors} />
        <MoneyField words={words} name="source" maxLength={500} errors={errors} />
        <button class="button quiet" type="submit">
          {t('impact.money.work-out')}
        </button>
      </form>
    </details>
  )
}

interface MoneyFieldProps {
  words: Words
  name: 'name' | 'amount' | 'unit' | 'takeUp' | 'source'
  maxLength?: number
  errors: readonly FormError[]
}

function MoneyField({ words, name, errors, ...given }: MoneyFieldProps) {
  const key = `impact.money.${name === 'takeUp' ? 'take-up' : name}`
  return (
    <FormField name={name} label={words.t(key)} hint={words.t(`${key}.hint`)} {...given} required errors={errors} />
  )
}
