// SPDX-License-Identifier: Apache-2.0
import {
  type BasisProps,
  ConditionList,
  type ConditionProps,
  Kept,
  LegalBasis,
  OutcomeBridge,
  OutcomeIcon,
  type OutcomeProps,
  QuestionField,
  type QuestionProps,
  Run,
  VerdictIcon,
  type VerdictShape,
  type Words,
} from '../../ui/index.ts'
import { type OtherWaysProps, OtherWaysView } from '../comparisons/other-ways.view.tsx'
import { TakeAway } from '../downloads/take-away.view.tsx'
import { type ExemptionProps, Exemptions } from '../exemptions/exemptions.view.tsx'
import { ErrorSummary } from '../interview/ask-question.view.tsx'
import { type NestedLevelProps, NestingView } from '../nesting/nesting.view.tsx'
import { HowToGetThere } from '../pathways/how-to-get-there.view.tsx'
import { Apply, type ApplyProps } from './apply.view.tsx'

export interface FindingProps {
  rule: string
  title: string
  verdict: VerdictShape
  verdictWord: string
  /** What it would take is met, but another rule rules it out. */
  barred: boolean
  subject: string | null
  outcomes: readonly (OutcomeProps & { benefits: readonly string[] })[]
  conditions: readonly ConditionProps[]
  holdsFrom: string | null
  holdsFromDate: string | null
  notes: readonly string[]
  via: string | null
  basis: BasisProps | null
  apply: ApplyProps
}

export interface AnswerProps {
  words: Words
  answer: {
    title: string
    purpose: string | null
    asOf: string
    knownOn: string | null
    summary: readonly { verdict: VerdictShape | null; text: string }[]
    findings: Record<VerdictShape, readonly FindingProps[]>
    exemptions: readonly ExemptionProps[]
    credits: boolean
    questions: readonly QuestionProps[]
    nesting: readonly NestedLevelProps[] | null
    background: readonly { texts: readonly string[]; lines: readonly string[]; basis: BasisProps }[]
  }
  answered: readonly QuestionProps[]
  /** What the form carries on besides the answers. */
  carried: readonly { name: string; value: string }[]
  errors: readonly { field: string; text: string }[]
  places: string
  /** What else there is, where the answer is not yes. */
  ways: OtherWaysProps['ways'] | null
  /** Address of the question that can be given to others. */
  share: string
  /** Name of the form: the switches of the page send it. */
  form: string
}

/** The reasoned answer: what counts, what may, what would settle it, what is not met, and where all of it is written. */
export function AnswerPage(props: AnswerProps) {
  const { words, answer } = props
  return (
    <>
      <h1>
        <Run text={answer.title} lang={words.lang} />
      </h1>
      <p class="facts-line">
        {answer.purpose === null ? null : <span>{words.t('answer.for', { purpose: answer.purpose })}</span>}
        <span>{answer.asOf}</span>
        {answer.knownOn === null ? null : <span>{answer.knownOn}</span>}
        <button type="submit" class="as-link no-print" form={props.form} name="change" value="1">
          {words.t('answer.change')}
        </button>
      </p>
      <ul class="summary">
        {answer.summary.map(({ verdict, text }) => (
          <li class={verdict ?? undefined}>
            {verdict === null ? null : (
              <span class="verdict">
                <VerdictIcon verdict={verdict} />
              </span>
            )}
            <span>{text}</span>
          </li>
        ))}
      </ul>
      <Findings {...props} verdict="met" />
      <Findings {...props} verdict="discretion" />
      <Exemptions words={words} exemptions={answer.exemptions} />
      <Questions {...props} />
      <Findings {...props} verdict="unknown" />
      <Findings {...props} verdict="unmet" />
      {answer.nesting === null ? null : <NestingView words={words} levels={answer.nesting} />}
      <Background words={words} answer={answer} />
      {props.ways === null ? null : (
        <OtherWaysView
          words={words}
          ways={props.ways}
          spoken={Object.values(answer.findings).some((list) => list.length > 0)}
          form={props.form}
        />
      )}
      <TakeAway words={words} credits={answer.credits} share={props.share} form={props.form} />
    </>
  )
}

