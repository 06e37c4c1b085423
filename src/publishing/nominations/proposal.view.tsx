// SPDX-License-Identifier: Apache-2.0
import type { Words } from '../../ui/index.ts'
import type { ShownComment, ShownFindings, ShownProposal } from './shown-nomination.model.ts'

/** What is nominated, and why. */
export function Proposal({ words, shown }: { words: Words; shown: ShownProposal }) {
  const { t } = words
  const facts: [string, string][] = [
    [t('nomination.field.names'), shown.otherNames],
    [t('nomination.field.body'), `${shown.body} (${shown.country})`],
    [t('nomination.field.countsAs'), shown.countsAs],
    [t('nomination.field.purpose'), shown.purpose],
    [t('nomination.field.place'), shown.place],
    [t('nomination.field.authority'), shown.authority],
    [t('nomination.field.by'), shown.by],
  ]
  return (
    <dl class="facts">
      {facts
        .filter(([, said]) => said !== '')
        .map(([name, said]) => (
          <div>
            <dt>{name}</dt>
            <dd dir="auto">{said}</dd>
          </div>
        ))}
      <div>
        <dt>{t('nomination.field.link')}</dt>
        <dd>
          <a href={shown.link} rel="nofollow noreferrer ugc">
            {shown.link}
          </a>
        </dd>
      </div>
      <div>
        <dt>{t('nomination.field.why')}</dt>
        <dd class="as-typed" dir="auto">
          {shown.why}
        </dd>
      </div>
      {shown.evidence.length === 0 ? null : (
        <div>
          <dt>{t('nomination.field.evidence')}</dt>
          <dd>
            <ul>
              {shown.evidence.map((link) => (
                <li>
                  <a href={link} rel="nofollow noreferrer ugc">
                    {link}
                  </a>
                </li>
              ))}
            </ul>
          </dd>
        </div>
      )}
    </dl>
  )
}

/** Comparisons side by side, an element a row. */
export function FindingsTable({ words, findings }: { words: Words; findings: readonly ShownFindings[] }) {
  const { t } = words
  const [first] = findings
  if (first === undefined) return <p>{t('nomination.findings.none')}</p>
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what may scroll has to be reached by the keyboard
    <section class="findings-table" tabIndex={0} aria-label={t('nomination.findings.side-by-side')}>
      <table class="compared">
        <thead>
          <tr>
            <th scope="col">{t('nomination.element')}</th>
            {findings.map(({ name }) => (
              <th scope="col">{name}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {first.elements.map(({ element }, at) => (
            <tr>
              <th scope="row">{element}</th>
              {findings.map((one) => (
                <Cell words={words} name={one.name} found={one.elements[at]} />
              ))}
            </tr>
          ))}
          <tr>
            <th scope="row">{t('nomination.recommendation')}</th>
            {findings.map(({ name, recommendation, remark }) => (
              <td data-label={name}>
                <strong>{recommendation}</strong>
                {remark === null ? null : <p dir="auto">{remark}</p>}
              </td>
            ))}
          </tr>
        </tbody>
      </table>
    </section>
  )
}

function Cell(props: { words: Words; name: string; found: ShownFindings['elements'][number] | undefined }) {
  const { words, name, found } = props
  if (found === undefined) return <td />
  const { text, evidence, source, remark, difference } = found
  return (
    <td data-label={name}>
      <span class={`difference ${difference}`}>{text}</span>
      {evidence === '' ? null : <p dir="auto">{evidence}</p>}
      {source === '' ? null : (
        <p class="hint" dir="auto">
          {words.t('nomination.source-is', { source })}
        </p>
      )}
      {remark === '' ? null : <p dir="auto">{remark}</p>}
    </td>
  )
}

/** A comment with its answer. */
export function Comment({ comment }: { comment: ShownComment }) {
  const { heading, text, erased, answer, answerHeading } = comment
  return (
    <>
      {erased ? (
        <p class="hint">{text}</p>
      ) : (
        <>
          <p class="hint">{heading}</p>
          <blockquote class="as-typed" dir="auto">
            {text}
          </blockquote>
        </>
      )}
      {answer === null ? null : (
        <div class="answer-to">
          <p class="hint">{answerHeading}</p>
          <p class="as-typed" dir="auto">
            {answer}
          </p>
        </div>
      )}
    </>
  )
}