/** What holds stands open; of what does not hold yet only the first, the others are folded to a line each. */
function Findings({ words, verdict, answer, form }: AnswerProps & { verdict: VerdictShape }) {
  const context = { words, form }
  const findings = answer.findings[verdict]
  if (findings.length === 0) return null
  const folds = verdict === 'unmet' || verdict === 'unknown'
  return (
    <section class="section" aria-labelledby={`section-${verdict}`}>
      <h2 id={`section-${verdict}`}>{words.t(`answer.section.${verdict}`)}</h2>
      {findings.map((finding, index) =>
        folds && index > 0 ? (
          <details class={`folded ${verdict}`}>
            <FoldedLine words={words} finding={finding} />
            <Finding {...context} finding={finding} />
          </details>
        ) : (
          <Finding {...context} finding={finding} />
        ),
      )}
    </section>
  )
}

/** A finding in one line; without a day of the person's own it is the same for everyone. */
function FoldedLine({ words, finding }: { words: Words; finding: FindingProps }) {
  const line = () => <Line words={words} finding={finding} />
  if (finding.holdsFromDate !== null) return <summary>{line()}</summary>
  return <Kept of={finding.outcomes} variant="line" as="summary" render={line} />
}

function Line({ words, finding }: { words: Words; finding: FindingProps }) {
  const { outcomes, holdsFromDate, title } = finding
  return (
    <>
      {outcomes[0] === undefined ? null : <OutcomeIcon kind={outcomes[0].kind} />}
      <strong>
        <Run text={title} lang={words.lang} />
      </strong>{' '}
      <span class="muted">
        {outcomes[0]?.phrase}
        {holdsFromDate === null ? null : ` · ${holdsFromDate}`}
      </span>
    </>
  )
}

interface FindingContext {
  words: Words
  finding: FindingProps
  form: string
}

/** `This answer is wrong`: leads to the form for it. On the device the script takes the button over and sends no answer. */
function Wrong({ words, finding, form }: FindingContext) {
  return (
    <p class="no-print">
      <button type="submit" class="as-link" form={form} formaction="/report" name="rule" value={finding.rule}>
        {words.t('report.open')}
        <span class="hidden">: {finding.title}</span>
      </button>
    </p>
  )
}

/** What the law says at the head of a finding is the same for everyone. */
function Head({ words, finding }: Pick<FindingContext, 'words' | 'finding'>) {
  return (
    <>
      <span class="verdict">
        <VerdictIcon verdict={finding.verdict} />
        {finding.verdictWord}
      </span>
      <span>
        <Run text={finding.title} lang={words.lang} />
      </span>
    </>
  )
}

/** Where one can go from a finding. */
function Onward(context: FindingContext) {
  const { words, finding, form } = context
  return (
    <>
      {finding.verdict === 'unmet' && !finding.barred ? <HowToGetThere {...{ words, finding, form }} /> : null}
      <Wrong {...context} />
    </>
  )
}

function Finding(context: FindingContext) {
  const { words, finding, form } = context
  const { verdict, outcomes, conditions, basis } = finding
  const benefits = outcomes.flatMap((outcome) => outcome.benefits)
  return (
    <article class={`finding ${verdict}`}>
      <div>
        <Kept of={outcomes} variant="head" as="h3" render={() => <Head words={words} finding={finding} />} />
        <OutcomeBridge words={words} verdict={verdict} subject={finding.subject} outcomes={outcomes} />
        {finding.holdsFrom === null ? null : <p class="holds-from">{finding.holdsFrom}</p>}
        {finding.notes.map((note) => (
          <p class="note">{note}</p>
        ))}
        <div class="part">
          <h4>{words.t('answer.conditions')}</h4>
          {conditions.length === 0 ? (
            <p>{words.t('answer.conditions.none')}</p>
          ) : (
            <ConditionList words={words} conditions={conditions} />
          )}
          {finding.via === null ? null : <p class="muted">{finding.via}</p>}
        </div>
        {benefits.length === 0 ? null : (
          <div class="part">
            <h4>{words.t('answer.benefits')}</h4>
            <List words={words} items={benefits} />
          </div>
        )}
        <Apply words={words} apply={finding.apply} quiet={verdict === 'unmet'} />
        <Kept of={outcomes} variant={`onward ${form}`} class="kept" render={() => <Onward {...context} />} />
      </div>
      {basis === null ? null : <LegalBasis words={words} basis={basis} />}
    </article>
  )
}

/** More questions than this are folded: the first ones decide most. */
const openQuestions = 6

function Questions(props: AnswerProps) {
  const { words, answer, answered, carried, errors, places, form } = props
  const field = (question: QuestionProps, kept: boolean) => {
    const error = errors.find((one) => one.field === question.key)?.text
    const id = `q-${question.key.replaceAll(/\s/g, '_')}`
    const rest = { words, question, id, places, ...(error === undefined ? {} : { error }) }
    // What nobody has answered yet looks the same to everyone.
    if (!kept || error !== undefined) return <QuestionField {...rest} />
    return <Kept of={question} class="kept" render={() => <QuestionField {...rest} />} />
  }
  const first = answer.questions.slice(0, openQuestions)
  const more = answer.questions.slice(openQuestions)
  const asked = answer.questions.length > 0
  const shape = asked ? 'ask-next' : answered.length > 0 ? 'ask-next settled' : 'hidden'
  return (
    <form method="post" action="/" id={form} class={shape}>
      {carried.map(({ name, value }) => (
        <input type="hidden" name={name} value={value} />
      ))}
      {asked ? (
        <>
          <h2>{words.t('answer.section.questions')}</h2>
          <p>{words.t('answer.section.questions.lead')}</p>
        </>
      ) : null}
      <ErrorSummary words={words} errors={errors.map((error) => ({ ...error, field: form }))} />
      <div class="questions">{first.map((question) => field(question, true))}</div>
      {more.length === 0 ? null : (
        <details>
          <summary>{words.t('answer.section.questions.more', { n: more.length })}</summary>
          <div class="questions">{more.map((question) => field(question, true))}</div>
        </details>
      )}
      {answered.length === 0 ? null : (
        <details>
          <summary>{words.t('answer.section.answered')}</summary>
          <div class="questions">{answered.map((question) => field(question, false))}</div>
          {asked ? null : <Update words={words} />}
        </details>
      )}
      {asked ? <Update words={words} /> : null}
    </form>
  )
}

function Update({ words }: { words: Words }) {
  return (
    <div class="submit">
      <button type="submit" class="button">
        {words.t('answer.update')}
      </button>
      <p class="muted small sends">{words.t('ask.stored')}</p>
    </div>
  )
}

function Background({ words, answer }: Pick<AnswerProps, 'words' | 'answer'>) {
  const { background, findings } = answer
  if (background.length === 0) return null
  const alone = Object.values(findings).every((list) => list.length === 0)
  return (
    <section class="section" aria-labelledby="section-background">
      <h2 id="section-background">{words.t('answer.section.background')}</h2>
      <p class="section-lead">{words.t('answer.section.background.lead')}</p>
      <details class="folded" open={alone}>
        <summary>{words.t('answer.section.background.show', { n: background.length })}</summary>
        <Kept of={background} class="kept" render={() => <Clauses words={words} background={background} />} />
      </details>
    </section>
  )
}

function Clauses({ words, background }: { words: Words; background: AnswerProps['answer']['background'] }) {
  return (
    <ul class="background">
      {background.map(({ texts, lines, basis }) => (
        <li>
          <div>
            <h3>
              <Run text={basis.title} lang={words.lang} />
            </h3>
            {texts.map((text) => (
              <p>
                <Run text={text} lang={words.lang} />
              </p>
            ))}
            <List words={words} items={lines} />
          </div>
          <LegalBasis words={words} basis={basis} brief />
        </li>
      ))}
    </ul>
  )
}

function List({ words, items }: { words: Words; items: readonly string[] }) {
  if (items.length === 0) return null
  return (
    <ul class="benefits">
      {items.map((item) => (
        <li>
          <Run text={item} lang={words.lang} />
        </li>
      ))}
    </ul>
  )
}
